import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assemblePdf } from '../platform/documents/merge.ts'
import { pdfFacts } from '../platform/documents/pdf-facts.ts'

/** What the assembling process says of itself, as JSON on its standard output. */
export type PackMeasured = {
  readonly seconds: number
  readonly peakMegabytes: number
  readonly pages: number
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
const pack = await assemblePdf({ title: 'Board pack', parts })
const seconds = (performance.now() - began) / 1000
// Read before the headings are counted: counting is no part of the assembly.
const peakMegabytes = process.resourceUsage().maxRSS / 1024
if (keepAs) writeFileSync(keepAs, pack.bytes)
const { headings } = await pdfFacts(pack.bytes)
const round = (value: number) => Math.round(value * 100) / 100
const measured: PackMeasured = {
  seconds: round(seconds),
  peakMegabytes: round(peakMegabytes),
  pages: pack.pages,
  headings,
}
process.stdout.write(JSON.stringify(measured))
