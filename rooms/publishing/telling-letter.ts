import { formatDay, formatDayWithWeekday } from '../../platform/day.rules.ts'
import type { Letter } from '../../platform/mail/letters.ts'
import type { AgendaLine } from './agenda-changes.rules.ts'
import type { PackChange } from './pack-changes.rules.ts'
import type { VersionWithAgenda } from './read-pack.ts'
import type { DueTelling } from './telling.rules.ts'

/** The key under which a person is told of a version: a second letter with it is not written. */
export const tellingKey = (meeting: string, person: string, version: number) =>
  `papers/${meeting}/${person}/${version}`

/**
 * The letter that tells a member of a version: the whole, or only what is different, each with
 * a link to just that. Nothing of the private part stands in an e-mail: it says that there is some.
 */
export function tellingLetter(
  latest: VersionWithAgenda,
  telling: DueTelling,
  site: string,
): Pick<Letter, 'subject' | 'body'> {
  const { body, meeting } = latest.content
  const at = `${site}/work/meetings/${body.slug}/${meeting.slug}`
  const lines = new Map(latest.lines.map(line => [line.id, line]))
  const day = formatDay(meeting.day)
  const alone = latest.extent === 'agenda'
  const privately = telling.inPrivate
    ? [
        'The private part',
        telling.since === null
          ? `There is business to be taken in private. Sign in to read it: ${at}/read`
          : `Something of the private part has changed. Sign in to read it: ${at}/agenda/versions`,
        '',
      ]
    : []
  const foot = [
    ...privately,
    `The whole agenda: ${at}/read`,
    `What the public reads: ${site}/meetings/${body.slug}/${meeting.slug}/pack`,
  ]
  if (telling.since === null)
    return {
      subject: `${alone ? 'Agenda' : 'Agenda and papers'}: ${body.name}, ${day}`,
      body: [
        `The ${alone ? 'agenda' : 'agenda and papers'} of ${body.name} for ${formatDayWithWeekday(meeting.day)} ${alone ? 'is' : 'are'} published (version ${latest.version}, ${formatDay(latest.publishedOn)}).`,
        ...(alone ? ['The papers are to follow: you will be told when they come.'] : []),
        '',
        ...latest.content.items.map(item => `${item.number}. ${item.title}`),
        '',
        ...foot,
      ].join('\n'),
    }
  const told = telling.changes.filter(change => change.private !== true)
  return {
    subject: `What has changed: ${body.name}, ${day}`,
    body: [
      `Version ${latest.version} of the agenda and papers of ${body.name} for ${formatDayWithWeekday(meeting.day)} was published on ${formatDay(latest.publishedOn)}. You were last told of version ${telling.since}. Since then:`,
      '',
      ...told.flatMap(change => {
        const link = linkTo(change, lines, at)
        return [`- ${change.words}`, ...(link === null ? [] : [`  ${link}`])]
      }),
      '',
      ...foot,
    ].join('\n'),
  }
}

/** Where a member reads just that; null where nothing of it is left to read. */
function linkTo(
  { item, paper, how }: PackChange,
  lines: ReadonlyMap<string, AgendaLine>,
  at: string,
): string | null {
  const line = item === undefined ? undefined : lines.get(item)
  if (!line) return null
  const stands = line.papers.some(({ id }) => id === paper)
  if (how === 'removed' && !stands) return null
  return `${at}/read/${encodeURIComponent(line.number)}${stands ? `#paper-${paper}` : ''}`
}
