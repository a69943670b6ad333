/** One measured promise: what, how much, and whether it keeps to its bar. */
export type BenchRow = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: number
  readonly holds: boolean
}
