import { randomUUID } from 'node:crypto'
import { type Tx, tablesOf } from '../../platform/database/database.ts'
import type { HandoverPart } from '../bodies/handover.ts'
import { readBodies } from '../bodies/read-body.ts'
import { readPersons } from '../people/read-person.ts'
import type { ActionsTables } from './actions.tables.ts'
import { listActions, type TrackedAction } from './list-actions.ts'

const actions = (tx: Tx) => tablesOf<ActionsTables>(tx)

/** Whoever hands over need not see what is not public: they are told its number. */
const wordsOf = ({ audience, text }: TrackedAction) => (audience === 'public' ? text : 'not public')

/** The open actions that a clerk owns pass to the one who takes over; what stood before stays told. */
export const actionsAtHandover: HandoverPart = {
  tasks: async (db, { person, today }) => {
    const owned = await listActions(db, { day: today, owner: person, list: 'open' })
    const bodies = await readBodies(
      db,
      owned.map(({ body }) => body),
    )
    return owned.map(action => ({
      key: `action ${action.id}`,
      text: `Action ${action.number}, ${bodies.get(action.body)?.name ?? ''}: ${wordsOf(action)}`,
      href: `/work/actions/${bodies.get(action.body)?.slug ?? ''}/${action.number}`,
      passes: true,
    }))
  },
  handOn: async (tx, acting, { from, to, on, keys }) => {
    const owned = (await listActions(tx, { day: acting.today, owner: from, list: 'open' })).filter(
      ({ id }) => keys.includes(`action ${id}`),
    )
    const heir = (await readPersons(tx, [to])).get(to)
    for (const action of owned)
      await changeOwner(tx, action, { from, to, label: heir?.name ?? '', on, at: acting.now })
    return owned.map(action => `Action ${action.number}: ${wordsOf(action)}`)
  },
}

async function changeOwner(
  tx: Tx,
  { id }: TrackedAction,
  change: {
    readonly from: string
    readonly to: string
    readonly label: string
    readonly on: ActionsTables['actions.owner_changes']['changed_on']
    readonly at: Date
  },
) {
  const rows = await actions(tx)
    .selectFrom('actions.owners')
    .selectAll()
    .where('action_id', '=', id)
    .forUpdate()
    .execute()
  const before = rows.filter(({ person_id }) => person_id === change.from)
  // Who owns it beside the other already is not named twice.
  const owns = rows.some(({ person_id }) => person_id === change.to)
  for (const { position, label } of before) {
    const owner = actions(tx)
    if (owns)
      await owner
        .deleteFrom('actions.owners')
        .where('action_id', '=', id)
        .where('position', '=', position)
        .execute()
    else
      await owner
        .updateTable('actions.owners')
        .set({ person_id: change.to, label: change.label })
        .where('action_id', '=', id)
        .where('position', '=', position)
        .execute()
    await owner
      .insertInto('actions.owner_changes')
      .values({
        id: randomUUID(),
        action_id: id,
        from_person_id: change.from,
        from_label: label,
        to_person_id: change.to,
        to_label: change.label,
        changed_on: change.on,
        reason: '',
        recorded_at: change.at,
      })
      .execute()
  }
}
