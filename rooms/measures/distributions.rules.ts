/**
 * Quantiles of the distributions on which intervals rest, to some twelve digits: those of R, by
 * which our figures must agree with other people's.
 */

const horner = (coefficients: readonly number[], at: number): number => {
  let sum = 0
  for (let place = 0; place < coefficients.length; place++)
    sum = sum * at + (coefficients[place] ?? 0)
  return sum
}

// The polynomials of AS 241: for the middle, beside it, and far out.
const NEAR_TOP = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
]
const NEAR_BOTTOM = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
]
const FAR_TOP = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
  3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
]
const FAR_BOTTOM = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
  0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
]
const TAIL_TOP = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
]
const TAIL_BOTTOM = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
]

/**
 * The standard normal quantile: algorithm AS 241, PPND16 (Wichura 1988), as R computes it.
 *
 * @param p a probability between 0 and 1, both excluded
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * horner(NEAR_TOP, r)) / horner(NEAR_BOTTOM, r)
  }
  let r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  let value: number
  if (r <= 5) {
    r -= 1.6
    value = horner(FAR_TOP, r) / horner(FAR_BOTTOM, r)
  } else {
    r -= 5
    value = horner(TAIL_TOP, r) / horner(TAIL_BOTTOM, r)
  }
  return q < 0 ? -value : value
}

// Lanczos, g = 7, nine terms: fifteen digits for a > 0.
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
]

function logGamma(a: number): number {
  if (a < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * a)) - logGamma(1 - a)
  const x = a - 1
  const t = x + 7.5
  let sum = LANCZOS[0] ?? 0
  for (let at = 1; at < 9; at++) sum += (LANCZOS[at] ?? 0) / (x + at)
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum)
}

const TINY = 1e-300
const CLOSE = 1e-16

/** The regularised lower incomplete gamma function P(a, x), and what it lacks to one. */
function gamma(a: number, x: number): { readonly lower: number; readonly upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 }
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 10_000 && Math.abs(term) > Math.abs(sum) * CLOSE; n++) {
      term *= x / (a + n)
      sum += term
    }
    return { lower: sum * front, upper: 1 - sum * front }
  }
  // Lentz's continued fraction.
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let h = d
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (Math.abs(an * d + b) < TINY ? TINY : an * d + b)
    c = b + an / c
    if (Math.abs(c) < TINY) c = TINY
    h *= d * c
    if (Math.abs(d * c - 1) < CLOSE) break
  }
  return { lower: 1 - front * h, upper: front * h }
}

/** Where a function that rises from below to above a value meets it, to the last digit. */
function meets(below: number, above: number, isBelow: (at: number) => boolean): number {
  let [low, high] = [below, above]
  for (let turn = 0; turn < 400; turn++) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (isBelow(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The chi-squared quantile.
 *
 * @param tail the probability below it, or above it: the smaller, so that it keeps its digits
 */
export function chiSquaredQuantile(
  tail: { readonly below: number } | { readonly above: number },
  degrees: number,
): number {
  if (degrees === 0) return 0
  const a = degrees / 2
  const isBelow =
    'below' in tail
      ? (at: number) => gamma(a, at / 2).lower < tail.below
      : (at: number) => gamma(a, at / 2).upper > tail.above
  let high = degrees + 10
  while (isBelow(high)) high *= 2
  return meets(0, high, isBelow)
}

/** The regularised incomplete beta function, by its continued fraction. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x),
  )
  const bounded = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / bounded(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / bounded(1 + even * d)
    c = bounded(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / bounded(1 + odd * d)
    c = bounded(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < CLOSE) break
  }
  return (front * h) / a
}

/**
 * How far out Student's t leaves a probability above it.
 *
 * @param above between 0 and a half, both excluded
 * @param degrees of freedom, above 0
 */
export function studentQuantile(above: number, degrees: number): number {
  const isBelow = (t: number) =>
    incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2 > above
  let high = 10
  while (isBelow(high)) high *= 2
  return meets(0, high, isBelow)
}
