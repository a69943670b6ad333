import { normalQuantile } from './distributions.rules.ts'

const N = 624
const M = 397
const BIG = 134_217_728 // 2^27
const HALF_STEP = 0.5 * 2.328306437080797e-10

/**
 * Random numbers as R draws them after `set.seed(seed)` by its default kinds: the Mersenne Twister
 * (Matsumoto and Nishimura 1998), seeded by R's scrambling, and normal values by inversion. So a
 * simulation here comes to the same limits as one there, and to the same each time it is run.
 *
 * @param seed a whole number
 */
export function randomAsInR(seed: number): { readonly normal: () => number } {
  const state = new Uint32Array(N)
  let scrambled = seed >>> 0
  const scramble = () => {
    scrambled = (Math.imul(69_069, scrambled) + 1) >>> 0
  }
  for (let turn = 0; turn < 50; turn++) scramble()
  // The first of R's 625 words is the place in the state, which is then set to its end.
  scramble()
  for (let at = 0; at < N; at++) {
    scramble()
    state[at] = scrambled
  }
  let place = N
  const word = (at: number) => state[at] ?? 0
  const twist = () => {
    for (let at = 0; at < N; at++) {
      const y = (word(at) & 0x80000000) | (word((at + 1) % N) & 0x7fffffff)
      state[at] = word((at + M) % N) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
    }
    place = 0
  }
  const uniform = () => {
    if (place >= N) twist()
    let y = word(place++)
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    y ^= y >>> 18
    // Never 0 or 1, as R keeps it.
    return Math.min(1 - HALF_STEP, Math.max(HALF_STEP, (y >>> 0) * 2.3283064365386963e-10))
  }
  return {
    normal: () => normalQuantile((Math.floor(BIG * uniform()) + uniform()) / BIG),
  }
}
