import { refused } from '../../platform/outcome.ts'
import { noted, roomVerb } from './room-act.ts'

export type TakingBack = { readonly fact: string; readonly reason?: string | undefined }

/**
 * Takes back something noted in the room by mistake. It stays in the record, marked, so that
 * telling it once more, even late, does not bring it back; noted afresh it has another id.
 *
 * Refuses what is not noted, and what others rest on: take those back first.
 */
export const takeBack = roomVerb<TakingBack>({
  name: 'meetings.take-back',
  permission: 'take attendance',
  event: ({ fact, reason = '', kept }, { source: { stored } }) => {
    const about = stored.facts.find(({ id }) => id === fact)
    const gone = stored.facts.some(each => each.kind === 'taken back' && each.fact === fact)
    const isCorrection = about?.kind === 'taken back' || about?.kind === 'time amended'
    if (isCorrection || (!kept && (!about || gone)))
      return refused({
        code: 'nothing-to-take-back',
        field: 'fact',
        message: isCorrection
          ? 'A correction is not taken back: note again what happened, or amend the time again.'
          : 'That is not noted at this meeting, or was taken back already.',
      })
    return noted({ kind: 'taken back', fact, reason: reason.trim() })
  },
})
