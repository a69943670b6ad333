import { CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { StatusTag, type TagColour } from '../../design/status-tag.tsx'
import { SelectField, type SelectGroup, TextArea, TextField } from '../../design/text-fields.tsx'
import { addMonths, type Day, day, formatDay } from '../../platform/day.rules.ts'
import type { Values } from '../../platform/http/page.ts'
import type { Reading } from '../../platform/http/reading.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import type { Person } from '../people/read-person.ts'
import type { PlanDetails } from './add-plan-item.ts'
import { audiences, itemKinds, purposes } from './agenda.rules.ts'
import {
  monthInWords,
  type Placing,
  type PlanEntry,
  type PlanMeeting,
  type PlanState,
  placingFrom,
} from './forward-plan.rules.ts'

const colours: Readonly<Record<PlanState, TagColour>> = {
  'to be placed': 'amber',
  expected: 'plain',
  'on the agenda': 'blue',
  taken: 'green',
  'not taken': 'red',
  dropped: 'grey',
}

/** How an item of the plan stands. */
export const PlanStateTag = ({ state }: { state: PlanState }) => (
  <StatusTag colour={colours[state]}>{opening(state)}</StatusTag>
)

const MONTHS_AHEAD = 18

/** Where an item can be expected: the body's coming meetings, the months ahead, or nowhere yet. */
export function placingOptions(
  meetings: readonly PlanMeeting[],
  today: Day,
): ({ value: string; text: string } | SelectGroup)[] {
  const coming = meetings.filter(meeting => meeting.day >= today && !meeting.attended)
  const first = day(`${today.slice(0, 7)}-01`)
  return [
    { value: 'unplaced', text: 'To be placed' },
    ...(coming.length === 0
      ? []
      : [
          {
            group: 'At a meeting',
            options: coming.map(meeting => ({
              value: `meeting ${meeting.id}`,
              text: `${formatDay(meeting.day)}${meeting.kind === 'ordinary' ? '' : `, ${meeting.kind}`}`,
            })),
          },
        ]),
    {
      group: 'In a month',
      options: Array.from({ length: MONTHS_AHEAD }, (_, at) => addMonths(first, at)).map(month => ({
        value: `month ${month.slice(0, 7)}`,
        text: monthInWords(month),
      })),
    },
  ]
}

/** Reads where an item is expected. */
export function readPlacing(form: Reading): Placing {
  const placing = placingFrom(form.text('placing', 'Choose where it is expected.'))
  if (!placing && form.optionalText('placing') !== '')
    form.refuse({
      code: 'placing-unknown',
      field: 'placing',
      message: 'Choose a meeting, a month, or that it is to be placed.',
    })
  return placing ?? { at: 'unplaced' }
}

const kinds = itemKinds.map(kind => ({ value: kind, text: opening(kind) }))

/** Title, kind, purposes: what every item of the plan and each recurring one says. */
export const PlanSubjectFields = () => (
  <>
    <TextField name="title" label="Title" hint="As it would stand on the agenda" />
    <SelectField name="kind" label="Kind of item" options={kinds} />
    <CheckboxGroup
      name="purposes"
      label="What the meeting will be asked to do"
      small
      options={purposes.map(purpose => ({ value: purpose, text: opening(purpose) }))}
    />
    <TextField
      name="lead"
      label="Led by (optional)"
      hint="A person by office, or an office, such as Chief Finance Officer"
      width={30}
    />
  </>
)

export const PlanDetailFields = ({ persons }: { persons: readonly Person[] }) => (
  <>
    <PlanSubjectFields />
    <SelectField
      name="leadPerson"
      label="Or a person in this record (optional)"
      empty="Nobody chosen"
      options={persons.map(({ id, name }) => ({ value: id, text: name }))}
    />
    <RadioField
      name="audience"
      label="Public or private"
      options={[
        { value: 'public', text: 'In public', hint: 'It stands in the plan of each pack' },
        {
          value: 'private',
          text: 'In private',
          hint: 'It is left out of every published plan',
          reveal: (
            <TextArea
              name="privateReason"
              label="Why publicity would harm the public interest"
              rows={2}
            />
          ),
        },
      ]}
    />
    <TextArea
      name="notes"
      label="Notes (optional)"
      hint="For whoever keeps the plan; never published"
      rows={3}
    />
  </>
)

export const readPlanDetails = (form: Reading): PlanDetails => ({
  title: form.text('title', 'Enter what the item is called.'),
  kind: form.choice('kind', itemKinds, 'Choose what kind of item it is.'),
  purposes: form.list('purposes'),
  lead: form.optionalText('lead'),
  leadPerson: form.optionalText('leadPerson') || undefined,
  audience: form.choice(
    'audience',
    audiences,
    'Choose whether it is taken in public or in private.',
  ),
  privateReason: form.optionalText('privateReason'),
  source: form.optionalText('source'),
  notes: form.optionalText('notes'),
})

export const planValues = (entry: PlanEntry): Values => ({
  version: String(entry.version),
  title: entry.title,
  kind: entry.kind,
  purposes: entry.purposes,
  lead: entry.lead,
  leadPerson: entry.leadPerson ?? '',
  audience: entry.audience,
  privateReason: entry.privateReason,
  source: entry.source,
  notes: entry.notes,
})
