import { buildStyles, installedStyles } from '../design/assets.ts'
import { goldthreadBrand } from '../design/brand.ts'

/** Runs when the house is installed: compiles the style sheet, so that no first start waits for it. */
await buildStyles(goldthreadBrand, installedStyles)
