/**
 * Changes what stands on the page into what came, touching only what differs: the
 * focus, what is being typed, open folds and the reading position stay where they are.
 */

const TYPED = 'input, textarea, select'

/** Forms that somebody has typed in and not sent. */
const touched = new WeakSet()

export const touch = form => touched.add(form)
export const untouch = form => touched.delete(form)
const holdsTyping = node =>
  node.nodeType === Node.ELEMENT_NODE &&
  [...(node.matches('form') ? [node] : []), ...node.querySelectorAll('form')].some(form =>
    touched.has(form),
  )

const keyOf = node => (node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id : '')

const alike = (one, other) =>
  one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other)

/** Why a form was refused, which its own script put there: it stays until the form is sent again. */
const isRefusal = node =>
  node?.nodeType === Node.ELEMENT_NODE && node.classList.contains('gt-live-refusal')
const wasRefused = element =>
  element.getAttribute('aria-invalid') === 'true' || [...element.children].some(isRefusal)

/** Attributes that are the visitor's, not the server's. */
const theirs = (element, name) =>
  (wasRefused(element) && ['class', 'aria-invalid', 'aria-describedby'].includes(name)) ||
  (name === 'open' && element.nodeName === 'DETAILS') ||
  (name === 'value' && element.name === '_csrf') ||
  (name === 'value' && element.name === 'act') ||
  name === 'aria-busy'

function morphElement(from, to) {
  const keeps = from.form && touched.has(from.form)
  for (const { name, value } of [...to.attributes])
    if (from.getAttribute(name) !== value && !theirs(from, name)) from.setAttribute(name, value)
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name) && !theirs(from, name) && !(keeps && name.startsWith('aria-')))
      from.removeAttribute(name)
  if (from.nodeName === 'FORM' && touched.has(from)) return
  if (from.nodeName === 'TEXTAREA') {
    if (!keeps && from.value !== to.value) from.value = to.value
    return
  }
  morphChildren(from, to)
  if (!keeps && from.matches(TYPED) && from.type !== 'hidden' && from !== document.activeElement)
    settle(from, to)
}

/** A field that nobody typed in shows what the server says. */
function settle(from, to) {
  if (from.nodeName === 'SELECT') {
    const chosen = [...to.options].findIndex(option => option.hasAttribute('selected'))
    from.selectedIndex = Math.max(chosen, 0)
  } else if (from.type === 'checkbox' || from.type === 'radio')
    from.checked = to.hasAttribute('checked')
  else if (from.value !== (to.getAttribute('value') ?? ''))
    from.value = to.getAttribute('value') ?? ''
}

function morphChildren(from, to) {
  const wanted = [...to.childNodes]
  const keys = new Set(wanted.map(keyOf).filter(Boolean))
  const byKey = new Map([...from.childNodes].map(node => [keyOf(node), node]))
  let at = from.firstChild
  /** Goes past what is on no list any more; what holds unsent typing stays, marked. */
  const clear = until => {
    while (at && until(at)) {
      const gone = at
      at = at.nextSibling
      if (isRefusal(gone)) continue
      if (holdsTyping(gone)) gone.dataset.leftBehind = ''
      else gone.remove()
    }
  }
  for (const next of wanted) {
    const key = keyOf(next)
    clear(node => isRefusal(node) || (keyOf(node) !== '' && !keys.has(keyOf(node))))
    const match = key ? byKey.get(key) : at && alike(at, next) ? at : undefined
    if (!match || match.nodeName !== next.nodeName) {
      from.insertBefore(document.importNode(next, true), at)
      continue
    }
    if (match === at) at = at.nextSibling
    else from.insertBefore(match, at)
    if (match.nodeType === Node.ELEMENT_NODE) morphElement(match, next)
    else if (match.nodeValue !== next.nodeValue) match.nodeValue = next.nodeValue
  }
  clear(() => true)
}

/** The first thing in sight that stays, and where it stands: the reading position. */
function readingPosition(active) {
  // By its top: a long list in which one stands begins far above.
  const inSight = element => {
    const { top, height } = element.getBoundingClientRect()
    return height > 0 && top >= 0 && top < window.innerHeight
  }
  const anchor =
    active && active !== document.body && inSight(active)
      ? active
      : [...document.querySelectorAll('[data-live] [data-key], [data-live] [id]')].find(inSight)
  const top = anchor?.getBoundingClientRect().top
  return () => {
    if (!anchor?.isConnected) return
    const moved = anchor.getBoundingClientRect().top - top
    if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: 'instant' })
  }
}

const focusable =
  'a[href], button:not([disabled]), input:not([type="hidden"]), select, textarea, summary'

/** Puts the focus back; where its place is gone, on what stands nearest to it. */
function focusKeeper(active) {
  if (!active || active === document.body) return () => {}
  const around = []
  for (let node = active; node; node = node.parentElement) if (keyOf(node)) around.push(node)
  const selection =
    typeof active.selectionStart === 'number'
      ? [active.selectionStart, active.selectionEnd, active.selectionDirection]
      : null
  return () => {
    if (document.activeElement === active) return
    if (active.isConnected && !active.disabled) {
      active.focus({ preventScroll: true })
      if (selection) active.setSelectionRange(...selection)
      return
    }
    const near = around.find(node => node.isConnected)
    if (!near) return
    const first = near.matches(focusable) ? near : near.querySelector(focusable)
    if (!first) near.tabIndex = -1
    ;(first ?? near).focus({ preventScroll: true })
  }
}

/** Puts each region's newest mark-up in its place; `regions` is HTML by the region's name. */
export function putInPlace(regions) {
  const active = document.activeElement
  const keepPosition = readingPosition(active)
  const keepFocus = focusKeeper(active)
  const changed = []
  for (const place of document.querySelectorAll('[data-live]')) {
    const html = regions[place.dataset.live]
    if (html === undefined || place.liveHtml === html) continue
    // A region within a form waits until what is typed there has been sent.
    const form = place.closest('form')
    if (form && touched.has(form)) continue
    place.liveHtml = html
    const template = document.createElement('template')
    template.innerHTML = html
    morphChildren(place, template.content)
    changed.push(place)
  }
  keepFocus()
  keepPosition()
  return changed
}
