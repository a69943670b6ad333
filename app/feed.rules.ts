/** Text that stands safely in XML: the five signs escaped, and letters that XML 1.0 lacks left out. */
export const xmlText = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')

export type FeedEntry = {
  readonly id: string
  readonly title: string
  readonly address: string
  readonly updated: string
  readonly author: string
  readonly summary: string
}

/** An Atom feed (RFC 4287): entries latest first; `updated` is a moment like 2025-02-07T09:00:00Z. */
export const atomFeed = (feed: {
  readonly title: string
  readonly address: string
  readonly self: string
  readonly updated: string
  readonly entries: readonly FeedEntry[]
}): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<title>${xmlText(feed.title)}</title>
<id>${xmlText(feed.self)}</id>
<link rel="self" type="application/atom+xml" href="${xmlText(feed.self)}"/>
<link rel="alternate" type="text/html" href="${xmlText(feed.address)}"/>
<updated>${xmlText(feed.updated)}</updated>
${feed.entries.map(entryXml).join('')}</feed>
`

const entryXml = (entry: FeedEntry) => `<entry>
<title>${xmlText(entry.title)}</title>
<id>urn:uuid:${xmlText(entry.id)}</id>
<link rel="alternate" type="text/html" href="${xmlText(entry.address)}"/>
<updated>${xmlText(entry.updated)}</updated>
<author><name>${xmlText(entry.author)}</name></author>
<summary>${xmlText(entry.summary)}</summary>
</entry>
`

/** A site map (sitemaps.org): at most 50,000 addresses. */
export const siteMap = (addresses: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses
  .slice(0, 50_000)
  .map(address => `<url><loc>${xmlText(address)}</loc></url>\n`)
  .join('')}</urlset>
`
