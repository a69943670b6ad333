import type { Moment } from './day.rules.ts'
import { londonMoment } from './london.rules.ts'

/** What a clock in London shows at the instant (R-CAL-5). */
export const londonNow = (instant: Date): Moment => londonMoment(instant)
