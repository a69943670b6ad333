// Every page is complete without this module; it only makes some things quicker.

import { filterChoices } from './filter-choices.js'
import { initAll } from './nhsuk-frontend.js'

initAll()

for (const group of document.querySelectorAll('[data-module="goldthread-filter"]')) {
  filterChoices(group)
}
