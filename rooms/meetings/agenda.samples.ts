import { randomUUID } from 'node:crypto'
import { day, time } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { actingOn, type TestRecord } from '../../platform/testing/record.ts'
import { adoptTerms } from '../bodies/adopt-terms.ts'
import { establishBody } from '../bodies/establish-body.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import { defaultTermsFor, type Terms } from '../bodies/terms.rules.ts'
import { addAgendaItem, type NewAgendaItem } from './add-agenda-item.ts'
import type { Item } from './read-agenda.ts'
import type { Meeting } from './read-meeting.ts'
import { type NewMeeting, scheduleMeeting } from './schedule-meeting.ts'
import { type NewPaper, type PaperKept, submitPaper } from './submit-paper.ts'

/** What the partnership's terms of 2023 say of what is due around a meeting. */
const partnershipTerms: Terms = {
  ...defaultTermsFor('1960 Act'),
  notice: { days: 3, counter: 'clear day', citation: 'Terms of reference 6.1' },
  papers: { days: 5, counter: 'England working day', citation: 'Terms of reference 13.1' },
  draftMinutes: { workingDays: 5, citation: 'Terms of reference 13.1' },
  publicQuestions: null,
  forwardPlanInPack: true,
}

/** A body in the record, with terms in force since 2020 unless told otherwise. */
export async function aBody(
  record: Pick<TestRecord, 'db'>,
  options: {
    readonly slug?: string
    readonly name?: string
    readonly regime?: '1960 Act' | 'parish council'
    readonly terms?: null
  } = {},
): Promise<Body> {
  const acting = actingOn(record, '2020-01-01')
  const slug = options.slug ?? `body-${randomUUID().slice(0, 8)}`
  expectDone(
    await establishBody(acting, {
      slug,
      name: options.name ?? 'Health and Care Partnership',
      kind: options.regime === 'parish council' ? 'task group' : 'joint committee',
      regime: options.regime ?? '1960 Act',
    }),
  )
  const body = await readBodyBySlug(record.db, slug)
  if (options.terms !== null)
    expectDone(
      await adoptTerms(acting, {
        body: body.id,
        title: 'Terms of reference',
        inForceFrom: day('2020-01-01'),
        terms: partnershipTerms,
        source: 'Terms of reference',
      }),
    )
  return body
}

/** A meeting of 14 February 2025, scheduled on 2 January. */
export async function aMeeting(
  record: Pick<TestRecord, 'db'>,
  body: string,
  differences: Partial<NewMeeting> = {},
): Promise<Meeting> {
  return expectDone(
    await scheduleMeeting(actingOn(record, '2025-01-02'), {
      body,
      day: day('2025-02-14'),
      startsAt: time('10:00'),
      endsAt: time('12:00'),
      kind: 'ordinary',
      mode: 'in person',
      venue: 'Council offices, Bedford',
      ...differences,
    }),
  )
}

/** An item in public, of ordinary business. */
export const anItem = (
  meeting: string,
  differences: Partial<NewAgendaItem> = {},
): NewAgendaItem => ({
  meeting,
  title: 'Health and Care Strategy',
  kind: 'business',
  purposes: ['discuss'],
  audience: 'public',
  ...differences,
})

export const addItem = async (
  acting: Acting,
  meeting: string,
  differences: Partial<NewAgendaItem> = {},
): Promise<Item> => expectDone(await addAgendaItem(acting, anItem(meeting, differences)))

/** A paper handed in two weeks before, with its cover sheet filled in. */
export const aPaper = (item: string, differences: Partial<NewPaper> = {}): NewPaper => ({
  item,
  title: 'Draft Green Plan',
  kind: 'paper',
  submittedOn: day('2025-01-31'),
  cover: {
    executiveLead: 'Chief Finance Officer',
    authors: ['Associate Director of Sustainability and Growth'],
    reason: 'The partnership comments before the board decides.',
    summary: 'What has been done since the first plan, and what comes next.',
    recommendations: [{ verb: 'endorse', text: 'the three statements' }],
    implications: {
      resourcing: { applies: true, text: 'Within budget.' },
      equality: { applies: true, text: 'Cleaner air helps those worst off most.' },
      engagement: { applies: false, text: '' },
      greenPlan: { applies: true, text: 'It is the plan.' },
      bafRisk: { applies: true, text: 'Risk 7.' },
    },
    report: '# Progress\n\nEmissions are down.',
    nextSteps: 'The board decides in March.',
    appendices: ['A: targets'],
    itemNumber: '1',
  },
  ...differences,
})

export const handIn = async (
  acting: Acting,
  item: string,
  differences: Partial<NewPaper> = {},
): Promise<PaperKept> => expectDone(await submitPaper(acting, aPaper(item, differences)))
