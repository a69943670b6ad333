import { buildStyles, installedStyles } from '../design/assets.ts'
import { goldthreadBrand } from '../design/brand.ts'
import { buildCode } from '../platform/build-code.mjs'

/** Runs when the house is installed, so that no first start waits for style sheet or code. */
await Promise.all([
  buildStyles(goldthreadBrand, installedStyles),
  buildCode(),
  buildCode('app/cli.ts'),
  buildCode('platform/documents/pdf-inspection.ts'),
])
