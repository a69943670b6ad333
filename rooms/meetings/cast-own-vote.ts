import { NotPermitted, type Outcome, refused } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { type Casting, castVote } from './cast-vote.ts'
import { readRoomSource, stateOfRoom } from './read-proceedings.ts'
import type { RoomActed, RoomActInput } from './room-act.ts'

/**
 * A member's own vote, given on a screen of their own where the clerk opened a recorded
 * vote to members: `castVote` for nobody but themselves, who need no leave of the clerk's
 * for it. Refuses a vote that was not opened so; the rest is as in `castVote`.
 */
export async function castOwnVote(
  acting: Acting,
  input: Omit<Casting, 'person'> & RoomActInput,
): Promise<Outcome<RoomActed>> {
  const { person } = acting
  if (person === null) throw new NotPermitted('To vote you need to be signed in.')
  const source = await readRoomSource(acting.db, input.meeting)
  if (!acting.may('take part', source.body.id))
    throw new NotPermitted('To do this you need the permission “take part”.')
  const vote = stateOfRoom(source).votes.find(({ id }) => id === input.vote)
  if (vote?.status === 'open' && !vote.byMembers)
    return refused({
      code: 'not-open-to-members',
      field: 'choice',
      message: 'The clerk takes this vote: it was not opened for members to give on their screens.',
    })
  const isVoting = (permission: string, scope: string | null) =>
    (permission === 'record decisions' && scope === source.body.id) || acting.may(permission, scope)
  return castVote({ ...acting, may: isVoting }, { ...input, person })
}
