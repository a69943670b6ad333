import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assemblePdf } from '../platform/documents/merge.ts'
import { pdfFacts } from '../platform/documents/pdf-facts.ts'
import { makePdf } from '../platform/documents/typst.ts'

/** What the assembling process says of itself, as JSON on its standard output. */
export type PackMeasured = {
  readonly seconds: number
  readonly peakMegabytes: number
  readonly partPages: number
  readonly headings: number
}

const [, , folder = '.', keepAs] = process.argv
const began = performance.now()
const parts = readdirSync(folder)
  .sort()
  .map(name => ({
    title: name.replace(/\.pdf$/, ''),
    bytes: new Uint8Array(readFileSync(join(folder, name))),
  }))
const pack = await assemblePdf({
  title: 'Board pack',
  parts,
  front: {
    title: 'Contents',
    make: places =>
      makePdf({
        title: 'Board pack',
        template: '#cover(organisation: "A board", "Board pack")\n#contents(data)',
        data: places.map(place => ({ key: place.key, title: place.title, page: place.start })),
      }),
  },
})
const seconds = (performance.now() - began) / 1000
// Read before the headings are counted: counting is no part of the assembly.
const peakMegabytes = process.resourceUsage().maxRSS / 1024
if (keepAs) writeFileSync(keepAs, pack.bytes)
const { headings } = await pdfFacts(pack.bytes)
const round = (value: number) => Math.round(value * 100) / 100
const measured: PackMeasured = {
  seconds: round(seconds),
  peakMegabytes: round(peakMegabytes),
  partPages: pack.parts.reduce((sum, part) => sum + part.pages, 0),
  // The front's own heading, “Contents”, was in no part.
  headings: headings - 1,
}
process.stdout.write(JSON.stringify(measured))
