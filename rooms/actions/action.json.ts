import { type Static, Type } from 'typebox'
import { slugOfState } from './action.rules.ts'
import type { TrackedAction } from './list-actions.ts'

const day = Type.String({ description: 'YYYY-MM-DD' })
const maybe = <Schema extends typeof day>(schema: Schema) => Type.Union([schema, Type.Null()])

/** An action as open data: everything public of it, and no person's id. */
export const actionSchema = Type.Object({
  body: Type.String({ description: 'The body’s slug' }),
  number: Type.Integer(),
  text: Type.String(),
  itemTitle: Type.String(),
  raisedOn: day,
  owners: Type.Array(Type.String()),
  state: Type.String({ description: 'Derived on reading: in-progress, outstanding …' }),
  label: Type.String({ description: 'As the tracker’s key prints it' }),
  colour: Type.String({ description: 'black, red, amber, green or none' }),
  working: Type.String({ description: 'How the state was worked out' }),
  rule: Type.String(),
  deadline: Type.Union([
    Type.Object({ text: Type.String(), day: maybe(day), reviewOn: maybe(day) }),
    Type.Null(),
  ]),
  pastDeadlines: Type.Array(
    Type.Object({ setOn: day, text: Type.String(), day: maybe(day), reason: Type.String() }),
  ),
  positions: Type.Array(
    Type.Object({
      on: day,
      what: Type.String(),
      position: Type.String(),
      proposesClosureOn: maybe(day),
    }),
  ),
  handedOn: Type.Array(
    Type.Object({ on: day, fromBody: Type.String(), fromNumber: Type.Integer() }),
  ),
  closedOn: maybe(day),
  evidence: Type.String(),
  url: Type.String(),
})

export const actionJson = (
  action: TrackedAction,
  bodySlug: string,
  siteUrl: string,
): Static<typeof actionSchema> => {
  const deadline = action.deadlines.at(-1)
  return {
    body: bodySlug,
    number: action.number,
    text: action.text,
    itemTitle: action.itemTitle,
    raisedOn: action.raisedOn,
    owners: action.owners.map(owner => owner.label),
    state: slugOfState(action.state.state),
    label: action.state.label,
    colour: action.state.colour,
    working: action.state.working,
    rule: action.state.rule,
    deadline: deadline
      ? { text: deadline.text, day: deadline.day, reviewOn: deadline.reviewOn }
      : null,
    pastDeadlines: action.deadlines.slice(0, -1).map(past => ({
      // Each past deadline goes with the reason for which it was given up.
      setOn: past.setOn,
      text: past.text,
      day: past.day,
      reason: action.deadlines[action.deadlines.indexOf(past) + 1]?.reason ?? '',
    })),
    positions: action.reports.map(({ on, what, position, proposesClosureOn }) => ({
      on,
      what,
      position,
      proposesClosureOn,
    })),
    handedOn: action.handOns.map(({ on, fromName, fromNumber }) => ({
      on,
      fromBody: fromName,
      fromNumber,
    })),
    closedOn: action.closure?.on ?? null,
    evidence: action.closure?.evidence ?? '',
    url: `${siteUrl}/actions/${bodySlug}/${action.number}`,
  }
}
