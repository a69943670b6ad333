import { expect, test } from 'vitest'
import { galleryView } from './gallery.view.tsx'
import {
  frontPage,
  meetingPage,
  publicNavigation,
  refusedPage,
  trackerPage,
} from './sample-pages.samples.tsx'
import { PublicPage, renderPage, WorkPage } from './shell.tsx'
import { aVisit } from './visit.samples.ts'

const pages = {
  gallery: galleryView(),
  front: frontPage(),
  meeting: meetingPage(),
  tracker: trackerPage(),
  refused: refusedPage(),
}

for (const [name, view] of Object.entries(pages)) {
  const html = renderPage(view, aVisit({ demo: { today: '2025-07-01' } }))

  test(`${name}: nothing that a strict content policy would block is written`, () => {
    expect(html.match(/<[^>]+\sstyle=/gi)).toBeNull()
    expect(html.match(/<[^>]+\son[a-z]+=/gi)).toBeNull()
    expect(html.match(/<style/gi)).toBeNull()
    expect(html.match(/<script(?![^>]*\ssrc=)/gi)).toBeNull()
    expect(html.match(/javascript:/gi)?.length ?? 0).toBe(name === 'gallery' ? 1 : 0)
    expect(html).not.toContain('href="javascript:')
  })

  test(`${name}: each id stands once, and whatever refers to one finds it`, () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    const told = [...html.matchAll(/\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)]
    const referred = told.flatMap(([, list]) => list?.split(' ') ?? [])
    expect(referred.filter(id => !ids.includes(id))).toEqual([])
  })

  test(`${name}: one h1, and no level of heading is skipped`, () => {
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels.filter(level => level === 1)).toHaveLength(1)
    // The error summary's heading stands before the h1, as nhsuk-frontend has it.
    const inPage = levels.slice(levels.indexOf(1))
    expect(inPage.filter((level, at) => at > 0 && level > (inPage[at - 1] ?? 0) + 1)).toEqual([])
  })
}

test('the same page is written the same, letter for letter, so that what is frozen can be compared', () => {
  const visit = aVisit({ path: '/work/gallery' })
  expect(renderPage(galleryView(), visit)).toBe(renderPage(galleryView(), visit))
})

test('a page is a whole document in British English, and says first what is wrong', () => {
  const refusals = [{ code: 'x', field: 'place', message: 'Enter where the meeting is held.' }]
  const html = renderPage(
    <PublicPage title="Ask a question" navigation={publicNavigation} refusals={refusals}>
      <h1>Ask a question</h1>
    </PublicPage>,
    aVisit({ path: '/questions/new' }),
  )
  expect(html).toMatch(/^<!DOCTYPE html><html lang="en-GB">/)
  expect(html).toContain('<title>Error: Ask a question – Goldthread</title>')
  expect(html).toContain('<a href="#place">Enter where the meeting is held.</a>')
  expect(html).toContain('href="/questions" aria-current="true"')
})

test('every form carries the visit’s token, the one that signs out included', () => {
  const viewer = { name: 'Clerk', office: 'Governance' }
  const html = renderPage(galleryView(), aVisit({ viewer, csrfToken: 'the-token' }))
  const posting = html.match(/<form(?=[^>]*method="post")/g) ?? []
  expect(posting.length).toBeGreaterThan(3)
  expect(html.match(/name="_csrf" value="the-token"/g)).toHaveLength(posting.length)
})

test('the demonstration says which day it is, and a real record says nothing of the kind', () => {
  const page = (
    <WorkPage title="My work" navigation={[]}>
      <h1>My work</h1>
    </WorkPage>
  )
  const demo = renderPage(page, aVisit({ demo: { today: '2025-07-01' } }))
  expect(demo).toContain('<time dateTime="2025-07-01">Tuesday 1 July 2025</time>')
  expect(renderPage(page, aVisit())).not.toContain('emonstration')
})
