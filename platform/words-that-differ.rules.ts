export type Part = { readonly text: string; readonly differs: boolean }

/** Above this many words on both sides multiplied, only what begins and ends alike is found. */
const MOST_PAIRS = 4_000_000

/**
 * A text in parts, of which those differ whose words are not, in this order, in the other text
 * (the longest common subsequence of words). The parts together are the text, to the letter.
 */
export function wordsThatDiffer(text: string, other: string): Part[] {
  const [words, others] = [inWords(text), inWords(other)]
  const same = (at: number, there: number) => words[at]?.trim() === others[there]?.trim()
  let first = 0
  while (first < words.length && first < others.length && same(first, first)) first++
  let last = 0
  while (
    last < Math.min(words.length, others.length) - first &&
    same(words.length - 1 - last, others.length - 1 - last)
  )
    last++
  const kept = new Set<number>()
  for (let at = 0; at < words.length; at++)
    if (at < first || at >= words.length - last) kept.add(at)
  const [height, width] = [words.length - first - last, others.length - first - last]
  if (height * width <= MOST_PAIRS) {
    // How long a common sequence there is from each pair of words on.
    const row = width + 1
    const longest = new Uint32Array((height + 1) * row)
    const from = (at: number, there: number) => longest[at * row + there] ?? 0
    for (let at = height - 1; at >= 0; at--)
      for (let there = width - 1; there >= 0; there--)
        longest[at * row + there] = same(first + at, first + there)
          ? from(at + 1, there + 1) + 1
          : Math.max(from(at + 1, there), from(at, there + 1))
    for (let at = 0, there = 0; at < height && there < width; )
      if (same(first + at, first + there)) {
        kept.add(first + at)
        at++
        there++
      } else if (from(at + 1, there) >= from(at, there + 1)) at++
      else there++
  }
  const parts: { text: string; differs: boolean }[] = []
  for (const [at, word] of words.entries()) {
    const differs = !kept.has(at)
    const open = parts.at(-1)
    if (open?.differs === differs) open.text += word
    else parts.push({ text: word, differs })
  }
  return parts
}

/** Each word with the space after it; what stands before the first word goes with it. */
const inWords = (text: string): string[] => text.match(/^\s+$|\s*\S+(?:\s+(?=\S)|\s*$)/g) ?? []
