/** A number of the house, read when it is asked for; null while it cannot be told. */
export type Gauge = {
  readonly name: string
  /** One sentence. */
  readonly help: string
  readonly read: () => number | null | Promise<number | null>
}
