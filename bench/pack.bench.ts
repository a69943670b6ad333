import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pdfFacts } from '../platform/documents/pdf-facts.ts'
import { makePdf } from '../platform/documents/typst.ts'
import type { PackMeasured } from './pack.child.ts'
import { type BenchRow, timeRow } from './row.ts'

export const PAPERS = 40
export const PAGES_EACH = 15

// A committee paper as they come: sections, a table across pages, a list, a link, a figure.
export const PAPER_TEMPLATE = `
#masthead(kicker: [Paper #data.number], data.title, facts: ([For assurance], [Executive lead]))
#for section in range(1, ${PAGES_EACH}) [
  == #data.title, section #section
  #lorem(110)
  === What the board is asked to note
  + #lorem(12)
  + #lorem(14) #link("https://example.org/paper")[the evidence]
  === Measures
  #table(columns: (2fr, 1fr, 1fr, 1fr), table.header([Measure], [Plan], [Actual], [Variance]),
    ..range(8).map(row => ([Measure #row], [#(row * 31)], [#(row * 29)], [#(row * -2)])).flatten())
  ==== Commentary
  #lorem(60)
  #pagebreak()
]
== Conclusion
#lorem(80)
`

/**
 * A pack of 40 papers and 600 pages, assembled in a process of its own with a cover and
 * contents: the time, the most memory it held, and the headings before and after.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-pack-'))
  try {
    let pages = 0
    let headings = 0
    for (let at = 0; at < PAPERS; at++) {
      const title = `Paper ${String(at + 1).padStart(2, '0')}`
      const data = { number: at + 1, title }
      const bytes = await makePdf({ title, template: PAPER_TEMPLATE, data })
      const facts = await pdfFacts(bytes)
      pages += facts.pages
      headings += facts.headings
      writeFileSync(join(folder, `${title}.pdf`), bytes)
    }
    const child = fileURLToPath(new URL('./pack.child.ts', import.meta.url))
    const run = spawnSync(process.execPath, ['--import', 'tsx', child, folder], {
      encoding: 'utf8',
    })
    if (run.status !== 0) throw new Error(`The pack was not assembled: ${run.stderr}`)
    const measured = JSON.parse(run.stdout) as PackMeasured
    const named = (what: string) => `${what}, a pack of ${PAPERS} papers and ${pages} pages`
    const row = (name: string, value: number, unit: string, bar: string, holds: boolean) => ({
      name: named(name),
      value,
      unit,
      bar,
      holds,
    })
    const { seconds, peakMegabytes } = measured
    return [
      timeRow(named('time to assemble'), seconds, 5),
      row('most memory held', peakMegabytes, 'MB', '≤ 400', peakMegabytes <= 400),
      row('pages', measured.partPages, 'pages', `= ${pages}`, measured.partPages === pages),
      row(
        'headings kept',
        measured.headings,
        'headings',
        `= ${headings}`,
        headings > 0 && measured.headings === headings,
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
