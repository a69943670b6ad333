import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsThatDiffer } from './words-that-differ.rules.ts'

const marked = (text: string, other: string) =>
  wordsThatDiffer(text, other)
    .filter(({ differs }) => differs)
    .map(part => part.text.trim())

test('only the words that the other text does not have are marked', () => {
  expect(marked('The board noted the report', 'The board approved the report')).toEqual(['noted'])
  expect(marked('one two three', 'three one two')).toEqual(['three'])
  expect(marked('The same', 'The same')).toEqual([])
  expect(marked('All new here', '')).toEqual(['All new here'])
  expect(marked('', 'Something')).toEqual([])
})

test('whatever is compared, the parts together are the whole text, and alternate', () => {
  const words = fc
    .array(fc.constantFrom('a', 'b', 'c ', ' ', '\n', 'd'), { maxLength: 30 })
    .map(parts => parts.join(' '))
  fc.assert(
    fc.property(words, words, (text, other) => {
      const parts = wordsThatDiffer(text, other)
      expect(parts.map(part => part.text).join('')).toBe(text)
      for (const [at, part] of parts.entries())
        if (at > 0) expect(part.differs).not.toBe(parts[at - 1]?.differs)
      expect(wordsThatDiffer(text, text).some(({ differs }) => differs)).toBe(false)
    }),
  )
})

test('a very long text is given whole, with what begins and ends alike left unmarked', () => {
  const long = (middle: string) => `Start ${`${middle} `.repeat(3_000)}end`
  const parts = wordsThatDiffer(long('one'), long('two'))
  expect(parts.map(part => part.text).join('')).toBe(long('one'))
  expect(parts.map(({ differs }) => differs)).toEqual([false, true, false])
})
