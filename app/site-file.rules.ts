/**
 * Under which name an answer of the site is kept, so that any web server serves it at the
 * address it had: `/meetings` as `meetings/index.html`, `/meetings?page=2` beside it.
 */
export function siteFileOf(address: string, type: string): string {
  const [path = '/', query] = address.split('?')
  const parts = path
    .split('/')
    .filter(part => part !== '')
    .map(safePart)
  if (!type.startsWith('text/html')) {
    const last = parts.pop() ?? 'index'
    return [
      ...parts,
      query === undefined ? last : `${query.replaceAll(/[^\w=-]/g, '-')} ${last}`,
    ].join('/')
  }
  return [
    ...parts,
    query === undefined ? 'index.html' : `index ${query.replaceAll(/[^\w=-]/g, '-')}.html`,
  ].join('/')
}

/** As it stands in the address, save what would lead out of the folder. */
function safePart(part: string): string {
  let name = part
  try {
    name = decodeURIComponent(part)
  } catch {
    // It is kept as it is.
  }
  return name.replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '-').replace(/^\.+$/, '-')
}
