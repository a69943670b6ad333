import { readFileSync } from 'node:fs'
import { day, time } from '../../platform/day.rules.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { publishTracker } from '../../rooms/actions/publish-tracker.ts'
import { sayNotInRecord } from '../../rooms/duties/say-not-in-record.ts'
import { publishRegister } from '../../rooms/interests/publish-register.ts'
import { addAgendaItem } from '../../rooms/meetings/add-agenda-item.ts'
import { attachFile } from '../../rooms/meetings/attach-file.ts'
import type { CoverSheet } from '../../rooms/meetings/cover-sheet.rules.ts'
import { giveNotice } from '../../rooms/meetings/give-notice.ts'
import type { ItemKind } from '../../rooms/meetings/meetings.tables.ts'
import { scheduleMeeting } from '../../rooms/meetings/schedule-meeting.ts'
import { submitPaper } from '../../rooms/meetings/submit-paper.ts'
import { publishPack } from '../../rooms/publishing/publish-pack.ts'
import { type DatedAct, type Kept, perform } from './timeline.ts'

const MEETING = day('2025-02-14')
/** The draft agenda went to members on this day. */
const AGENDA_SET = day('2025-01-07')
/** The printed papers bear no day of issue: they stand here on the day they were due (R-TOR-9). */
const PAPERS_DUE = day('2025-02-06')

/** When the year's figures were put together. */
const YEAR_CLOSED = day('2025-06-30')

const clerk = 'partnership-governance-lead-blmk-icb'

type Paper = {
  readonly title: string
  readonly cover: Partial<CoverSheet>
  readonly file: { readonly name: string; readonly description: string }
}

type Item = {
  readonly title: string
  readonly section: string
  readonly kind?: ItemKind
  readonly lead: string
  readonly person?: boolean
  readonly purposes?: readonly string[]
  readonly summary?: string
  readonly startsAt?: string
  readonly minutes?: number
  readonly paper?: Paper
}

const applies = (text: string) => ({ applies: true, text })
const doesNot = { applies: false, text: '' }

const agenda: readonly Item[] = [
  {
    section: 'Opening',
    title: 'Welcome, introductions and apologies',
    kind: 'apologies',
    lead: 'Chair',
    startsAt: '10:00',
  },
  {
    section: 'Opening',
    title: 'Disclosure of interests, and the register',
    kind: 'interests',
    lead: 'Chair',
    purposes: ['note', 'approve'],
  },
  {
    section: 'Opening',
    title: 'Minutes of 19 September 2024 and matters arising',
    kind: 'minutes',
    lead: 'Chair',
    purposes: ['approve'],
    summary: 'The minutes of 14 March 2024 also await approval by a quorate meeting.',
  },
  { section: 'Opening', title: 'Review of the action tracker', kind: 'actions', lead: 'Chair' },
  {
    section: 'Strategy',
    title: 'Health and Care Strategy: progress and next steps',
    lead: 'deputy-chief-of-strategy-and-assurance-blmk-icb',
    person: true,
    purposes: ['consider', 'discuss', 'agree'],
    minutes: 30,
    paper: {
      title: 'BLMK Health and Care Strategy',
      cover: {
        executiveLead: 'Chief of Strategy and Assurance',
        authors: ['Deputy Chief of Strategy and Assurance', 'Population Health Intelligence Unit'],
        reason: 'The partnership sets the health and care strategy of the system.',
        summary:
          'How the five priorities and seven enablers of the strategy went in 2024/25, how the coming year is being planned, and how the strategy will be renewed for 2026 to 2029.',
        recommendations: [
          { verb: 'note', text: 'progress in 2024/25 on the five priorities and seven enablers' },
          { verb: 'note', text: 'the approach to planning 2025/26 agreed by the ICB Board' },
          {
            verb: 'agree',
            text: 'the next steps in renewing the strategy and the Joint Forward Plan in 2025/26',
          },
        ],
        implications: {
          resourcing: applies('Partners give time to the renewal.'),
          equality: applies(
            'The measures are shown for each place, and by sex where that matters.',
          ),
          engagement: applies('Boards, councils and the insights network are asked in turn.'),
          greenPlan: applies('The Green Plan is one of seven strategies of the system.'),
          bafRisk: applies('The strategy bears on the system’s risks.'),
        },
        report:
          'The measures are in the workbook beneath. Children’s development at the end of Reception rose in all four places between 2021/22 and 2023/24, most in Luton: from 56.6% to 62.0%, which is 5.4 percentage points.\n\n## Renewing the strategy\n\nA joint seminar in May 2025 begins the work. A first draft follows in June, boards and councils are asked over the summer and autumn, and the partnership is asked to approve the final draft in March 2026.',
        nextSteps: 'A joint seminar on 23 May 2025.',
        appendices: ['The seven strategies of the system', 'When the strategy is renewed'],
        itemNumber: '5',
      },
      file: {
        name: 'outcome-measures.xlsx',
        description: 'Outcome measures by place: baseline, latest value and change',
      },
    },
  },
  {
    section: 'Strategy',
    title: 'Devolution white paper: what it means here',
    lead: 'chief-executive-luton-borough-council',
    person: true,
    purposes: ['consider', 'discuss'],
    minutes: 30,
    paper: {
      title: 'Devolution white paper: slides',
      cover: {},
      file: { name: 'devolution.pdf', description: 'Slides on the two bids and what may follow' },
    },
  },
  {
    section: 'Strategy',
    title: 'ICB Green Plan: report of the seminar and draft plan',
    lead: 'associate-director-of-sustainability-and-growth-blmk-icb',
    person: true,
    purposes: ['consider', 'discuss'],
    minutes: 30,
    paper: {
      title: 'Draft BLMK ICS Green Plan 2025',
      cover: {
        executiveLead: 'Chief Finance Officer, who answers for the Green Plan',
        authors: ['Associate Director of Sustainability and Growth'],
        reason: 'The committee considers the plan before the ICB Board decides.',
        summary:
          'What the joint seminar of November 2024 said, what has been achieved under the first plan, and the draft of the next.',
        recommendations: [
          { verb: 'consider and discuss', text: 'the draft plan after the joint seminar' },
          { verb: 'note', text: 'progress since the first plan' },
          { verb: 'endorse', text: 'the vision and its three statements of what we will do' },
          { verb: 'recognise and support', text: 'the range of activities' },
          {
            verb: 'comment',
            text: 'on how the plan can be made stronger before the Board decides',
          },
        ],
        implications: {
          resourcing: applies('Some measures save money and some need it.'),
          equality: applies(
            'A social and environmental assessment was made; it does not score equality.',
          ),
          engagement: applies('Partners shaped the draft at the seminar.'),
          greenPlan: applies('This is the plan.'),
          bafRisk: applies('Risk 7 of the assurance framework.'),
        },
        report: '',
        nextSteps:
          'Comments by 14 February 2025; the ICB Board in mid-March; boards of the trusts in spring; the final plan to the partnership in September 2025.',
        appendices: ['Action plan', 'Recommendations of the seminar'],
        itemNumber: '6',
      },
      file: { name: 'green-plan-draft.docx', description: 'What the draft plan aims for' },
    },
  },
  {
    section: 'Strategy',
    title: 'Changes to the terms of reference',
    lead: 'head-of-governance-blmk-icb',
    person: true,
    purposes: ['consider', 'discuss', 'recommend'],
    minutes: 10,
    paper: {
      title: 'Revised terms of reference of the partnership',
      cover: {
        executiveLead: 'Chief of Strategy and Assurance',
        authors: ['Partnership Governance Lead'],
        reason: 'To make the membership more representative and a quorum easier to reach.',
        summary:
          'One third of the members would be a quorum instead of one half, and an NHS trust would have to be among them.',
        recommendations: [
          {
            verb: 'recommend',
            text: 'the amended terms of reference to the ICB Board for approval',
            forBody: 'Board of the Integrated Care Board',
          },
        ],
        implications: {
          resourcing: applies('None beyond the time of members.'),
          equality: applies('A wider voice for the voluntary sector.'),
          engagement: applies('The agenda-setting group has considered them.'),
          greenPlan: doesNot,
          bafRisk: doesNot,
        },
        report: '',
        nextSteps: 'The ICB Board decides.',
        appendices: ['Appendix A: the amended terms'],
        itemNumber: '8',
      },
      file: {
        name: 'terms-of-reference-changes.docx',
        description: 'What would change, section by section',
      },
    },
  },
  {
    section: 'Governance',
    title: 'What to tell others of this meeting',
    lead: 'Chair',
    purposes: ['discuss'],
  },
  { section: 'Governance', title: 'How the meeting went', lead: 'Chair', purposes: ['note'] },
  { section: 'Closing', title: 'Any other business', kind: 'other business', lead: 'Chair' },
]

const arranged = async (acting: Acting, { keep, idOf }: Kept) => {
  const meeting = await perform(
    scheduleMeeting(acting, {
      body: idOf('body', 'partnership'),
      day: MEETING,
      startsAt: time('10:00'),
      endsAt: time('12:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: 'Microsoft Teams',
      note: 'The minutes of this meeting are not among the published papers from which this record was made.',
    }),
  )
  keep('meeting', '2025-02-14', meeting.id)
  for (const [at, item] of agenda.entries()) {
    const added = await perform(
      addAgendaItem(acting, {
        meeting: meeting.id,
        section: item.section,
        title: item.title,
        kind: item.kind ?? 'business',
        ...(item.person ? { leadPerson: idOf('person', item.lead) } : { lead: item.lead }),
        purposes: item.purposes ?? [],
        summary: item.summary ?? '',
        ...(item.startsAt ? { startsAt: time(item.startsAt) } : {}),
        ...(item.minutes ? { plannedMinutes: item.minutes } : {}),
        audience: 'public',
      }),
    )
    keep('item', `2025-02-14/${at + 1}`, added.id)
  }
}

const published =
  (site: string) =>
  async (acting: Acting, { idOf }: Kept) => {
    const meeting = idOf('meeting', '2025-02-14')
    const body = idOf('body', 'partnership')
    for (const [at, { paper }] of agenda.entries()) {
      if (!paper) continue
      const { paper: kept } = await perform(
        submitPaper(acting, {
          item: idOf('item', `2025-02-14/${at + 1}`),
          title: paper.title,
          kind: 'paper',
          submittedOn: PAPERS_DUE,
          cover: paper.cover,
        }),
      )
      await perform(
        attachFile(acting, {
          paper: kept.id,
          name: paper.file.name,
          description: paper.file.description,
          bytes: readFileSync(new URL(`papers/${paper.file.name}`, import.meta.url)),
        }),
      )
    }
    await perform(
      giveNotice(acting, {
        meeting,
        kind: 'public notice',
        givenOn: PAPERS_DUE,
        manner: 'With the papers, on the ICB’s website; they bear no day of issue',
        text: 'The BLMK Health and Care Partnership meets in public, online, on Friday 14 February 2025 from 10am to noon. The agenda and papers are on this page.',
      }),
    )
    await perform(publishRegister(acting, { body }))
    await perform(publishTracker(acting, { body }))
    await perform(publishPack(acting, { meeting, note: '', site }))
  }

/** Its minutes are not among the published papers, which is not the same as never written. */
const minutesNotHere = async (acting: Acting, { idOf }: Kept) => {
  await perform(
    sayNotInRecord(acting, {
      meeting: idOf('meeting', '2025-02-14'),
      kind: 'minutes',
      reason:
        'The minutes of this meeting are not among the published papers from which this record was made.',
    }),
  )
}

export const meetingOfFebruary2025 = (site: string): readonly DatedAct[] => [
  { on: AGENDA_SET, by: clerk, act: arranged },
  { on: PAPERS_DUE, by: clerk, act: published(site) },
  { on: YEAR_CLOSED, by: clerk, act: minutesNotHere },
]
