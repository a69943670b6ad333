/** A stretch of an agenda item that can be pointed at: its title, or a page of a paper. */
export type Passage = {
  readonly kind: 'title' | 'paper title' | 'summary' | 'text'
  /** 'the title', 'paper 2, page 3'. */
  readonly where: string
  readonly text: string
}

/** The passages of an item, in the order in which it is read. */
export const passagesOf = (item: {
  readonly title: string
  readonly summary: string
  readonly papers: readonly {
    readonly title: string
    readonly pages: readonly { readonly page: number | null; readonly text: string }[]
  }[]
}): Passage[] => [
  { kind: 'title', where: 'the title', text: item.title },
  ...(item.summary === ''
    ? []
    : [{ kind: 'summary' as const, where: 'the summary', text: item.summary }]),
  ...item.papers.flatMap(({ title, pages }, at): Passage[] => [
    { kind: 'paper title', where: `the title of paper ${at + 1}`, text: title },
    ...pages.map(({ page, text }) => ({
      kind: 'text' as const,
      where: page === null ? `paper ${at + 1}` : `paper ${at + 1}, page ${page}`,
      text,
    })),
  ]),
]

type Word = { readonly norm: string; readonly at: number; readonly end: number }

const WORD = /[\p{L}\p{N}]+(?:[’'][\p{L}]+)?/gu

const wordsIn = (text: string): Word[] =>
  [...text.matchAll(WORD)].map(found => ({
    norm: singular(found[0]),
    at: found.index,
    end: found.index + found[0].length,
  }))

/** A word without case, accents, possessive and plural. */
function singular(word: string): string {
  const plain = word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']s?$/, '')
    .replaceAll(/[’']/g, '')
  if (plain.length > 4 && plain.endsWith('ies')) return `${plain.slice(0, -3)}y`
  if (plain.length > 2 && plain.endsWith('s') && !/(ss|us|is)$/.test(plain))
    return plain.slice(0, -1)
  return plain
}

/** The words of a phrase as they are compared; “&” is “and”. */
export const phraseOf = (phrase: string): string[] =>
  wordsIn(phrase.replaceAll('&', ' and ')).map(({ norm }) => norm)

/** The phrase as one text: two that differ in case, plural or “&” alone are the same. */
export const normal = (phrase: string): string => phraseOf(phrase).join(' ')

/** Where a phrase stands in a text. */
export type Hit = {
  readonly key: string
  /** As the text writes it. */
  readonly words: string
  readonly at: number
  /** Where its sentence begins. */
  readonly sentence: number
  readonly quote: string
  readonly proper: boolean
}

type Entry = {
  readonly words: readonly string[]
  readonly key: string
  readonly proper: boolean
  /** As it must be written, where capitals alone are not enough. */
  readonly exact: readonly string[] | null
}

/** Phrases, each standing for a thing, found in a text; at each place the longest. */
export class Lexicon {
  readonly #byFirst = new Map<string, Entry[]>()

  /**
   * @param how.proper a name: the text must give each of its words a capital, small ones aside
   * @param how.exact it must be written just as given, plural and all
   */
  add(
    phrase: string,
    key: string,
    how: { readonly proper?: boolean; readonly exact?: boolean } = {},
  ): void {
    const words = phraseOf(phrase)
    const [first] = words
    if (first === undefined) return
    const entries = this.#byFirst.get(first) ?? []
    entries.push({
      words,
      key,
      proper: how.proper ?? false,
      exact: how.exact ? phrase.match(WORD) : null,
    })
    entries.sort((one, other) => other.words.length - one.words.length)
    this.#byFirst.set(first, entries)
  }

  find(text: string): Hit[] {
    const written = text.replaceAll('&', '+')
    const words = wordsIn(written.replaceAll('+', '&'))
    const hits: Hit[] = []
    for (let at = 0; at < words.length; at++) {
      const starting = (this.#byFirst.get(words[at]?.norm ?? '') ?? []).filter(entry =>
        matches(words, at, entry, text),
      )
      const [longest] = starting
      if (!longest) continue
      const begin = words[at]?.at ?? 0
      const end = words[at + longest.words.length - 1]?.end ?? begin
      for (const { key, proper } of starting.filter(
        ({ words: own }) => own.length === longest.words.length,
      ))
        hits.push({
          key,
          proper,
          words: text.slice(begin, end),
          at: begin,
          ...sentenceAt(text, begin, end),
        })
      at += longest.words.length - 1
    }
    return hits
  }
}

function matches(words: readonly Word[], from: number, entry: Entry, text: string): boolean {
  return entry.words.every((word, at) => {
    const there = words[from + at]
    if (there?.norm !== word) return false
    if (entry.exact) return text.slice(there.at, there.end) === entry.exact[at]
    return !entry.proper || JOINING.test(word) || /^[\p{Lu}\p{N}]/u.test(text.slice(there.at))
  })
}

const JOINING = /^(and|of|the|for|in|is|a|an|to|with|by|at|on)$/

/** A quotation is at most this long; a longer sentence is cut about the words. */
const QUOTED = 160

function sentenceAt(text: string, at: number, end: number): { sentence: number; quote: string } {
  const before = text.slice(0, at).search(/[^.!?;\n]*$/)
  const sentence = before < 0 ? 0 : before
  const after = text.slice(end).search(/[.!?;\n]/)
  const stop = after < 0 ? text.length : end + after
  if (stop - sentence <= QUOTED) return { sentence, quote: text.slice(sentence, stop).trim() }
  const begin = Math.max(sentence, at - QUOTED / 2)
  const finish = Math.min(stop, end + QUOTED / 2)
  const cut = text.slice(begin, finish).trim()
  return {
    sentence,
    quote: `${begin > sentence ? '… ' : ''}${cut}${finish < stop ? ' …' : ''}`,
  }
}
