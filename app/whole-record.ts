import { actionsAtEndOfBody } from '../rooms/actions/end-of-body.ts'
import { actionsAtHandover } from '../rooms/actions/hand-over.ts'
import type { HandoverPart } from '../rooms/bodies/handover.ts'
import type { SuccessionPart } from '../rooms/bodies/succession.ts'
import { meetingsAtEndOfBody } from '../rooms/meetings/end-of-body.ts'
import { meetingsAtHandover } from '../rooms/meetings/hand-over.ts'
import { voicesAtEndOfBody } from '../rooms/voices/end-of-body.ts'
import { voicesAtHandover } from '../rooms/voices/hand-over.ts'

// Acts that reach through the whole record are put together here: a lower room has the
// verb, each later room its share, in the order of the floor plan (decision 14).

/** What the later rooms do when a body ends. */
export const partsAtEndOfBody: readonly SuccessionPart[] = [
  actionsAtEndOfBody,
  meetingsAtEndOfBody,
  voicesAtEndOfBody,
]

/** What the later rooms do when one clerk takes over from another. */
export const partsAtHandover: readonly HandoverPart[] = [
  actionsAtHandover,
  meetingsAtHandover,
  voicesAtHandover,
]
