import { PeopleField, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { TextArea, TextField } from '../../design/text-fields.tsx'
import type { Reading } from '../../platform/http/reading.ts'
import type { Person } from '../people/read-person.ts'
import { audiences } from './actions.tables.ts'
import type { NewAction } from './raise-action.ts'

/** The fields that say what is to be done, by whom and when. `prefix` tells them from a form's others. */
export function ActionFields({
  persons,
  prefix = '',
}: {
  persons: readonly Person[]
  prefix?: string
}) {
  const name = (field: string) => `${prefix}${field}`
  return (
    <>
      <TextArea name={name('text')} label="What is to be done" rows={3} />
      <PeopleField
        name={name('owners')}
        label="Who owns it"
        people={persons.map(person => ({
          value: person.id,
          text: person.name,
          ...(person.position && person.position !== person.name
            ? { detail: person.position }
            : {}),
        }))}
      />
      <TextField
        name={name('ownersLabel')}
        label="Or who, in words"
        hint="Such as “All members”, where no one person does it."
        width={30}
      />
      <DateField
        name={name('deadline')}
        label="Due by (optional)"
        hint="With a day, the action turns red once it has passed. For example, 14 2 2025."
      />
      <TextField
        name={name('deadlineText')}
        label="Deadline in words"
        hint="Such as “ASAP” or “As developments occur”; needed where there is no day."
        width={30}
      />
      <RadioField
        name={name('audience')}
        label="Who may see it"
        options={[
          { value: 'public', text: 'Everybody, once the tracker is published' },
          { value: 'members', text: 'Members only' },
          { value: 'private', text: 'Those who see private papers' },
        ]}
      />
      <TextField
        name={name('privateReason')}
        label="If not everybody, why"
        hint="An action is public unless there is a reason."
      />
    </>
  )
}

/** What the fields said, for `raiseAction`, which refuses what is missing. */
export function readActionFields(
  form: Reading,
  prefix = '',
): Pick<NewAction, 'text' | 'owners' | 'deadline' | 'audience' | 'privateReason'> {
  const name = (field: string) => `${prefix}${field}`
  const words = form.optionalText(name('ownersLabel'))
  return {
    text: form.optionalText(name('text')),
    owners: [
      ...form.list(name('owners')).map(person => ({ person })),
      ...(words === '' ? [] : [{ label: words }]),
    ],
    deadline: {
      text: form.optionalText(name('deadlineText')),
      day: form.optionalDay(name('deadline')),
    },
    audience: form.optionalChoice(name('audience'), audiences) ?? 'public',
    privateReason: form.optionalText(name('privateReason')),
  }
}
