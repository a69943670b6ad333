import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What {@link makePdf} is given; see there. */
type PdfRequest = {
  readonly title: string
  /** A BCP 47 tag: `en-GB` unless told. */
  readonly language?: string
  /** Typst source; it has `data`, and everything `style.typ` defines. */
  readonly template: string
  /** Anything JSON can carry; user text in it comes out as it was typed. */
  readonly data?: unknown
  /** PNG, JPEG, GIF, WebP or SVG by name; a template reads them as `/images/NAME`. */
  readonly images?: ReadonlyMap<string, Uint8Array>
  /** The colour of rules and links, `#rrggbb`; it must reach 4.5:1 on white. */
  readonly accent?: string
  /** The moment written into the file; the same input and moment give the same bytes. */
  readonly madeAt?: Date
}

// The addon comes without types: these are the parts of it that we call.
type TypstDocument = { readonly numOfPages: number }
type TypstCompiler = {
  compile(args: { mainFileContent: string; inputs: Record<string, string> }): {
    readonly result: TypstDocument | null
    hasError(): boolean
    takeError(): unknown
  }
  fetchDiagnostics(error: unknown): { message: string }[]
  pdf(document: TypstDocument, options: { pdfStandard: string; creationTimestamp?: number }): Buffer
  mapShadow(path: string, content: Buffer): void
  resetShadow(): void
  evictCache(maxAge: number): void
}
type TypstAddon = {
  NodeCompiler: {
    create(args: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): TypstCompiler
  }
}

const PACKAGE = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu'
const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)

let compiler: TypstCompiler | undefined

/**
 * The one compiler of this process, made at first use (about 70 ms).
 *
 * Its workspace is this folder, so that a template can import `/style.typ` and
 * can read nothing else of the machine.
 */
function theCompiler(): TypstCompiler {
  if (compiler) return compiler
  let addon: TypstAddon
  try {
    addon = require(PACKAGE) as TypstAddon
  } catch (cause) {
    throw new Error(
      `Documents cannot be made as PDF here: the package ${PACKAGE} is missing. It exists for ` +
        `Linux on x64 with glibc; this is ${process.platform} on ${process.arch}. Everything else works.`,
      { cause },
    )
  }
  const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
  const fonts = dirname(require.resolve('@expo-google-fonts/arimo/package.json'))
  compiler = addon.NodeCompiler.create({
    workspace: here,
    fontArgs: [
      { fontBlobs: faces.map(face => readFileSync(join(fonts, face, `Arimo_${face}.ttf`))) },
    ],
  })
  return compiler
}

const PREAMBLE = `#import "/style.typ": *
#let data = json(bytes(sys.inputs.data))
#set document(title: sys.inputs.title)
#set text(lang: sys.inputs.lang, region: if sys.inputs.region == "" { none } else { sys.inputs.region })
#show: house
`

// Shown for a character that the fonts do not have: a plain square, which they do have.
const NO_SUCH_LETTER = '□'

// Typst names all the letters it cannot show at once; a second round is for those it joined.
const ROUNDS = 5

/**
 * Makes a tagged PDF/UA-1 file from a Typst template and data.
 *
 * In: see {@link PdfRequest}. Out: the file's bytes. User text belongs in `data`
 * or `title`, never in `template`: there it cannot be read as markup. A letter
 * that the fonts lack is shown as a square rather than stopping the whole paper.
 * Throws with Typst's own sentence when the template is wrong, or when the result
 * would not be accessible (no title, an image without a description, a heading
 * level left out).
 */
export async function makePdf(request: PdfRequest): Promise<Uint8Array> {
  if (request.title.trim() === '') {
    throw new Error('A document needs a title: a screen reader reads it out first.')
  }
  const { language = 'en-GB', madeAt } = request
  const [lang = 'en', region = ''] = language.split('-')
  const notShown = new Set<string>()
  const inputs = (): Record<string, string> => ({
    title: printable(request.title, notShown),
    lang,
    region,
    data: JSON.stringify(request.data ?? null, (_, value: unknown) =>
      typeof value === 'string' ? printable(value, notShown) : value,
    ),
    ...(request.accent === undefined ? {} : { accent: request.accent }),
  })
  // From here to the end nothing awaits, so the images of two requests never meet.
  const typst = theCompiler()
  try {
    for (const [name, bytes] of request.images ?? []) {
      typst.mapShadow(join(here, 'images', name), Buffer.from(bytes))
    }
    for (let round = 0; ; round++) {
      const compiled = typst.compile({
        mainFileContent: PREAMBLE + request.template,
        inputs: inputs(),
      })
      if (compiled.hasError() || compiled.result === null) {
        const reasons = typst.fetchDiagnostics(compiled.takeError())
        throw new Error(`The document could not be made: ${sentences(reasons)}`)
      }
      try {
        return typst.pdf(compiled.result, {
          pdfStandard: 'ua-1',
          ...(madeAt === undefined
            ? {}
            : { creationTimestamp: Math.floor(madeAt.getTime() / 1000) }),
        })
      } catch (fault) {
        const reason = fault instanceof Error ? fault.message : String(fault)
        const letters = lettersNotShown(reason)
        if (letters.size === 0 || round === ROUNDS) {
          throw new Error(`The document could not be made: ${accessibilityReasons(reason)}`, {
            cause: fault,
          })
        }
        for (const letter of letters) notShown.add(letter)
      }
    }
  } finally {
    typst.resetShadow()
    // Hardly a document is made twice, and what the compiler remembers of each costs memory.
    typst.evictCache(2)
  }
}

const sentences = (reasons: readonly { message: string }[]): string =>
  reasons.map(reason => `${reason.message}.`).join(' ')

// The exporter gives its reasons as a Rust debug text; this takes out the sentences.
function accessibilityReasons(debug: string): string {
  const found = [...debug.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text)
  return found.length === 0 ? debug : `${[...new Set(found)].join('. ')}.`
}

function lettersNotShown(debug: string): Set<string> {
  const letters = new Set<string>()
  const named = /the text `\\"((?:[^`\\]|\\.|`(?!\s))*?)\\"`/g
  for (const [, escaped = ''] of debug.matchAll(named)) {
    const text = escaped
      .replaceAll(/\\+u\{([0-9a-f]+)\}/gi, (_, hex: string) =>
        String.fromCodePoint(Number.parseInt(hex, 16)),
      )
      .replaceAll(/\\+0/g, '\0')
    for (const letter of text) letters.add(letter)
  }
  return letters
}

// Control characters and the byte order marks have no shape, and PDF/UA-1 forbids some of them.
const SHAPELESS = /[^\P{Cc}\t\n\r]|[\uFEFF\uFFFE\uFFFF]/gu

// A lone surrogate is no letter at all: going through UTF-8 makes it U+FFFD.
function printable(text: string, notShown: ReadonlySet<string>): string {
  const whole = Buffer.from(text).toString().replaceAll(SHAPELESS, '')
  if (notShown.size === 0) return whole
  return Array.from(whole, letter => (notShown.has(letter) ? NO_SUCH_LETTER : letter)).join('')
}
