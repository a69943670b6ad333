import type { ExportFolder } from '../platform/export/export-folder.ts'
import type { Page } from '../platform/http/page.ts'
import type { House } from './house.ts'
import { siteFileOf } from './site-file.rules.ts'

/** Of what follows the question mark, what leads to more; the rest shows the same things otherwise. */
const LEADS_TO_MORE = new Set(['page', 'year'])

/** A page of open data is as long as this many of others; a site that seems endless is not. */
const MOST_ADDRESSES = 500_000

/**
 * The public site as a stranger sees it: from the home page along every link to all that is
 * public, each page and file as the site sends it, under `site/`. Served by any web server
 * as it lies there, its links lead from page to page.
 *
 * @returns how many addresses were kept
 */
export async function exportSite(
  house: House,
  pages: readonly Page[],
  site: string,
  folder: ExportFolder,
): Promise<number> {
  const isPublic = publicPaths(pages)
  const found = new Set(['/'])
  const kept = new Set<string>()
  for (const address of found) {
    if (found.size > MOST_ADDRESSES) throw new Error('The public site does not come to an end.')
    const answer = await house.server.inject({ url: address })
    if (answer.statusCode >= 500)
      throw new Error(`${address} could not be read: the site answers ${answer.statusCode}.`)
    if (answer.statusCode !== 200) continue
    const type = String(answer.headers['content-type'] ?? '')
    const file = siteFileOf(address, type)
    // Two addresses of one page, with and without a slash.
    if (kept.has(file)) continue
    kept.add(file)
    await folder.write(`site/${file}`, answer.rawPayload)
    const links = type.startsWith('text/html')
      ? linksIn(answer.body, /(?:href|src)="([^"]+)"/g)
      : type.startsWith('text/css')
        ? linksIn(answer.body, /url\(["']?([^"')]+)/g)
        : []
    for (const link of links) {
      const next = addressOf(link, address, site)
      if (next !== undefined && isPublic(next.split('?')[0] ?? '')) found.add(next)
    }
  }
  return kept.size
}

const linksIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, link = '']) => link.replaceAll('&amp;', '&'))

/** The address on this site that a link leads to; undefined where it leads elsewhere. */
function addressOf(link: string, from: string, site: string): string | undefined {
  if (!URL.canParse(link, `${site}${from}`)) return undefined
  const url = new URL(link, `${site}${from}`)
  if (url.origin !== new URL(site).origin) return undefined
  for (const name of url.searchParams.keys()) if (!LEADS_TO_MORE.has(name)) return undefined
  return url.pathname + url.search
}

/** Whether a path is one of a public page or file, or of what pages are shown with. */
function publicPaths(pages: readonly Page[]): (path: string) => boolean {
  const patterns = pages
    .filter(({ kind }) => kind === 'public' || kind === 'public file')
    .map(
      ({ path }) => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:[A-Za-z]+/g, '[^/]+')}$`),
    )
  return path => path.startsWith('/assets/') || patterns.some(pattern => pattern.test(path))
}
