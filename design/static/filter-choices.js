/**
 * Puts a "find" box over a long list of checkboxes and hides what does not match.
 * What is ticked stays in sight, so that nobody submits a choice they cannot see.
 */
export function filterChoices(group) {
  const items = [...group.querySelectorAll('.nhsuk-checkboxes__item')].map(item => ({
    item,
    box: item.querySelector('input'),
    text: item.textContent.toLowerCase(),
  }))
  const list = group.querySelector('.gt-choices__list')
  if (!list || items.length === 0) return

  const id = `${items[0].box.id}-find`
  const find = document.createElement('div')
  find.className = 'gt-choices__find'

  const label = document.createElement('label')
  label.className = 'nhsuk-label gt-choices__label'
  label.htmlFor = id
  label.textContent = group.dataset.findLabel

  const input = document.createElement('input')
  input.className = 'nhsuk-input'
  input.id = id
  input.type = 'search'
  input.autocomplete = 'off'
  input.spellcheck = false

  const count = document.createElement('p')
  count.className = 'gt-choices__count'
  count.setAttribute('role', 'status')

  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const { item, box, text } of items) {
      const matches = words.every(word => text.includes(word))
      item.hidden = !matches && !box.checked
      if (matches) shown += 1
    }
    const ticked = items.filter(({ box }) => box.checked).length
    count.textContent = `${shown} of ${items.length} shown, ${ticked} ticked`
  }

  // Enter would send the form while somebody is still looking.
  input.addEventListener('keydown', event => {
    if (event.key === 'Enter') event.preventDefault()
  })
  input.addEventListener('input', show)
  list.addEventListener('change', show)

  find.append(label, input, count)
  list.before(find)
  show()
}
