import { type Day, day } from '../../platform/day.rules.ts'
import type { PackContent, PackItem, PackPaper } from './pack-content.ts'

export const aPaper = (given: Partial<PackPaper> = {}): PackPaper => ({
  id: '00000000-0000-4000-8000-0000000000aa',
  title: 'Green Plan refresh',
  kind: 'paper',
  submittedOn: day('2025-02-05') as Day,
  cover: null,
  files: [],
  ...given,
})

export const anItem = (given: Partial<PackItem> = {}): PackItem => ({
  id: '00000000-0000-4000-8000-000000000007',
  number: '7',
  section: '',
  title: 'Green Plan',
  kind: 'business',
  audience: 'public',
  privateReason: '',
  lead: 'Chief Finance Officer',
  purposes: ['approve'],
  startsAt: null,
  minutes: null,
  summary: '',
  papers: [],
  ...given,
})

/** A pack's content as it would be frozen; for looks and for rules. */
export const aPack = (given: Partial<PackContent> = {}): PackContent => ({
  format: 1,
  part: 'public',
  asOn: day('2025-02-07'),
  body: {
    id: '00000000-0000-4000-8000-0000000000b0',
    slug: 'health-and-care-partnership',
    name: 'Health and Care Partnership',
  },
  meeting: {
    id: '00000000-0000-4000-8000-0000000000c0',
    slug: '2025-02-14',
    day: day('2025-02-14'),
    kind: 'ordinary',
    title: '',
    startsAt: '10:00',
    endsAt: '12:30',
    mode: 'in person',
    venue: 'Borough Hall, Bedford',
    note: '',
  },
  notice: null,
  items: [anItem()],
  privateItems: [],
  minutes: null,
  tracker: null,
  interests: null,
  questions: [],
  ...given,
})
