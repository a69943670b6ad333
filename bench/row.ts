/** One measured promise: what, how much, and whether it keeps to its bar ('≤ 5', '= 600'). */
export type BenchRow = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: string
  readonly holds: boolean
  /** Of a time: whether a machine that is shared with others could be what made it late. */
  readonly mayBeTheMachine?: boolean
}

/** How much longer the same work has been seen to take, from one hour to the next, where a machine is shared. */
const SHARED_MACHINE = 2

/** A time and the most it may be. */
export const timeRow = (name: string, time: number, most: number, unit = 's'): BenchRow => ({
  name,
  value: Math.round(time * 100) / 100,
  unit,
  bar: `≤ ${most}`,
  holds: time <= most,
  mayBeTheMachine: time <= most * SHARED_MACHINE,
})
