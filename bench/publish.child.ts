import { connect } from '../platform/database/database.ts'
import { day } from '../platform/day.rules.ts'
import { pdfFacts } from '../platform/documents/pdf-facts.ts'
import { readFile } from '../platform/files/files.ts'
import { expectDone } from '../platform/outcome.ts'
import { publishPack } from '../rooms/publishing/publish-pack.ts'
import { findPackWithVersions } from '../rooms/publishing/read-pack.ts'

/** What the publishing process says of itself, as JSON on its standard output. */
export type PublishMeasured = {
  readonly seconds: number
  readonly peakMegabytes: number
  readonly pages: number
  readonly headings: number
}

const [, , url = '', meeting = ''] = process.argv
const db = connect({ url, role: 'goldthread_app', size: 4 })
const today = day('2025-02-05')
const began = performance.now()
expectDone(
  await publishPack(
    { db, person: null, today, now: new Date(`${today}T10:00:00Z`), may: () => true },
    { meeting, note: '', site: 'http://goldthread.test' },
  ),
)
const seconds = (performance.now() - began) / 1000
// Read before the headings are counted: counting is no part of publishing.
const peakMegabytes = process.resourceUsage().maxRSS / 1024
const found = await findPackWithVersions(db, meeting)
const file = await readFile(db, found?.pack.pdfHash ?? '')
if (!file) throw new Error('The pack was not stored.')
const { pages, headings } = await pdfFacts(new Uint8Array(file.bytes))
const round = (value: number) => Math.round(value * 100) / 100
process.stdout.write(
  JSON.stringify({
    seconds: round(seconds),
    peakMegabytes: round(peakMegabytes),
    pages,
    headings,
  } satisfies PublishMeasured),
)
await db.destroy()
