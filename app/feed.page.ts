import { formatDay } from '../platform/day.rules.ts'
import { publicFile, type Visit } from '../platform/http/page.ts'
import { nameOn } from '../rooms/bodies/body-name.rules.ts'
import { listBodies, readBodies } from '../rooms/bodies/read-body.ts'
import { listMeetingsSeen, readMeetings } from '../rooms/meetings/list-published.ts'
import { listNews, type News } from '../rooms/publishing/list-news.ts'
import { atomFeed, type FeedEntry, siteMap } from './feed.rules.ts'

const ENTRIES = 50
const LARGEST_MAP = 40_000

const file = (name: string, mediaType: string, text: string) => ({
  bytes: new TextEncoder().encode(text),
  mediaType,
  name,
  inline: true,
})

const whatOf = (news: News): string =>
  news.kind === 'change'
    ? `${news.what}`
    : news.kind === 'pack'
      ? `Agenda and papers, version ${news.version}`
      : `Minutes (${news.state}), version ${news.version}`

/** Five queries. */
async function readEntries({ db, settings }: Visit): Promise<FeedEntry[]> {
  const news = await listNews(db, ENTRIES)
  const meetings = await readMeetings(
    db,
    news.map(({ meetingId }) => meetingId),
  )
  const bodies = await readBodies(
    db,
    [...meetings.values()].map(({ body_id }) => body_id),
  )
  return news.flatMap(one => {
    const meeting = meetings.get(one.meetingId)
    const body = meeting && bodies.get(meeting.body_id)
    if (!body) return []
    const at = `${settings.url}/meetings/${body.slug}/${meeting.slug}`
    return [
      {
        id: one.id,
        title: `${nameOn(body, meeting.day)}, ${formatDay(meeting.day)}: ${whatOf(one)}`,
        address: one.kind === 'pack' ? `${at}/packs/${one.version}` : at,
        updated: one.publishedAt.toISOString(),
        author: nameOn(body, meeting.day),
        summary: [one.note, ...one.changes].filter(words => words !== '').join(' ') || whatOf(one),
      },
    ]
  })
}

/** For those who follow, and for machines that look for pages. */
export const feedPages = [
  publicFile({
    path: '/feed.xml',
    summary: 'What was published lately, as an Atom feed.',
    answer: async visit => {
      const { url } = visit.settings
      const entries = await readEntries(visit)
      return file(
        'feed.xml',
        'application/atom+xml; charset=utf-8',
        atomFeed({
          title: 'Newly published packs and minutes, and meetings that go otherwise',
          address: `${url}/`,
          self: `${url}/feed.xml`,
          updated: entries[0]?.updated ?? visit.now.toISOString(),
          entries,
        }),
      )
    },
  }),
  publicFile({
    path: '/sitemap.xml',
    summary: 'The addresses of the public pages.',
    answer: async ({ db, settings: { url } }) => {
      const bodies = await listBodies(db)
      const slugs = new Map(bodies.map(body => [body.id, body.slug]))
      const meetings = await listMeetingsSeen(db, { limit: LARGEST_MAP, offset: 0 })
      const pages = [
        '/',
        '/meetings',
        '/bodies',
        '/decisions',
        '/actions',
        '/questions',
        '/data',
        '/about',
        '/accessibility',
      ]
      return file(
        'sitemap.xml',
        'application/xml; charset=utf-8',
        siteMap([
          ...pages.map(path => url + path),
          ...bodies.map(({ slug }) => `${url}/bodies/${slug}`),
          ...meetings.map(({ body_id, slug }) => `${url}/meetings/${slugs.get(body_id)}/${slug}`),
        ]),
      )
    },
  }),
  publicFile({
    path: '/robots.txt',
    summary: 'What search engines may read: all but the workspace.',
    answer: async ({ settings: { url } }) =>
      file(
        'robots.txt',
        'text/plain; charset=utf-8',
        `User-agent: *\nDisallow: /work\nDisallow: /sign-in\n\nSitemap: ${url}/sitemap.xml\n`,
      ),
  }),
]
