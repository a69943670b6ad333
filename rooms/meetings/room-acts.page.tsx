import type { Day } from '../../platform/day.rules.ts'
import {
  type FormPage,
  formPage,
  type Page,
  textOf,
  type Values,
  type Visit,
} from '../../platform/http/page.ts'
import { type Reading, reading } from '../../platform/http/reading.ts'
import type { Outcome, Refusal } from '../../platform/outcome.ts'
import { raiseAction } from '../actions/raise-action.ts'
import { adjournMeeting } from './adjourn-meeting.ts'
import { amendTime } from './amend-time.ts'
import { beginItem } from './begin-item.ts'
import { castOwnVote } from './cast-own-vote.ts'
import { castVote } from './cast-vote.ts'
import { closeMeeting } from './close-meeting.ts'
import { closeVote } from './close-vote.ts'
import { handlings } from './declaration.rules.ts'
import { declareAtMeeting } from './declare-at-meeting.ts'
import { endItem } from './end-item.ts'
import { type DecisionVerb, decisionVerbs } from './formal-business.rules.ts'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { noteArrival } from './note-arrival.ts'
import { noteChangeOfMode } from './note-change-of-mode.ts'
import { noteDeparture } from './note-departure.ts'
import { noteReturn } from './note-return.ts'
import { openMeeting } from './open-meeting.ts'
import { openVote } from './open-vote.ts'
import { choices, presidingAs, voteMethods } from './proceedings.rules.ts'
import { putMotion } from './put-motion.ts'
import { type Desk, readDesk, withoutPrivate } from './read-desk.ts'
import { readmitPublic } from './readmit-public.ts'
import { resolveToExclude } from './resolve-to-exclude.ts'
import { resumeMeeting } from './resume-meeting.ts'
import { deskPage, followPage, rightsOf } from './room.page.tsx'
import type { RoomActInput } from './room-act.ts'
import { instantNear, instantTyped } from './room-time.rules.ts'
import { takeBack } from './take-back.ts'
import { takeTheChair } from './take-the-chair.ts'
import { withdrawMotion } from './withdraw-motion.ts'

const modes = ['in person', 'remote'] as const
const capacities = ['member', 'deputy', 'participant', 'in attendance'] as const
const verbs = Object.keys(decisionVerbs) as DecisionVerb[]

/** What an act is told of: its form, the visit, the room as it stands, and what every act is given. */
type Told = {
  readonly form: Reading
  readonly visit: Visit
  readonly desk: Desk
  readonly common: RoomActInput
}

type ActSpec = {
  /** Ends its address, and stands before the names of its fields. */
  readonly act: string
  readonly permission: 'take attendance' | 'record decisions' | 'raise actions' | 'take part'
  readonly summary: string
  /** The fields a person sees; a refusal of any other stands at the top of the form. */
  readonly fields?: readonly string[]
  readonly submit: (told: Told) => Promise<Outcome<unknown>>
}

/** Names without the act before them: many forms stand on the page, each with its own. */
const ownValues = (values: Values, act: string): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.startsWith(`${act}-`) ? name.slice(act.length + 1) : name,
      value,
    ]),
  )

/** Days on which the meeting sits: its own, and those to which it was adjourned. */
const sittingDaysOf = ({ of, state }: Desk): Day[] => [
  of.meeting.day,
  ...state.adjournments.flatMap(({ toDay }) => (toDay ? [toDay] : [])),
]

/** At most a day: what a browser kept for longer is noted with a time that is typed. */
const OLDEST_MS = 24 * 60 * 60_000

/** When it happened: the time typed; else, where it was kept, as long ago as the browser says; else now. */
function whenOf(form: Reading, values: Values, visit: Visit, desk: Desk): Date | undefined {
  const typed = form.optionalTime('at')
  if (typed !== undefined) {
    const instant = instantTyped(typed, visit.now, sittingDaysOf(desk))
    if (instant === undefined)
      form.refuse({
        code: 'not-a-time',
        field: 'at',
        message:
          'No clock showed that time on that day: the hour is left out when summer time begins.',
      })
    return instant
  }
  const age = Number(textOf(values, 'age'))
  return Number.isFinite(age) && age > 0 && age <= OLDEST_MS
    ? new Date(visit.now.getTime() - age)
    : undefined
}

function besideFields(
  refusals: readonly Refusal[],
  act: string,
  fields: readonly string[],
): Refusal[] {
  return refusals.map(({ code, field, message }) => {
    const shown = field === 'votes' ? 'for' : field
    return shown !== undefined && fields.includes(shown)
      ? { code, field: `${act}-${shown}`, message }
      : { code, message }
  })
}

/** One act of the room: a form that posts, and shows the whole screen again where it is refused. */
const roomAct = ({ act, permission, summary, fields = [], submit }: ActSpec): FormPage =>
  formPage<Desk>({
    path: `/work/meetings/:body/:date/room/${act}`,
    needs: forMeeting(permission),
    summary,
    read: async visit => {
      const desk = await readDesk(visit.db, await meetingOf(visit), visit.now)
      return rightsOf(visit, desk.of).seesPrivate ? desk : withoutPrivate(desk)
    },
    view: (desk, form, visit) =>
      rightsOf(visit, desk.of).keeps
        ? deskPage(desk, visit, { act, ...form })
        : followPage(desk, visit, form.refusals),
    submit: async (visit, values, desk) => {
      const own = ownValues(values, act)
      const form = reading(own)
      const at = whenOf(form, own, visit, desk)
      const outcome = await submit({
        form,
        visit,
        desk,
        common: {
          id: textOf(own, 'act'),
          meeting: desk.of.meeting.id,
          at,
          kept: form.ticked('kept'),
        },
      })
      return outcome.ok
        ? { ok: true, value: `${workPathOf(desk.of)}/room` }
        : { ok: false, refusals: besideFields(outcome.refusals, act, fields) }
    },
  })

/** Acts once the form could be read; otherwise its sentences. */
const once = async <Input,>(
  form: Reading,
  input: Input,
  act: (input: Input) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> => {
  const read = form.outcome(input)
  return read.ok ? act(read.value) : read
}

const some = (text: string) => (text === '' ? undefined : text)

/** What the clerk does at the desk, one address each; and a member’s own vote. */
export const roomActPages: Page[] = [
  roomAct({
    act: 'open',
    permission: 'take attendance',
    summary: 'Opens a meeting.',
    fields: ['at'],
    submit: ({ form, visit, common }) =>
      once(form, common, input => openMeeting(visit.acting, input)),
  }),
  roomAct({
    act: 'close',
    permission: 'take attendance',
    summary: 'Closes a meeting.',
    fields: ['at'],
    submit: ({ form, visit, common }) =>
      once(form, common, input => closeMeeting(visit.acting, input)),
  }),
  roomAct({
    act: 'adjourn',
    permission: 'take attendance',
    summary: 'Adjourns a meeting, for a while or to another day.',
    fields: ['reason', 'toDay', 'at'],
    submit: ({ form, visit, common }) =>
      once(
        form,
        { ...common, reason: form.optionalText('reason'), toDay: form.optionalDay('toDay') },
        input => adjournMeeting(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'resume',
    permission: 'take attendance',
    summary: 'Goes on with a meeting that was adjourned.',
    submit: ({ form, visit, common }) =>
      once(form, common, input => resumeMeeting(visit.acting, input)),
  }),
  roomAct({
    act: 'arrive',
    permission: 'take attendance',
    summary: 'Notes that somebody came to a meeting, or came back.',
    fields: ['person', 'capacity', 'deputisingFor', 'mode', 'at'],
    submit: ({ form, visit, desk, common }) => {
      const person = form.text('person', 'Choose who arrives.')
      const mode = form.optionalChoice('mode', modes)
      const capacity = form.optionalChoice('capacity', capacities)
      const line = desk.roll.find(each => each.person === person)
      if (line?.presence === 'left')
        return once(form, { ...common, person, mode }, input => noteReturn(visit.acting, input))
      return once(
        form,
        {
          ...common,
          person,
          mode,
          capacity,
          deputisingFor:
            capacity === 'deputy' ? some(form.optionalText('deputisingFor')) : undefined,
        },
        input => noteArrival(visit.acting, input),
      )
    },
  }),
  roomAct({
    act: 'leave',
    permission: 'take attendance',
    summary: 'Notes that somebody left a meeting.',
    submit: ({ form, visit, common }) =>
      once(form, { ...common, person: form.text('person', 'Choose who leaves.') }, input =>
        noteDeparture(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'mode',
    permission: 'take attendance',
    summary: 'Notes that somebody goes on remotely, or in person.',
    submit: ({ form, visit, common }) =>
      once(
        form,
        {
          ...common,
          person: form.text('person', 'Choose who it is.'),
          mode: form.choice('mode', modes, 'Choose in person or remote.'),
        },
        input => noteChangeOfMode(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'preside',
    permission: 'take attendance',
    summary: 'Notes who takes the chair.',
    fields: ['person', 'as', 'at'],
    submit: ({ form, visit, common }) =>
      once(
        form,
        {
          ...common,
          person: form.text('person', 'Choose who takes the chair.'),
          as: form.optionalChoice('as', presidingAs),
        },
        input => takeTheChair(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'begin',
    permission: 'take attendance',
    summary: 'Takes an item of the agenda.',
    submit: ({ form, visit, common }) =>
      once(form, { ...common, item: form.text('item', 'Choose the item.') }, input =>
        beginItem(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'end',
    permission: 'take attendance',
    summary: 'Ends the item in hand.',
    submit: ({ form, visit, common }) =>
      once(form, { ...common, item: form.text('item', 'Choose the item.') }, input =>
        endItem(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'motion',
    permission: 'record decisions',
    summary: 'Puts a motion under the item in hand.',
    fields: ['verb', 'text', 'forBody', 'mover', 'seconder', 'at'],
    submit: ({ form, visit, common }) =>
      once(
        form,
        {
          ...common,
          item: form.optionalText('item'),
          verb: form.choice('verb', verbs, 'Choose what the meeting is asked to do.'),
          text: form.text('text', 'Write what the motion is.'),
          forBody: form.optionalText('forBody'),
          mover: some(form.optionalText('mover')),
          seconder: some(form.optionalText('seconder')),
        },
        input => putMotion(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'amendment',
    permission: 'record decisions',
    summary: 'Moves an amendment to a motion before the meeting.',
    fields: ['text', 'wouldRead', 'mover', 'seconder', 'at'],
    submit: ({ form, visit, desk, common }) => {
      const amends = form.optionalText('motion')
      return once(
        form,
        {
          ...common,
          amends,
          item: desk.state.motions.find(({ id }) => id === amends)?.item ?? '',
          text: form.text('text', 'Write the amendment in its words.'),
          wouldRead: form.text('wouldRead', 'Write how the motion would then read.'),
          mover: some(form.optionalText('mover')),
          seconder: some(form.optionalText('seconder')),
        },
        input => putMotion(visit.acting, input),
      )
    },
  }),
  roomAct({
    act: 'withdraw',
    permission: 'record decisions',
    summary: 'Withdraws a motion or an amendment.',
    submit: ({ form, visit, common }) =>
      once(form, { ...common, motion: form.optionalText('motion') }, input =>
        withdrawMotion(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'open-vote',
    permission: 'record decisions',
    summary: 'Puts a motion to the meeting.',
    submit: ({ form, visit, common }) =>
      once(
        form,
        {
          ...common,
          motion: form.optionalText('motion'),
          method: form.choice('method', voteMethods, 'Choose how the meeting votes.'),
          byMembers: form.ticked('byMembers'),
        },
        input => openVote(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'cast',
    permission: 'record decisions',
    summary: 'Notes how somebody voted, or that they voted in a ballot.',
    submit: ({ form, visit, common }) =>
      once(
        form,
        {
          ...common,
          vote: form.optionalText('vote'),
          person: form.text('person', 'Choose who voted.'),
          choice: form.optionalChoice('choice', choices),
        },
        input => castVote(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'own-vote',
    permission: 'take part',
    summary: 'Gives one’s own vote, where the clerk opened it to members.',
    submit: ({ form, visit, common }) =>
      once(
        form,
        {
          ...common,
          vote: form.optionalText('vote'),
          choice: form.choice('choice', choices, 'Choose for, against or abstaining.'),
        },
        input => castOwnVote(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'close-vote',
    permission: 'record decisions',
    summary: 'Closes a vote, with its count where hands or papers were counted.',
    fields: ['for', 'against', 'abstain', 'castingVote'],
    submit: ({ form, visit, desk, common }) => {
      const vote = form.optionalText('vote')
      const method = desk.state.votes.find(({ id }) => id === vote)?.method
      const count = (name: string, called: string) =>
        form.optionalNumber(name, { from: 0, to: 10_000, called }) ?? 0
      const counted = method === 'show of hands' || method === 'ballot'
      return once(
        form,
        {
          ...common,
          vote,
          agreed: form.optionalText('agreed') !== 'no',
          votes: counted
            ? {
                for: form.number(
                  'for',
                  { from: 0, to: 10_000, called: 'The votes for' },
                  'Enter how many voted for.',
                ),
                against: count('against', 'The votes against'),
                abstain: count('abstain', 'The abstentions'),
              }
            : undefined,
          castingVote: form.optionalChoice('castingVote', ['for', 'against'] as const),
        },
        input => closeVote(visit.acting, input),
      )
    },
  }),
  roomAct({
    act: 'exclude',
    permission: 'record decisions',
    summary: 'Excludes the public by a resolution of the meeting.',
    fields: ['items', 'resolution', 'mover', 'seconder', 'at'],
    submit: ({ form, visit, common }) =>
      once(
        form,
        {
          ...common,
          items: form.list('items'),
          resolution: form.optionalText('resolution'),
          mover: some(form.optionalText('mover')),
          seconder: some(form.optionalText('seconder')),
        },
        input => resolveToExclude(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'readmit',
    permission: 'record decisions',
    summary: 'Lets the public back into a meeting.',
    submit: ({ form, visit, common }) =>
      once(form, common, input => readmitPublic(visit.acting, input)),
  }),
  roomAct({
    act: 'declare',
    permission: 'take attendance',
    summary: 'Records an interest declared under the item in hand, and how it is handled.',
    fields: ['person', 'interest', 'handling', 'decidedBy'],
    submit: ({ form, visit, desk, common }) =>
      once(
        form,
        {
          id: common.id,
          kept: common.kept,
          meeting: desk.of.meeting.id,
          item: some(form.optionalText('item')),
          person: form.text('person', 'Choose who declared the interest.'),
          interest: form.text('interest', 'Say what the interest is.'),
          handling: form.choice('handling', handlings, 'Choose how the interest is handled.'),
          decidedBy: some(form.optionalText('decidedBy')),
        },
        input => declareAtMeeting(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'action',
    permission: 'raise actions',
    summary: 'Raises an action under the item in hand.',
    fields: ['text', 'owners', 'owner', 'ownersLabel', 'deadline', 'deadlineText'],
    submit: async ({ form, visit, desk, common }) => {
      const item = desk.items.find(({ id }) => id === form.optionalText('item'))
      const owner = form.optionalText('owner')
      const words = form.optionalText('ownersLabel')
      const isPrivate = item?.audience === 'private'
      const outcome = await once(
        form,
        {
          id: common.id,
          body: desk.of.body.id,
          text: form.optionalText('text'),
          itemTitle: item?.title ?? '',
          raisedOn: desk.of.meeting.day,
          owners: [
            ...(owner === '' ? [] : [{ person: owner }]),
            ...(words === '' ? [] : [{ label: words }]),
          ],
          deadline: {
            text: form.optionalText('deadlineText'),
            day: form.optionalDay('deadline'),
          },
          ...(item ? { source: { kind: 'agenda-item', id: item.id } } : {}),
          // What comes of a private item is private too (R-MEET-2).
          ...(isPrivate
            ? { audience: 'private' as const, privateReason: item.private_reason }
            : {}),
        },
        input => raiseAction(visit.acting, input),
      )
      return outcome.ok
        ? outcome
        : {
            ok: false,
            refusals: outcome.refusals.map(refusal =>
              refusal.field === 'owners' ? { ...refusal, field: 'owner' } : refusal,
            ),
          }
    },
  }),
  roomAct({
    act: 'take-back',
    permission: 'take attendance',
    summary: 'Takes back what was noted by mistake.',
    submit: ({ form, visit, common }) =>
      once(
        form,
        { ...common, fact: form.optionalText('fact'), reason: form.optionalText('reason') },
        input => takeBack(visit.acting, input),
      ),
  }),
  roomAct({
    act: 'put-right',
    permission: 'take attendance',
    summary: 'Amends the time of what was noted, or takes it back.',
    fields: ['fact', 'how', 'to', 'reason'],
    submit: ({ form, visit, desk, common }) => {
      const fact = form.text('fact', 'Choose the entry.')
      const how = form.choice(
        'how',
        ['time', 'back'] as const,
        'Choose what is to be done with it.',
      )
      const reason = form.optionalText('reason')
      if (how === 'back' || form.outcome(null).ok === false)
        return once(form, { ...common, fact, reason }, input => takeBack(visit.acting, input))
      const time = form.time('to', 'Enter when it happened.')
      const noted = desk.log.find(line => line.fact === fact)?.at ?? visit.now
      const to = instantNear(time, noted)
      if (to === undefined)
        form.refuse({
          code: 'not-a-time',
          field: 'to',
          message: 'No clock showed that time on that day.',
        })
      return once(form, { ...common, fact, reason, to: to ?? noted }, input =>
        amendTime(visit.acting, input),
      )
    },
  }),
]
