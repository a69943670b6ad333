// Every page is complete without this module; it only makes some things quicker.

import { filterChoices } from './filter-choices.js'
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  Header,
  NotificationBanner,
  SkipLink,
} from './nhsuk-frontend.js'

// Not all of them: the drop zone for files has a name that differs from what it
// shows, and radios that reveal say aria-expanded; axe reports both.
for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  Header,
  NotificationBanner,
  SkipLink,
]) {
  createAll(component)
}

for (const group of document.querySelectorAll('[data-module="goldthread-filter"]')) {
  filterChoices(group)
}
