import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvKinds, printedCsv, printedWorkbook } from '../seed/blmk/printed-register.ts'

/**
 * Writes the partnership's register in its printed shape, to try the import with:
 * `node --import tsx scripts/make-printed-register.ts FOLDER`.
 */
const [folder = '.'] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'register.xlsx'), await printedWorkbook())
for (const kind of csvKinds) writeFileSync(join(folder, `register-${kind}.csv`), printedCsv(kind))
