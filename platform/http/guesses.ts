/**
 * Counts, in this process, the secrets that were tried from an address and were none. After so
 * many within the minutes that address is shut out for a while, right secrets and wrong.
 */
export type Guesses = {
  readonly isShut: (address: string, now: Date) => boolean
  readonly wasWrong: (address: string, now: Date) => void
}

/** So many addresses are remembered; past that, those longest quiet are forgotten. */
const ADDRESSES = 10_000

export function guesses({ most, minutes }: { most: number; minutes: number }): Guesses {
  const tried = new Map<string, number[]>()
  const recent = (address: string, now: Date) =>
    (tried.get(address) ?? []).filter(at => at > now.getTime() - minutes * 60_000)
  return {
    isShut: (address, now) => recent(address, now).length >= most,
    wasWrong: (address, now) => {
      const times = [...recent(address, now), now.getTime()].slice(-most)
      // Put in anew, so that the map's order is that of the latest tries.
      tried.delete(address)
      tried.set(address, times)
      const [oldest] = tried.keys()
      if (tried.size > ADDRESSES && oldest !== undefined) tried.delete(oldest)
    },
  }
}
