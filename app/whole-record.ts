import { actionsAtEndOfBody } from '../rooms/actions/end-of-body.ts'
import type { SuccessionPart } from '../rooms/bodies/succession.ts'
import { meetingsAtEndOfBody } from '../rooms/meetings/end-of-body.ts'
import { voicesAtEndOfBody } from '../rooms/voices/end-of-body.ts'

// Acts that reach through the whole record are put together here: a lower room has the
// verb, each later room its share, in the order of the floor plan (decision 14).

/** What the later rooms do when a body ends. */
export const partsAtEndOfBody: readonly SuccessionPart[] = [
  actionsAtEndOfBody,
  meetingsAtEndOfBody,
  voicesAtEndOfBody,
]
