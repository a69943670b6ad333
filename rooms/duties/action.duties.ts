import type { Day } from '../../platform/day.rules.ts'
import { listed } from '../../platform/plain-english.rules.ts'
import { listActions, type TrackedAction } from '../actions/list-actions.ts'
import { readPersons } from '../people/read-person.ts'
import type { Duty } from './duty.rules.ts'
import type { DutySource } from './duty-source.ts'

/** The day on which its owner reported it complete, or a meeting closed it, whichever was first. */
function doneOn({ reports, closure }: TrackedAction): Day | undefined {
  // A report after the last that says complete would have opened it again.
  const last = reports.filter(({ what }) => what !== 'position only').at(-1)
  return last?.what === 'complete' ? last.on : closure?.on
}

const titleOf = ({ number, text, audience }: TrackedAction) =>
  audience === 'public'
    ? `Action ${number}: ${text.replace(/\.$/, '')}`
    : `Action ${number} (not public)`

/**
 * Actions with a day, and those that are off track or escalated without one (R-ACT-5, 6).
 * A deadline in words is never late (R-ACT-4). Three queries.
 */
export const actionDuties: DutySource = {
  kinds: [{ kind: 'action', title: 'Actions', isPublic: false }],
  list: async ({ db, bodies, today }) => {
    const slugs = new Map(bodies.map(({ id, slug }) => [id, slug]))
    const actions = await listActions(db, { day: today, bodies: [...slugs.keys()] })
    const persons = await readPersons(
      db,
      actions.flatMap(({ owners }) => owners.map(({ person }) => person)),
    )
    return actions.flatMap((action): Duty[] => {
      const deadline = action.deadlines.at(-1)
      const due = deadline?.day ?? deadline?.reviewOn ?? null
      const pressing = action.state.state === 'escalated' || action.state.state === 'outstanding'
      if (due === null && !pressing) return []
      const done = doneOn(action)
      const href = `/work/actions/${slugs.get(action.body)}/${action.number}`
      const named = action.owners.flatMap(({ person }) => (person === null ? [] : [person]))
      return [
        {
          key: `action/${action.id}`,
          kind: 'action',
          what: titleOf(action),
          owner: {
            words: listed(
              action.owners.map(({ person, label }) => persons.get(person ?? '')?.name ?? label),
            ),
            persons: named,
            // Nobody is named: it is for whoever keeps the tracker.
            permission: named.length > 0 ? null : 'raise actions',
          },
          body: action.body,
          concerns: due ?? action.raisedOn,
          href,
          due,
          rule: action.state.working,
          citation: `Tracker key, ${action.state.rule}`,
          working: () => [],
          ...(done === undefined
            ? {}
            : { kept: { on: done, what: 'It was reported complete', href } }),
          ...(action.state.state === 'escalated' || action.state.state === 'outstanding'
            ? { remark: action.state.label }
            : {}),
        },
      ]
    })
  },
}
