import type { MergePart } from '../platform/record/merging.ts'
import { actionsAtEndOfBody } from '../rooms/actions/end-of-body.ts'
import { actionsAtHandover } from '../rooms/actions/hand-over.ts'
import { bodiesInActions, personsInActions } from '../rooms/actions/merging.ts'
import type { HandoverPart } from '../rooms/bodies/handover.ts'
import { personsInBodies } from '../rooms/bodies/merge-persons.ts'
import type { SuccessionPart } from '../rooms/bodies/succession.ts'
import { personsInDuties } from '../rooms/duties/merging.ts'
import {
  bodiesInInterests,
  organisationsInInterests,
  personsInInterests,
} from '../rooms/interests/merging.ts'
import { bodiesInKeeping, personsInKeeping } from '../rooms/keeping/merging.ts'
import { meetingsAtEndOfBody } from '../rooms/meetings/end-of-body.ts'
import { meetingsAtHandover } from '../rooms/meetings/hand-over.ts'
import {
  bodiesInMeetings,
  organisationsInMeetings,
  personsInMeetings,
} from '../rooms/meetings/merging.ts'
import { personsInPublishing } from '../rooms/publishing/merging.ts'
import { bodiesInReports, personsInReports } from '../rooms/reports/merging.ts'
import { voicesAtEndOfBody } from '../rooms/voices/end-of-body.ts'
import { voicesAtHandover } from '../rooms/voices/hand-over.ts'
import { bodiesInVoices, organisationsInVoices, personsInVoices } from '../rooms/voices/merging.ts'

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

/** What the later rooms hold under the name of a person, where two entries of one are merged. */
export const partsOfPersons: readonly MergePart[] = [
  personsInBodies,
  personsInInterests,
  personsInActions,
  personsInMeetings,
  personsInVoices,
  personsInDuties,
  personsInReports,
  personsInPublishing,
  personsInKeeping,
]

/** The same of organisations, and of bodies. */
export const partsOfOrganisations: readonly MergePart[] = [
  organisationsInInterests,
  organisationsInMeetings,
  organisationsInVoices,
]
export const partsOfBodies: readonly MergePart[] = [
  bodiesInInterests,
  bodiesInActions,
  bodiesInMeetings,
  bodiesInVoices,
  bodiesInReports,
  bodiesInKeeping,
]
