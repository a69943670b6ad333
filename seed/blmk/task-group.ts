import { day, time } from '../../platform/day.rules.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { addAgendaItem } from '../../rooms/meetings/add-agenda-item.ts'
import { declareAtMeeting } from '../../rooms/meetings/declare-at-meeting.ts'
import { draftMinutes } from '../../rooms/meetings/draft-minutes.ts'
import { giveNotice } from '../../rooms/meetings/give-notice.ts'
import type { ItemKind } from '../../rooms/meetings/meetings.tables.ts'
import { publishMinutes } from '../../rooms/meetings/publish-minutes.ts'
import { recordAttendance } from '../../rooms/meetings/record-attendance.ts'
import { recordDecision } from '../../rooms/meetings/record-decision.ts'
import { saveMinutes } from '../../rooms/meetings/save-minutes.ts'
import { scheduleMeeting } from '../../rooms/meetings/schedule-meeting.ts'
import { type DatedAct, type Kept, perform } from './timeline.ts'

const FIRST = day('2020-03-05')
/** The minutes went round on this day. */
const CIRCULATED = day('2020-05-12')
const SECOND = day('2020-12-18')
/** The printed summons bears no date: this is the last day on which it could lawfully be given. */
const SUMMONED = day('2020-12-14')

const clerk = 'town-clerk-leighton-linslade'

const minutes: readonly {
  readonly title: string
  readonly kind?: ItemKind
  readonly text: string
  readonly decisions?: readonly {
    readonly text: string
    readonly votes?: { for: number; against: number; abstain: number }
  }[]
}[] = [
  {
    title: 'Appointment of chair',
    text: 'A chair was proposed and appointed.',
    decisions: [{ text: 'to appoint the chair of the group' }],
  },
  {
    title: 'Appointment of vice-chair',
    text: 'A vice-chair was proposed and appointed.',
    decisions: [{ text: 'to appoint the vice-chair of the group' }],
  },
  {
    title: 'Apologies',
    kind: 'apologies',
    text: 'Apologies were received. One councillor had come in place of another who was ill.',
  },
  {
    title: 'Declarations of interest',
    kind: 'interests',
    text: 'One councillor declared seats on two scrutiny committees.',
  },
  {
    title: 'Public questions',
    kind: 'questions',
    text: 'One resident came; there were no questions.',
  },
  {
    title: 'Aims of the group',
    text: 'Central Bedfordshire expected five hubs. The town has three practices on four sites; their network looked to sharing primary care, which is not the clinical commissioning group’s idea of a hub. Councillors wanted to know more.',
    decisions: [
      {
        text: 'to ask the clinical commissioning group for six things: the first hub proposal, the latest progress report, the funding, the specification of the Dunstable and Biggleswade hubs, their space and places, and its presence at a later meeting',
      },
      {
        text: 'to adopt three aims: press for urgent proposals and a fair share of investment; press for practices, patients, council and residents to shape services early; seek a whole plan for the town',
        votes: { for: 4, against: 1, abstain: 1 },
      },
    ],
  },
]

const councillors = [
  'town-councillor-chair-of-the-task-group',
  'town-councillor-first',
  'town-councillor-second',
  'town-councillor-fourth',
  'town-councillor-third',
  'town-councillor-fifth',
  'town-councillor-vice-chair-of-the-task-group',
]
const others = [
  'town-clerk-leighton-linslade',
  'head-of-democratic-and-central-services-leighton-linslade',
  'gp-leighton-buzzard-primary-care-network',
  'leighton-buzzard-primary-care-network',
]
const apologies = [
  'central-bedfordshire-councillor-first',
  'central-bedfordshire-councillor-second',
  'officer-central-bedfordshire-council',
  'chief-executive-healthwatch-central-bedfordshire',
]

const firstMeeting = async (acting: Acting, { keep, idOf }: Kept) => {
  const meeting = await perform(
    scheduleMeeting(acting, {
      body: idOf('body', 'task-group'),
      day: FIRST,
      startsAt: time('15:00'),
      endsAt: time('16:20'),
      kind: 'ordinary',
      mode: 'in person',
      venue: 'The venue is not printed in the minutes',
      place: idOf('place', 'central-bedfordshire'),
      note: 'The summons to this meeting is not among the published papers from which this record was made; its minutes are.',
    }),
  )
  keep('meeting', 'task-group/2020-03-05', meeting.id)
  for (const [at, { title, kind }] of minutes.entries()) {
    const item = await perform(
      addAgendaItem(acting, {
        meeting: meeting.id,
        title,
        kind: kind ?? 'business',
        purposes: [],
        audience: 'public',
      }),
    )
    keep('item', `task-group/2020-03-05/${at + 1}`, item.id)
  }
  await perform(
    recordAttendance(acting, {
      meeting: meeting.id,
      chair: idOf('person', 'town-councillor-chair-of-the-task-group'),
      openedAt: time('15:00'),
      closedAt: time('16:20'),
      publicCount: 1,
      lines: [
        ...councillors.map(person => ({
          person: idOf('person', person),
          capacity: 'member' as const,
        })),
        ...others.map(person => ({
          person: idOf('person', person),
          capacity: 'in attendance' as const,
        })),
        ...apologies.map(person => ({
          person: idOf('person', person),
          capacity: 'apologies' as const,
        })),
      ],
    }),
  )
  await perform(
    declareAtMeeting(acting, {
      meeting: meeting.id,
      person: idOf('person', 'town-councillor-first'),
      interest:
        'Vice-chair of the county council’s scrutiny of care, and member of the joint scrutiny of health',
      handling: 'note and stay',
    }),
  )
  for (const [at, { decisions = [] }] of minutes.entries())
    for (const { text, votes } of decisions)
      await perform(
        recordDecision(acting, {
          item: idOf('item', `task-group/2020-03-05/${at + 1}`),
          verb: 'agree',
          text,
          method: 'vote',
          outcome: 'carried',
          ...(votes ? { votes } : {}),
        }),
      )
}

const firstMinutes = async (acting: Acting, { idOf }: Kept) => {
  const meeting = idOf('meeting', 'task-group/2020-03-05')
  const draft = await perform(draftMinutes(acting, { meeting }))
  await perform(
    saveMinutes(acting, {
      meeting,
      basedOn: draft.version,
      entries: minutes.map(({ text }, at) => ({
        item: idOf('item', `task-group/2020-03-05/${at + 1}`),
        text,
      })),
    }),
  )
  await perform(publishMinutes(acting, { meeting }))
}

const agenda: readonly { title: string; kind?: ItemKind; summary?: string; purposes?: string[] }[] =
  [
    { title: 'Apologies for absence', kind: 'apologies' },
    { title: 'Declarations of interest', kind: 'interests' },
    {
      title: 'Public questions',
      kind: 'questions',
      summary: 'Three minutes for each question, fifteen in all.',
    },
    {
      title:
        'Minutes of 5 March 2020, and the clinical commissioning group’s letter with its slides',
      kind: 'minutes',
      purposes: ['approve', 'receive'],
      summary: 'The letter of 7 May 2020 answers the six requests of the last meeting.',
    },
    {
      title: 'Integrated care: an update from Central Bedfordshire Council',
      purposes: ['receive'],
    },
    { title: 'Next steps', purposes: ['discuss', 'agree'] },
  ]

const secondMeeting = async (acting: Acting, { keep, idOf }: Kept) => {
  const meeting = await perform(
    scheduleMeeting(acting, {
      body: idOf('body', 'task-group'),
      day: SECOND,
      startsAt: time('14:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: 'Microsoft Teams, under the flexibility of meetings regulations of 2020',
      note: 'What happened at this meeting is not among the published papers from which this record was made.',
    }),
  )
  keep('meeting', 'task-group/2020-12-18', meeting.id)
  for (const { title, kind = 'business', summary = '', purposes = [] } of agenda)
    await perform(
      addAgendaItem(acting, {
        meeting: meeting.id,
        title,
        kind,
        summary,
        purposes,
        audience: 'public',
      }),
    )
  for (const kind of ['summons', 'public notice'] as const)
    await perform(
      giveNotice(acting, {
        meeting: meeting.id,
        kind,
        givenOn: SUMMONED,
        manner:
          kind === 'summons'
            ? 'Sent to the members with the agenda; the printed summons bears no date'
            : 'With the agenda, in print; it bears no date',
        signedBy: 'Town Clerk',
        text: 'The members are summoned to a remote meeting of the Health Services Task and Finish Group on Friday 18 December 2020 at 2pm, for the business on the agenda. The public may join by the link or by telephone, and the meeting may be recorded.',
      }),
    )
}

export const taskGroup: readonly DatedAct[] = [
  { on: FIRST, by: clerk, act: firstMeeting },
  { on: CIRCULATED, by: clerk, act: firstMinutes },
  { on: SUMMONED, by: clerk, act: secondMeeting },
]
