import type { Db } from '../../platform/database/database.ts'
import { findReview } from './action.records.ts'

/** That a meeting went through the tracker of its body, if it did. */
export const findTrackerReview = (db: Db, body: string, meeting: string) =>
  findReview(db, body, meeting)
