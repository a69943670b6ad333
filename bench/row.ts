/** One measured promise: what, how much, and whether it keeps to its bar ('≤ 5', '= 600'). */
export type BenchRow = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: string
  readonly holds: boolean
}
