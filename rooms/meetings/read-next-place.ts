import { type Db, tablesOf } from '../../platform/database/database.ts'
import { listPlaces } from '../bodies/read-place.ts'
import { listTerms } from '../bodies/read-terms.ts'
import type { MeetingTables } from './meetings.tables.ts'
import { takesPlace } from './read-meeting.ts'
import {
  type MeetingAtPlace,
  type NextPlace,
  nextPlace,
  type PlaceInTurn,
} from './rotation.rules.ts'

/** The meetings of a body with the Places at which they are held. One query. */
export const listMeetingsAtPlaces = (db: Db, bodyId: string): Promise<MeetingAtPlace[]> =>
  tablesOf<MeetingTables>(db)
    .selectFrom('meetings.meetings')
    .select(['day', 'mode', 'place_id as place'])
    .where('body_id', '=', bodyId)
    .where('kind', '<>', 'workshop')
    .where(takesPlace)
    .orderBy('day')
    .execute()

/** The Places of the system, among which meetings go round, in the order of their names. */
export const placesOfSystem = async (
  db: Db,
): Promise<(PlaceInTurn & { readonly slug: string })[]> =>
  (await listPlaces(db)).filter(place => place.of_the_system)

/** Whose turn it is of the Places, and whether the body's latest terms want a round at all. Three queries. */
export async function readNextPlace(
  db: Db,
  bodyId: string,
): Promise<NextPlace & { readonly rotates: boolean; readonly slug: string | undefined }> {
  const places = await placesOfSystem(db)
  const turn = nextPlace(places, await listMeetingsAtPlaces(db, bodyId))
  const terms = await listTerms(db, bodyId)
  return {
    ...turn,
    rotates:
      terms.find(({ in_force_from }) => in_force_from !== null)?.terms.rotatesPlaces ?? false,
    slug: places.find(({ id }) => id === turn.next?.id)?.slug,
  }
}
