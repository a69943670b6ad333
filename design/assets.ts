import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Brand, faultsOfBrand } from './brand.ts'
import { iconOf } from './icon.ts'
import type { AssetAddresses } from './visit-context.tsx'

const here = path.dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const release: string = require('nhsuk-frontend/package.json').version
const frontend = path.dirname(require.resolve('nhsuk-frontend/package.json'))

// Named by release, so that its pictures can be kept for ever as well.
const nhsFolder = `/assets/nhsuk-${release}/`

/** Where installing puts the sheet in Goldthread's own colours, so that a first start need not compile. */
export const installedStyles = path.join(here, 'built')

const shortHash = (...parts: readonly (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 16)
}

/** The style sheet's own words: every .scss file of ours, with its name. */
async function sources(): Promise<readonly string[]> {
  const names = await readdir(here, { recursive: true })
  const sheets = names.filter(name => name.endsWith('.scss')).sort()
  const texts = await Promise.all(sheets.map(name => readFile(path.join(here, name), 'utf8')))
  return sheets.flatMap((name, at) => [name, texts[at] ?? ''])
}

async function readKept(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fault
  }
}

/**
 * The style sheet in this brand's colours, and a hash for its address.
 *
 * Compiling takes about a second, so the answer is kept in `cacheFolder`
 * under a name made of everything it was compiled from; a warm start only
 * reads. Colours that nobody could read are a fault, told in sentences.
 */
export async function buildStyles(
  brand: Brand,
  cacheFolder: string,
): Promise<{ css: string; hash: string }> {
  const faults = faultsOfBrand(brand)
  if (faults.length > 0) throw new Error(faults.join(' '))

  const colours = [brand.primaryColour, brand.accentColour, brand.linkColour].join()
  const key = shortHash(colours, release, ...(await sources()))
  const name = `goldthread-${key}.css`
  for (const folder of [cacheFolder, installedStyles]) {
    const css = await readKept(path.join(folder, name))
    if (css !== undefined) return { css, hash: shortHash(css) }
  }
  const kept = path.join(cacheFolder, name)

  // Only a cold start pays for loading the compiler.
  const { compileStringAsync } = await import('sass')
  const { css } = await compileStringAsync(
    `@use "goldthread" with ($primary: ${brand.primaryColour}, $accent: ${brand.accentColour}, $link: ${brand.linkColour}, $nhsuk-folder: "${nhsFolder}");`,
    {
      loadPaths: [here, path.join(frontend, 'dist')],
      quietDeps: true,
      style: 'compressed',
      charset: false,
    },
  )
  await mkdir(cacheFolder, { recursive: true })
  // Renamed into place, so that two processes starting at once never read half a sheet.
  const whole = `${kept}.${process.pid}`
  await writeFile(whole, css)
  await rename(whole, kept)
  return { css, hash: shortHash(css) }
}

export type Asset = { readonly body: Buffer; readonly type: string }

export type Assets = {
  readonly addresses: AssetAddresses
  /**
   * The file under this address (`/assets/…`), absent when there is none.
   * Each address changes with its content: serve it as immutable.
   */
  find(address: string): Asset | undefined
}

const script = 'text/javascript; charset=utf-8'

/** Everything a page links to, read once at start and kept in memory (about 300 KB). */
export async function loadAssets(brand: Brand, cacheFolder: string): Promise<Assets> {
  const files = new Map<string, Asset>()
  const keep = (name: string, extension: string, type: string, body: Buffer) => {
    const address = `/assets/${name}-${shortHash(body)}.${extension}`
    files.set(address, { body, type })
    return address
  }
  const own = (name: string) => readFile(path.join(here, 'static', name))

  const [{ css }, nhs, supported, filter, start, live, morph, outbox, keys, find, passkey] =
    await Promise.all([
      buildStyles(brand, cacheFolder),
      readFile(path.join(frontend, 'dist/nhsuk/nhsuk-frontend.min.js'), 'utf8'),
      own('supported.js'),
      own('filter-choices.js'),
      own('enhancements.js'),
      own('live.js'),
      own('live-morph.js'),
      own('live-outbox.js'),
      own('live-keys.js'),
      own('live-find.js'),
      own('passkey.js'),
    ])

  const stylesheet = keep('goldthread', 'css', 'text/css; charset=utf-8', Buffer.from(css))
  // The map that the last line names is not served.
  const nhsScript = nhs.replace(/\n?\/\/# sourceMappingURL=.*$/, '')
  const imports = {
    './nhsuk-frontend.js': keep('nhsuk-frontend', 'js', script, Buffer.from(nhsScript)),
    './filter-choices.js': keep('filter-choices', 'js', script, filter),
    './live-morph.js': keep('live-morph', 'js', script, morph),
    './live-outbox.js': keep('live-outbox', 'js', script, outbox),
    './live-keys.js': keep('live-keys', 'js', script, keys),
    './live-find.js': keep('live-find', 'js', script, find),
  }
  // No import map: a strict policy would want it inline. The hashed names are written in instead.
  const linked = (source: Buffer) =>
    Buffer.from(
      Object.entries(imports).reduce(
        (text, [name, address]) => text.replace(`'${name}'`, `'${address}'`),
        source.toString('utf8'),
      ),
    )

  const pictures = path.join(frontend, 'dist/nhsuk/assets/images')
  for (const name of await readdir(pictures)) {
    // Only those that a style sheet asks for: the rest are the NHS's own favicons.
    if (!name.startsWith('nhsuk-icon-') || !name.endsWith('.svg')) continue
    const body = await readFile(path.join(pictures, name))
    files.set(`${nhsFolder}images/${name}`, { body, type: 'image/svg+xml' })
  }

  return {
    addresses: {
      stylesheet,
      supported: keep('supported', 'js', script, supported),
      enhancements: keep('enhancements', 'js', script, linked(start)),
      live: keep('live', 'js', script, linked(live)),
      passkey: keep('passkey', 'js', script, passkey),
      icon: keep('icon', 'svg', 'image/svg+xml', Buffer.from(iconOf(brand))),
    },
    find: address => files.get(address),
  }
}
