/** What no file system takes in a name, and what would lead elsewhere. */
const NOT_IN_A_NAME = /[\p{Cc}\p{Cf}/\\:*?"<>|]/gu
/** Below what file systems take, counted in bytes, with room for a number. */
const MOST_BYTES = 180

/**
 * Where a file goes: its folders and its name made safe for any file system, and numbered
 * where another has the name, whatever the case of its letters.
 *
 * @param taken what has been given out, in lower case; the answer is added to it
 */
export function placeOf(names: readonly string[], taken: Set<string>): string {
  const safe = names.map(safeName)
  const last = safe.pop() ?? 'file'
  const dot = last.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [last.slice(0, dot), last.slice(dot)] : [last, '']
  for (let number = 1; ; number++) {
    const place = [...safe, number === 1 ? last : `${stem} (${number})${ending}`].join('/')
    const lower = place.toLowerCase()
    if (taken.has(lower)) continue
    taken.add(lower)
    return place
  }
}

function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(NOT_IN_A_NAME, '-')
    .replace(/^[. ]+|[. ]+$/g, '')
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 && plain.length - dot <= 10 ? plain.slice(dot) : ''
  let stem = ending ? plain.slice(0, dot) : plain
  while (Buffer.byteLength(stem + ending) > MOST_BYTES) stem = [...stem].slice(0, -1).join('')
  return stem + ending || 'file'
}
