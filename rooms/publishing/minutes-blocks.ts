import { day, formatDay } from '../../platform/day.rules.ts'
import type { Block, Run } from '../../platform/documents/blocks.ts'
import { markdownBlocks } from '../../platform/documents/markdown-blocks.ts'
import { opening } from '../../platform/plain-english.rules.ts'

type Someone = {
  readonly name: string
  readonly role: string
  readonly deputisingFor?: string
  readonly remote?: boolean
}

type Decision = {
  readonly minuted: string
  readonly text: string
  readonly forBody?: string
}

type Entry = {
  readonly number: string
  readonly title?: string
  readonly minuteNumber?: string
  readonly text?: string
  readonly privateReason?: string
  readonly decisions?: readonly Decision[]
  readonly actions?: readonly {
    readonly number: number
    readonly owner: string
    readonly text: string
    readonly deadline: string
  }[]
}

/** Of published minutes, what a pack prints; an older copy may lack any of it. */
export type MinutesToPrint = {
  readonly meeting?: { readonly venue?: string }
  readonly sitting?: { readonly chair?: string; readonly chairRole?: string }
  readonly standing?: string
  readonly attendance?: Readonly<
    Partial<Record<'members' | 'participants' | 'inAttendance' | 'apologies', readonly Someone[]>>
  >
  readonly entries?: readonly Entry[]
  /** The sittings before the last, where the meeting was adjourned. */
  readonly earlier?: readonly (Pick<MinutesToPrint, 'attendance' | 'entries'> & {
    readonly meeting: { readonly day: string }
  })[]
}

const paragraph = (...runs: readonly Run[]): Block => ({ kind: 'paragraph', runs })
const heading = (level: number, text: string): Block => ({
  kind: 'heading',
  level,
  runs: [{ text }],
})

const groups = [
  ['members', 'Members'],
  ['participants', 'Participants'],
  ['inAttendance', 'In attendance'],
  ['apologies', 'Apologies'],
] as const

/** Published minutes as blocks, for the pack of the next meeting: who was there, then item by item. */
export function minutesBlocks(minutes: MinutesToPrint): Block[] {
  const { sitting, attendance, entries = [], standing } = minutes
  const chair = [sitting?.chair, sitting?.chairRole].filter(Boolean).join(', ')
  const venue = minutes.meeting?.venue
  return [
    ...(standing ? [paragraph({ text: standing })] : []),
    ...(venue ? [paragraph({ text: 'Held at: ', bold: true }, { text: venue })] : []),
    ...(chair === '' ? [] : [paragraph({ text: 'In the chair: ', bold: true }, { text: chair })]),
    ...(minutes.earlier ?? []).flatMap(part => [
      heading(1, `Sitting of ${formatDay(day(part.meeting.day))}, then adjourned`),
      ...attendanceBlocks(part.attendance),
      ...(part.entries ?? []).flatMap(entryBlocks),
    ]),
    ...(minutes.earlier ? [heading(1, 'Last sitting')] : []),
    ...attendanceBlocks(attendance),
    ...entries.flatMap(entryBlocks),
  ]
}

const attendanceBlocks = (attendance: MinutesToPrint['attendance']): Block[] =>
  groups.flatMap(([key, title]) => {
    const people = attendance?.[key] ?? []
    return people.length === 0 ? [] : [heading(1, title), attendanceTable(people)]
  })

const text = (words: string): readonly Block[] => [paragraph({ text: words })]

const attendanceTable = (people: readonly Someone[]): Block => ({
  kind: 'table',
  headerRows: 1,
  rows: [
    [
      { blocks: text('Name'), header: 'column' },
      { blocks: text('Role'), header: 'column' },
    ],
    ...people.map(person => [
      { blocks: text(person.name), header: 'row' as const },
      {
        blocks: text(
          [
            person.role,
            person.deputisingFor ? `for ${person.deputisingFor}` : '',
            person.remote ? 'online' : '',
          ]
            .filter(said => said !== '')
            .join(', '),
        ),
      },
    ]),
  ],
})

function entryBlocks(entry: Entry): Block[] {
  if (entry.privateReason !== undefined)
    return [
      heading(1, `${entry.number}. Taken in private`),
      paragraph({ text: entry.privateReason }),
    ]
  const mark = entry.minuteNumber ? ` (${entry.minuteNumber})` : ''
  return [
    heading(1, `${entry.number}. ${entry.title ?? ''}${mark}`),
    ...markdownBlocks(entry.text ?? '').map(block =>
      block.kind === 'heading' ? { ...block, level: block.level + 1 } : block,
    ),
    ...(entry.decisions ?? []).map(decision =>
      paragraph(
        { text: `${opening(decision.minuted)}: `, bold: true },
        {
          text: `${decision.text}${decision.forBody ? ` (for ${decision.forBody})` : ''}`,
        },
      ),
    ),
    ...(entry.actions ?? []).map(action =>
      paragraph(
        { text: `Action ${action.number}, ${action.owner}: `, bold: true },
        { text: `${action.text}${action.deadline === '' ? '' : ` (by ${action.deadline})`}` },
      ),
    ),
  ]
}
