const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  ctdot: '⋯',
}

const decode = (text: string) =>
  text.replace(/&([#\w]+);/g, (whole, name: string) => entities[name] ?? whole)

/** A start tag with its attributes, and its classes, in the alphabet's order. */
function tidyTag(tag: string): string {
  const [, name = '', rest = ''] = /^<([\w-]+)([\s\S]*?)\/?>$/.exec(tag) ?? []
  const attributes = [...rest.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(
    ([, attribute = '', value = '']) => {
      const text =
        attribute === 'class' ? value.split(/\s+/).filter(Boolean).sort().join(' ') : value
      // HTML does not mind the case of an attribute; React keeps its own.
      const written = attribute.toLowerCase()
      return text === '' ? written : `${written}="${decode(text)}"`
    },
  )
  return `<${[name, ...attributes.sort()].join(' ')}>`
}

/**
 * Mark-up as lines that can be compared: one for each tag, one for each run of
 * text, white space and the order of attributes taken out of the question.
 */
export function linesOf(html: string): readonly string[] {
  const lines: string[] = []
  for (const [part] of html.matchAll(/<!--[\s\S]*?-->|<[^>]*>|[^<]+/g)) {
    if (part.startsWith('<!--')) continue
    if (part.startsWith('</')) {
      // A tag that never has content closes itself in one of the two.
      if (!/^<\/(path|circle|input|img|br|hr)>$/.test(part)) lines.push(part)
    } else if (part.startsWith('<')) lines.push(tidyTag(part))
    else if (part.trim() !== '') lines.push(decode(part).replace(/\s+/g, ' ').trim())
  }
  return lines
}

/** What only one of the two has: `- ` the first, `+ ` the second, in order. */
export function differencesOf(one: readonly string[], other: readonly string[]): readonly string[] {
  // Longest common run of lines, from the end: table[i][j] of one[i…] and other[j…].
  const table = Array.from({ length: one.length + 1 }, () =>
    new Array<number>(other.length + 1).fill(0),
  )
  const at = (i: number, j: number) => table[i]?.[j] ?? 0
  for (let i = one.length - 1; i >= 0; i--) {
    const row = table[i] ?? []
    for (let j = other.length - 1; j >= 0; j--) {
      row[j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const found: string[] = []
  for (let i = 0, j = 0; i < one.length || j < other.length; ) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      i++
      j++
    } else if (j >= other.length || (i < one.length && at(i + 1, j) >= at(i, j + 1))) {
      found.push(`- ${one[i++]}`)
    } else found.push(`+ ${other[j++]}`)
  }
  return found
}
