import type { Db } from '../../platform/database/database.ts'
import type { Meeting } from './read-meeting.ts'

/**
 * Whether a meeting that stands in the calendar has been called off. Everything that invites
 * people or takes their replies asks here, and nowhere else. So far a meeting can be moved and
 * not called off.
 */
export const isCalledOff = async (_db: Db, _meeting: Meeting): Promise<boolean> => false
