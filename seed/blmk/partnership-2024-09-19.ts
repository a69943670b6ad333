import { day, time } from '../../platform/day.rules.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { raiseAction } from '../../rooms/actions/raise-action.ts'
import { reportOnAction } from '../../rooms/actions/report-on-action.ts'
import { reviewTracker } from '../../rooms/actions/review-tracker.ts'
import { addAgendaItem } from '../../rooms/meetings/add-agenda-item.ts'
import { approveMinutesAsChair } from '../../rooms/meetings/approve-minutes-as-chair.ts'
import { draftMinutes } from '../../rooms/meetings/draft-minutes.ts'
import type { ItemKind } from '../../rooms/meetings/meetings.tables.ts'
import { publishMinutes } from '../../rooms/meetings/publish-minutes.ts'
import { recordAttendance } from '../../rooms/meetings/record-attendance.ts'
import { recordDecision } from '../../rooms/meetings/record-decision.ts'
import { saveMinutes } from '../../rooms/meetings/save-minutes.ts'
import { scheduleMeeting } from '../../rooms/meetings/schedule-meeting.ts'
import attendance from './facts/partnership-2024-09-19.attendance.json' with { type: 'json' }
import { type DatedAct, type Kept, perform } from './timeline.ts'

const MEETING = day('2024-09-19')
/** The minutes say no earlier day on which their draft was there than this, of the chair's approval. */
const CHAIR_APPROVED = day('2025-01-13')

const clerk = 'partnership-governance-lead-blmk-icb'

type ItemOfMinutes = {
  readonly title: string
  readonly kind?: ItemKind
  readonly lead?: string
  readonly minute: string
  /** What the meeting, being informal, took note of. */
  readonly noted?: string
}

const items: readonly ItemOfMinutes[] = [
  {
    title: 'Welcome, introductions and apologies',
    kind: 'apologies',
    minute:
      'The co-chair from Luton took the chair and opened the meeting. Members kept a silence for a councillor of Milton Keynes, a member of the partnership, who had died.',
    noted: 'the tribute, which is to stand in the minutes',
  },
  {
    title: 'Quorum',
    minute:
      'Seventeen members were required and fewer had come. The meeting went on informally, able to recommend and not to decide.',
    noted: 'that the meeting was informal for want of a quorum',
  },
  {
    title: 'Disclosure of interests',
    kind: 'interests',
    minute: 'Nobody added to the register that had been sent round.',
  },
  {
    title: 'Minutes and matters arising',
    kind: 'minutes',
    minute:
      'The minutes of 14 March 2024 were thought to be accurate. Being informal, the meeting could not approve them, and they return to the next. One member’s papers had gone to an old address, which the governance lead will put right.',
  },
  {
    title: 'Action tracker',
    kind: 'actions',
    minute: 'No action was outstanding.',
  },
  {
    title: 'Health Services Strategy 2024 to 2040',
    lead: 'chief-medical-officer-blmk-icb',
    minute:
      'The draft strategy was discussed before it went to the ICB Board. One acute trust wished for more time with its own board. Members asked that the foreword say what the strategy leaves out.',
    noted: 'the draft strategy and the comments made on it',
  },
  {
    title: 'Cancer services: now and in future',
    lead: 'head-of-cancer-network-blmk-icb',
    minute:
      'The programme was presented: early diagnosis, inequalities, the three tertiary centres, and changes to radiotherapy.',
    noted: 'that members will tell residents of the Mount Vernon consultation',
  },
  {
    title: 'The health equity event of 17 May 2024 and what follows',
    lead: 'senior-transformation-manager-blmk-icb',
    minute:
      'The event leads on to webinars, work on translation and learning networks in each place.',
    noted: 'the report',
  },
  {
    title: 'Sustainability seminar on 15 November 2024',
    lead: 'associate-director-of-sustainability-and-growth-blmk-icb',
    minute:
      'The joint seminar will shape the new Green Plan; the present one runs to 2025. Members were asked to say whether they will come and to propose subjects.',
    noted: 'the plans for the seminar',
  },
  {
    title: 'What to tell others of this meeting',
    minute: 'The chair will report by word of mouth to the ICB Board on 27 September 2024.',
  },
  {
    title: 'How the meeting went',
    minute: 'Members asked to see the subjects of an agenda earlier.',
  },
  {
    title: 'Any other business',
    kind: 'other business',
    minute:
      'The date of the next meeting was raised. Quorum has been missed more than once, and membership and quorum are to be looked at.',
  },
]

/** The four actions, by the number of their item; numbers run on from earlier meetings. */
const actions = [
  {
    number: 30,
    item: 6,
    text: 'Discuss the trust’s concerns about the strategy outside the meeting',
    owners: ['chief-medical-officer-blmk-icb'],
    deadline: 'ASAP',
    itemTitle: 'Health Services Strategy 2024-2040',
  },
  {
    number: 31,
    item: 7,
    text: 'Tell residents about the Mount Vernon consultation and encourage them to answer it',
    owners: [],
    deadline: 'As developments occur',
    itemTitle: 'Cancer services update',
  },
  {
    number: 32,
    item: 11,
    text: 'Send members the draft agenda once it has been set',
    owners: [clerk],
    deadline: 'Following agenda setting meeting',
    itemTitle: 'Meeting effectiveness',
  },
  {
    number: 33,
    item: 12,
    text: 'Take membership and quorum to the agenda setting group',
    owners: ['head-of-governance-blmk-icb'],
    deadline: 'Agenda Setting Group Meeting',
    itemTitle: 'Any other business',
  },
]

const held = async (acting: Acting, { keep, idOf }: Kept) => {
  const body = idOf('body', 'partnership')
  const meeting = await perform(
    scheduleMeeting(acting, {
      body,
      day: MEETING,
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: 'Microsoft Teams',
      note: 'The notice and papers of this meeting are not among the published papers from which this record was made; its minutes are.',
    }),
  )
  keep('meeting', '2024-09-19', meeting.id)
  for (const [at, item] of items.entries()) {
    const added = await perform(
      addAgendaItem(acting, {
        meeting: meeting.id,
        title: item.title,
        kind: item.kind ?? 'business',
        ...(item.lead ? { leadPerson: idOf('person', item.lead) } : { lead: 'Chair' }),
        purposes: [],
        audience: 'public',
      }),
    )
    keep('item', `2024-09-19/${at + 1}`, added.id)
  }
  await perform(
    recordAttendance(acting, {
      meeting: meeting.id,
      chair: idOf('person', 'portfolio-holder-for-public-health-luton-co-chair'),
      openedAt: time('10:00'),
      note: 'One seat of Milton Keynes was vacant: the member had died.',
      lines: attendance.map(line => ({
        person: idOf('person', line.person),
        capacity: line.capacity as 'member' | 'deputy' | 'in attendance' | 'apologies',
        mode: 'remote' as const,
        role: line.role,
        ...(line.seat ? { seat: idOf('seat', line.seat) } : {}),
        ...(line.deputisingFor ? { deputisingFor: idOf('person', line.deputisingFor) } : {}),
      })),
    }),
  )
  for (const [at, { noted }] of items.entries())
    if (noted)
      await perform(
        recordDecision(acting, {
          item: idOf('item', `2024-09-19/${at + 1}`),
          verb: 'note',
          text: noted,
          method: 'consensus',
        }),
      )
  for (const action of actions) {
    const raised = await perform(
      raiseAction(acting, {
        body,
        number: action.number,
        text: action.text,
        itemTitle: action.itemTitle,
        raisedOn: MEETING,
        owners:
          action.owners.length === 0
            ? [{ label: 'All members' }]
            : action.owners.map(owner => ({ person: idOf('person', owner), label: '' })),
        deadline: { text: action.deadline },
        source: { kind: 'agenda-item', id: idOf('item', `2024-09-19/${action.item}`) },
      }),
    )
    keep('action', String(action.number), raised.id)
  }
  await perform(
    reviewTracker(acting, { body, meeting: meeting.id, day: MEETING, kind: 'informal' }),
  )
}

const minuted = async (acting: Acting, { idOf }: Kept) => {
  const meeting = idOf('meeting', '2024-09-19')
  const draft = await perform(draftMinutes(acting, { meeting }))
  await perform(
    saveMinutes(acting, {
      meeting,
      basedOn: draft.version,
      entries: items.map(({ minute }, at) => ({
        item: idOf('item', `2024-09-19/${at + 1}`),
        text: minute,
      })),
    }),
  )
  await perform(
    approveMinutesAsChair(acting, {
      meeting,
      name: 'Portfolio Holder for Public Health, Luton',
      role: 'Co-Chair of the partnership',
    }),
  )
}

/** What the tracker of 14 February 2025 says became of the four actions. */
const reports = [
  {
    number: 30,
    on: '2024-09-28',
    what: 'complete' as const,
    position: 'Discussed with the trust, whose non-executives have considered the document.',
    proposes: true,
  },
  {
    number: 31,
    on: '2025-02-06',
    what: 'started on track' as const,
    position: 'The consultation is expected in May 2025; members will be told when it begins.',
    proposes: false,
  },
  {
    number: 32,
    on: '2025-01-07',
    what: 'complete' as const,
    position: 'The draft agenda was sent to members, and will be again for each meeting.',
    proposes: true,
  },
  {
    number: 33,
    on: '2025-02-06',
    what: 'complete' as const,
    position: 'A paper is on the agenda of 14 February 2025.',
    proposes: true,
  },
]

export const meetingOfSeptember2024: readonly DatedAct[] = [
  { on: MEETING, by: clerk, act: held },
  { on: CHAIR_APPROVED, by: clerk, act: minuted },
  ...reports.map(({ number, on, what, position, proposes }) => ({
    on: day(on),
    by: clerk,
    act: async (acting: Acting, { idOf }: Kept) => {
      await perform(
        reportOnAction(acting, {
          action: idOf('action', String(number)),
          on: day(on),
          what,
          position,
          ...(proposes ? { proposesClosureOn: day('2025-02-14') } : {}),
        }),
      )
    },
  })),
  {
    on: day('2025-02-06'),
    by: clerk,
    act: async (acting, { idOf }) => {
      await perform(publishMinutes(acting, { meeting: idOf('meeting', '2024-09-19') }))
    },
  },
]
