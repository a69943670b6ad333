import { lstatSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

/**
 * A real Chromium for tests, from npm, with nothing to install by hand.
 *
 * Only the package's binary is used. Its own `args` switch web security off,
 * which would hide exactly what the walks are to see.
 */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Containers give /dev/shm 64 MB, which one long page can fill.
  '--disable-dev-shm-usage',
  // The same pixels on every machine, for pictures that are kept.
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
]

const require = createRequire(import.meta.url)

/** Arimo has Arial's measures, so a page breaks its lines as it would for most people. */
async function fontsConfig(folder: string): Promise<string> {
  const fonts = path.dirname(require.resolve('@expo-google-fonts/arimo/package.json'))
  const cache = path.join(folder, 'font-cache')
  await mkdir(cache)
  const file = path.join(folder, 'fonts.conf')
  const sameAs = (family: string) =>
    `<match target="pattern"><test name="family"><string>${family}</string></test>` +
    '<edit name="family" mode="assign" binding="strong"><string>Arimo</string></edit></match>'
  await writeFile(
    file,
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
      `<dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${cache}</cachedir>` +
      `${sameAs('arial')}${sameAs('Arial')}${sameAs('sans-serif')}</fontconfig>`,
  )
  return file
}

/**
 * Where the browser lies unpacked, ready to run. Unpacking costs two seconds, so it is done
 * once for each version of the package: into a folder of its own, which gets its name only
 * when it is whole, and is believed only if nobody else could have written there.
 */
async function unpackedBrowser(): Promise<string> {
  const { version } = require(
    path.join(path.dirname(require.resolve('@sparticuz/chromium')), '../../package.json'),
  )
  const kept = path.join(tmpdir(), `goldthread-chromium-${version}`)
  if (isOurs(kept)) return path.join(kept, 'chromium')
  const making = mkdtempSync(path.join(tmpdir(), 'goldthread-browser-'))
  // The package reuses whatever "chromium" lies in TMPDIR, however stale or half
  // unpacked: it gets a folder of its own. os.tmpdir reads TMPDIR on each call.
  const before = process.env.TMPDIR
  process.env.TMPDIR = making
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  try {
    renameSync(making, kept)
  } catch {
    // Somebody else holds the name: we keep to what we have just made. Or another test was quicker.
    if (!isOurs(kept)) return path.join(making, 'chromium')
    rmSync(making, { recursive: true })
  }
  return path.join(kept, 'chromium')
}

function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return Boolean(
    found?.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0,
  )
}

/**
 * Starts a browser. Share one among the tests of a file (`beforeAll`), and
 * close it (`afterAll`): that also removes its temporary folder.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await unpackedBrowser()
  const folder = mkdtempSync(path.join(tmpdir(), 'goldthread-browser-'))
  const browser = await chromium.launch({
    executablePath,
    args: flags,
    chromiumSandbox: false,
    env: {
      ...process.env,
      TMPDIR: folder,
      HOME: folder,
      FONTCONFIG_FILE: await fontsConfig(folder),
      TZ: 'Europe/London',
      LANG: 'en_GB.UTF-8',
    },
  })
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true }))
  return browser
}

/**
 * A page of the given width in CSS pixels, in British English. `scripts: false`
 * blocks the site's scripts rather than switching JavaScript off, so that axe
 * can still run in the page.
 */
export async function newPage(
  browser: Browser,
  { width = 1280, height = 900, scripts = true } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  })
  if (!scripts) {
    await context.route('**/*', route =>
      route.request().resourceType() === 'script' ? route.abort() : route.continue(),
    )
  }
  return context.newPage()
}

/** How many pixels the page is wider than its window; 0 when nothing has to be scrolled sideways. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Chromium draws no picture taller than 16,384 pixels; a page that long is shown from its top. */
const TALLEST = 4_000

/** A picture of the whole page as PNG, or of its first 4,000 pixels. */
export async function screenshot(page: Page, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const size = await page.evaluate<{ width: number; height: number }>(
    '({ width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight })',
  )
  await page.screenshot({
    path: file,
    fullPage: true,
    animations: 'disabled',
    clip: { x: 0, y: 0, width: size.width, height: Math.min(size.height, TALLEST) },
  })
}
