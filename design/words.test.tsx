import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { dayInWords } from './day-text.tsx'
import { sizeInWords } from './document-link.tsx'
import { isSafeLink, Markdown } from './markdown.tsx'
import { ActionStateTag, actionKey } from './status-tag.tsx'

const shown = (text: string, level: 2 | 3 | 4 = 2) =>
  renderToStaticMarkup(<Markdown text={text} level={level} />)

test('HTML that somebody wrote into a minute comes out as text', () => {
  expect(shown('<img src=x onerror=alert(1)>')).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(shown('![a picture](https://example.org/x.png)')).not.toContain('<img')
})

test('a link leads to the web, to a mailbox or within the site, and nowhere else', () => {
  for (const safe of [
    'https://example.org',
    'HTTP://example.org',
    'mailto:a@example.org',
    '/bodies',
    '#part',
    'papers/1',
    '?page=2',
  ]) {
    expect(isSafeLink(safe), safe).toBe(true)
  }
  for (const unsafe of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'file:///etc/passwd',
  ]) {
    expect(isSafeLink(unsafe), unsafe).toBe(false)
  }
  expect(shown('[a](javascript:alert(1))')).not.toContain('<a')
  expect(shown('[a](/bodies "b")')).toContain('<a href="/bodies" rel="nofollow">a</a>')
})

test('headings that somebody wrote begin below the page’s own', () => {
  expect(shown('# One\n\n## Two')).toMatch(/<h2[^>]*>One<\/h2><h3[^>]*>Two<\/h3>/)
  expect(shown('# One', 4)).toMatch(/<h4[^>]*>One<\/h4>/)
  expect(shown('###### Deep', 4)).toMatch(/<h6[^>]*>Deep<\/h6>/)
})

test('lists, tables and quotations keep their shape', () => {
  expect(shown('3. c\n4. d')).toContain(
    '<ol class="nhsuk-list nhsuk-list--number" start="3"><li>c</li><li>d</li></ol>',
  )
  expect(shown('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain(
    '<td>1</td><td class="gt-markdown__right">2</td>',
  )
  expect(shown('> said')).toContain('<blockquote><p>said</p></blockquote>')
})

test('a day is written as people write it, and words stay words', () => {
  expect(dayInWords('2025-07-01', 'full')).toBe('Tuesday 1 July 2025')
  expect(dayInWords('2024-09-19')).toBe('19 September 2024')
  expect(dayInWords('2024-09-19', 'short')).toBe('19 Sep 2024')
  expect(dayInWords('As developments occur')).toBe('As developments occur')
})

test('a file’s size is said in the unit a reader expects', () => {
  expect([0, 999, 1000, 37_200, 4_210_000, 12_400_000, 2_000_000_000].map(sizeInWords)).toEqual([
    '0 bytes',
    '999 bytes',
    '1 KB',
    '37 KB',
    '4.2 MB',
    '12 MB',
    '2 GB',
  ])
})

test('R-ACT-1: the key colours an action exactly, and always says it in words', () => {
  expect(actionKey.map(({ words, colour }) => `${words} ${colour}`)).toEqual([
    'Escalated black',
    'Outstanding red',
    'In progress amber',
    'Not yet due plain',
    'Complete green',
    'Closed plain',
  ])
  expect(renderToStaticMarkup(<ActionStateTag state="closed" closedOn="2025-02-14" />)).toContain(
    'Closed 14 Feb 2025',
  )
})
