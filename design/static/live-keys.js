/**
 * Single keys for a screen that is worked in a hurry. They can be switched off, as
 * anybody's speech input may otherwise press them (WCAG 2.1.4), and never act while
 * something is being typed.
 */

const SETTING = 'goldthread-keys'

const takesText = element =>
  element.matches('textarea, select, [contenteditable]') ||
  (element.matches('input') && !['checkbox', 'radio', 'button', 'submit'].includes(element.type))

/** What a key does: goes to a field or list, opens a fold and goes in, or presses a button. */
function act(element) {
  const fold = element.closest('details')
  if (element.matches('summary')) {
    fold.open = !fold.open
    const inside =
      fold.open && fold.querySelector('input:not([type="hidden"]), select, textarea, button')
    ;(inside || element).focus()
    return
  }
  if (fold) fold.open = true
  // A list is gone into at its first button that still waits.
  const inside =
    element.matches('ul, ol') &&
    [...element.querySelectorAll('[data-row]')].find(
      row =>
        !row.hidden && !row.querySelector('[aria-pressed="true"]') && row.querySelector('button'),
    )
  ;(inside ? inside.querySelector('button') : element).focus()
  if (element.matches('button')) element.click()
}

export function shortcuts(screen) {
  const list = screen.querySelector('[data-live-keys]')
  if (!list) return () => false
  let on = localStorage.getItem(SETTING) !== 'off'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'nhsuk-button nhsuk-button--secondary nhsuk-button--small'
  const show = () => {
    button.textContent = on ? 'Switch the keys off' : 'Switch the keys on'
    document.body.classList.toggle('gt-keys-off', !on)
  }
  button.addEventListener('click', () => {
    on = !on
    localStorage.setItem(SETTING, on ? 'on' : 'off')
    show()
  })
  list.append(button)
  show()

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') {
      const fold = document.activeElement?.closest?.('details[data-closes][open]')
      if (!fold) return
      fold.open = false
      fold.querySelector('summary').focus()
      return
    }
    if (!on || event.repeat || takesText(event.target)) return
    const named = [...screen.querySelectorAll('[data-shortcut]')].find(
      element => element.dataset.shortcut === event.key && element.getClientRects().length > 0,
    )
    if (!named || named.disabled) return
    event.preventDefault()
    act(named)
  })
  return () => on
}
