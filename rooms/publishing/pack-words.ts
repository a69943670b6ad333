import { actionKey } from '../../design/status-tag.tsx'
import { formatDay, formatDayWithWeekday } from '../../platform/day.rules.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import type { PackContent, PackItem, PackPaper } from './pack-content.ts'

/** '10:00' of '10:00:00'. */
export const clock = (time: string) => time.slice(0, 5)

export const dayOfPack = ({ meeting }: PackContent) => formatDayWithWeekday(meeting.day)

/** 'Meeting of 14 February 2025'. */
export const nameOfPack = ({ meeting }: PackContent) =>
  `${meeting.title || (meeting.kind === 'extraordinary' ? 'Extraordinary meeting' : 'Meeting')} of ${formatDay(meeting.day)}`

export const timeOfPack = ({ meeting }: PackContent) =>
  meeting.endsAt === null
    ? `${clock(meeting.startsAt)}`
    : `${clock(meeting.startsAt)} to ${clock(meeting.endsAt)}`

export function placeOfPack({ meeting: { mode, venue } }: PackContent): string {
  if (mode === 'remote') return 'Online'
  return mode === 'hybrid' ? `${venue}, and online` : venue
}

/** 'For approval and noting', or nothing. */
export const purposeOf = (item: Pick<PackItem, 'purposes'>) =>
  item.purposes.length === 0 ? '' : opening(listed(item.purposes.map(asToVerb)))

const verbs = [
  'note',
  'consider',
  'discuss',
  'receive',
  'agree',
  'approve',
  'endorse',
  'recommend',
  'refer',
]

const asToVerb = (purpose: string) => (verbs.includes(purpose) ? `to ${purpose}` : purpose)

/** 'Late paper', 'To follow'; nothing for one in time. */
export const standingOf = (paper: Pick<PackPaper, 'kind'>): string =>
  ({
    paper: '',
    late: 'Late paper',
    supplementary: 'Supplementary paper',
    'to follow': 'To follow',
  })[paper.kind]

/** 'Let in on 10 February 2025: the chair, because …'; nothing where nobody had to let it in. */
export function letInWords({
  permission,
  permittedOn,
}: Pick<PackPaper, 'permission' | 'permittedOn'>): string {
  if (permission === undefined || permission === '') return ''
  return `Let in${permittedOn ? ` on ${formatDay(permittedOn)}` : ''}: ${permission.replace(/\.$/, '')}.`
}

/** What is said of an item besides its being on the agenda, a sentence each. */
export const treatmentSentences = (item: Pick<PackItem, 'treatments'>): string[] =>
  (item.treatments ?? []).map(({ words, reason }) =>
    reason === '' ? `${words}.` : `${words}: ${reason.replace(/\.$/, '')}.`,
  )

/** What the public is told of the private part: which items, and by which law. */
export function wordsOfPrivatePart(numbers: readonly string[]): string | null {
  if (numbers.length === 0) return null
  return (
    `${opening(countOf(numbers.length, 'item', 'items'))} (${listed(numbers)}) ` +
    `${numbers.length === 1 ? 'is' : 'are'} to be taken in private. The meeting will first be asked to resolve, ` +
    'in public and with its reason, that the public be excluded (Public Bodies (Admission to Meetings) Act 1960, section 1(2)).'
  )
}

export const stateOfMinutes = (state: string): string =>
  ({
    draft: 'Draft, awaiting approval',
    'approved by the chair': 'Approved by the chair, awaiting approval by the meeting',
    approved: 'Approved',
    signed: 'Approved and signed',
  })[state] ?? opening(state)

/** What every meeting has besides what is planned, in a sentence; nothing where that is nothing. */
export const wordsOfStanding = (titles: readonly string[]): string =>
  titles.length === 0 ? '' : `Every meeting also has: ${titles.join('; ')}.`

/** The tracker's key with the words of the states as they are printed (R-ACT-1). */
export const trackerKey = actionKey.map(({ words, colour, meaning }) => ({
  label: words,
  colour,
  meaning,
}))
