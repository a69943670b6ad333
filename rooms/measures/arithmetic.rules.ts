/**
 * The mean, null for no numbers. It sums twice, so that the mean of numbers that are all alike is
 * that number: 24 times 0.1, added up once, would come to a mean above each of them.
 */
export function meanOf(numbers: readonly number[]): number | null {
  const count = numbers.length
  if (count === 0) return null
  let sum = 0
  for (let at = 0; at < count; at++) sum += numbers[at] ?? 0
  const about = sum / count
  let rest = 0
  for (let at = 0; at < count; at++) rest += (numbers[at] ?? 0) - about
  return about + rest / count
}
