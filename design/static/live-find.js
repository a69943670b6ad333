/**
 * Finds a row in a list by part of its words, and keeps finding it while the list
 * changes. Enter goes to the first button of the first row found.
 */
export function findInLists(screen) {
  for (const find of screen.querySelectorAll('[data-live-find]')) {
    const input = find.querySelector('input')
    const count = find.querySelector('[role="status"]')
    const rows = () => [...(document.getElementById(find.dataset.liveFind)?.children ?? [])]
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
      for (const row of rows()) {
        const text = row.textContent.toLowerCase()
        row.hidden = !words.every(word => text.includes(word))
      }
    }
    input.addEventListener('input', () => {
      show()
      const found = rows().filter(row => !row.hidden).length
      count.textContent = `${found} of ${rows().length} shown`
    })
    input.addEventListener('focus', () => input.select())
    input.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        input.value = ''
        show()
        input.blur()
      }
      if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
      event.preventDefault()
      rows()
        .find(row => !row.hidden)
        ?.querySelector('button')
        ?.focus()
    })
    screen.addEventListener('goldthread-live', show)
  }
}

/**
 * In a list of rows with the same buttons, arrows go up and down, and a row's own keys
 * press its buttons and go on to the next row.
 */
export function walkRows(screen, keysAreOn) {
  screen.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = event.target.closest?.('[data-row]')
    if (!row || !event.target.matches('button')) return
    const next = step => {
      let other = row
      do other = step < 0 ? other.previousElementSibling : other.nextElementSibling
      while (other?.hidden)
      return other
    }
    const placeOf = button => [...row.querySelectorAll('button')].indexOf(button)
    const goTo = (other, place) => {
      const buttons = [...(other?.querySelectorAll('button') ?? [])]
      ;(buttons[place] ?? buttons[0])?.focus()
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      goTo(next(event.key === 'ArrowUp' ? -1 : 1), placeOf(event.target))
      return
    }
    const wanted = `button[data-row-key="${CSS.escape(event.key)}"]`
    if (!keysAreOn() || !row.parentElement.querySelector(wanted)) return
    event.preventDefault()
    event.stopPropagation()
    // A row to which the key does not apply, as somebody is here already, is gone past.
    const button = row.querySelector(wanted)
    const place = placeOf(button ?? event.target)
    const other = next(1)
    button?.click()
    if (other) goTo(other, place)
    else button?.focus()
  })
}
