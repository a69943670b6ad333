import { promisify } from 'node:util'
import { crc32, inflate as inflateWith } from 'node:zlib'
import { done, type Outcome, type Refusal, refused } from '../outcome.ts'
import type { PdfActivity } from './pdf-activity.ts'
import { inspectPdfApart } from './pdf-inspection-apart.ts'
import { MAX_UNPACKED_BYTES, readZipDirectory, unpack, type ZipEntry } from './zip-directory.ts'

const inflate = promisify(inflateWith)

/** What may be a paper or an attachment. */
export type UploadKind = 'pdf' | 'docx' | 'xlsx' | 'png'

/** An upload that was looked into and may be kept. */
export type Inspected = {
  readonly kind: UploadKind
  readonly mediaType: string
  /** Cleaned: no folders, no hidden letters, and the ending that its content has. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** PDF only. */
  readonly pages?: number
  /** PDF only: whether a screen reader finds headings, lists and tables in it. */
  readonly tagged?: boolean
  /** The title the file gives itself, where it does (PDF). */
  readonly title?: string
}

/** The largest file taken: 50 MB. */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024

const MAX_ENTRIES = 20_000

// Read, a workbook takes some ten times the memory of its text.
const MAX_WORKBOOK_XML_BYTES = 60 * 1024 * 1024

// The list of content types has a line for each piece; longer ones are made to be slow.
const MAX_TYPES_BYTES = 4 * 1024 * 1024
const MAX_PIXELS = 100_000_000

export const MEDIA_TYPES: Readonly<Record<UploadKind, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
}

/** Which kinds are taken in one place, and the sentence that says so. */
export type Takes = { readonly kinds: readonly UploadKind[]; readonly words: string }

const papers: Takes = {
  kinds: ['pdf', 'docx', 'xlsx', 'png'],
  words: 'Papers may be PDF, Word (.docx), Excel (.xlsx) or PNG files.',
}

// What each ending says is inside, in a clerk's words.
const ENDINGS: Readonly<Record<string, string>> = {
  pdf: 'a PDF',
  docx: 'a Word document',
  xlsx: 'an Excel workbook',
  png: 'a PNG picture',
  doc: 'an old Word document (.doc)',
  docm: 'a Word document with macros',
  dotx: 'a Word template',
  xls: 'an old Excel workbook (.xls)',
  xlsm: 'an Excel workbook with macros',
  pptx: 'a PowerPoint presentation',
  ppt: 'an old PowerPoint presentation (.ppt)',
  odt: 'an OpenDocument text',
  ods: 'an OpenDocument spreadsheet',
  rtf: 'a rich text document',
  txt: 'plain text',
  csv: 'a CSV file',
  htm: 'a web page',
  html: 'a web page',
  jpg: 'a JPEG picture',
  jpeg: 'a JPEG picture',
  gif: 'a GIF picture',
  tif: 'a TIFF picture',
  tiff: 'a TIFF picture',
  webp: 'a WebP picture',
  svg: 'an SVG picture',
  zip: 'a ZIP archive',
  exe: 'a program',
  eml: 'an e-mail',
  msg: 'an Outlook e-mail',
}

/** Thrown inside this file only; {@link inspectUpload} turns it into the answer. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(code: string, message: string) {
    super(message)
    this.refusal = { code, message }
  }
}

/**
 * Looks into an uploaded file and says what it is, or why it is not taken.
 *
 * What a file is comes from its bytes and its inner structure; its name is only held
 * against that. `takes` narrows what is taken. It never throws for anything in the bytes. Refusals (codes):
 * `file-empty`, `file-too-large`, `file-type-not-accepted`, `file-misnamed`,
 * `file-encrypted`, `file-damaged`, `file-unpacks-too-large`, `file-has-macros`,
 * `file-has-objects`, `file-fetches-from-elsewhere`, `file-has-more-than-pages`.
 */
export async function inspectUpload(
  upload: { readonly name: string; readonly bytes: Uint8Array },
  takes: Takes = papers,
): Promise<Outcome<Inspected>> {
  const { bytes } = upload
  const shown = `“${cleanName(upload.name)}”`
  const ending = endingOf(upload.name)
  try {
    if (bytes.length === 0) {
      throw new Refused('file-empty', `${shown} is empty. Check the file and upload it again.`)
    }
    if (bytes.length > MAX_UPLOAD_BYTES) {
      throw new Refused(
        'file-too-large',
        `${shown} is ${megabytes(bytes.length)} MB. The largest file taken is ${megabytes(MAX_UPLOAD_BYTES)} MB.`,
      )
    }
    const content = await contentOf(bytes, ending, shown, takes)
    const name = cleanName(upload.name, content.kind)
    const common = {
      kind: content.kind,
      mediaType: MEDIA_TYPES[content.kind],
      name,
      size: bytes.length,
    }
    if (content.kind === 'pdf') return done({ ...common, ...(await inspectPdf(bytes, shown)) })
    if (content.kind === 'png') await inspectPng(bytes, shown)
    return done(common)
  } catch (fault) {
    if (fault instanceof Refused) return refused(fault.refusal)
    // Whatever the libraries stumble over is a fault of the file: no bytes may bring the page down.
    return refused({ code: 'file-damaged', message: damaged(shown, 'It cannot be read.') })
  }
}

const megabytes = (bytes: number): string => {
  const value = bytes / (1024 * 1024)
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1)
}

const damaged = (shown: string, why: string): string =>
  `${shown} is damaged. ${why} Open it, save it again and upload the new copy.`

// ---- what it is ----------------------------------------------------------------------------------

/** Tells what the bytes are; refuses what is misnamed, not accepted or locked. */
async function contentOf(
  bytes: Uint8Array,
  ending: string | undefined,
  shown: string,
  { kinds, words }: Takes,
): Promise<{ kind: UploadKind }> {
  const isTaken = (kind: string | undefined): kind is UploadKind =>
    isKind(kind) && kinds.includes(kind)
  const found = await sniff(bytes, ending, shown)
  const said = ending === undefined ? undefined : ENDINGS[ending]
  const sameThing =
    ending === found || said === undefined || (found !== undefined && ENDINGS[found] === said)
  if (found === 'docm' || found === 'xlsm') {
    throw new Refused(
      'file-has-macros',
      `${shown} holds macros, which are small programs. Save it without them, as ` +
        `${found === 'docm' ? 'a Word document (.docx)' : 'an Excel workbook (.xlsx)'}, and upload that.`,
    )
  }
  if (found === undefined) {
    if (said !== undefined && isKind(ending)) {
      throw new Refused(
        'file-damaged',
        damaged(shown, `It is named as ${said}, but what is inside cannot be recognised.`),
      )
    }
    throw new Refused('file-type-not-accepted', `${shown} is of a kind not taken here. ${words}`)
  }
  if (!sameThing) {
    throw new Refused(
      'file-misnamed',
      `${shown} is named as ${said}, but what is inside is ${ENDINGS[found]}. ` +
        `${isTaken(found) ? `If that is what you meant, rename it to end in “.${found}”.` : words}`,
    )
  }
  if (!isTaken(found)) {
    throw new Refused('file-type-not-accepted', `${shown} is ${ENDINGS[found]}. ${words}`)
  }
  return { kind: found }
}

const isKind = (ending: string | undefined): ending is UploadKind =>
  ending === 'pdf' || ending === 'docx' || ending === 'xlsx' || ending === 'png'

const starts = (bytes: Uint8Array, ...magic: number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte)

/** The ending that the content deserves, or none where it is not recognised. */
async function sniff(
  bytes: Uint8Array,
  ending: string | undefined,
  shown: string,
): Promise<string | undefined> {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) {
    return zipKind(bytes, ending, shown)
  }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return oleKind(bytes, shown)
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'jpg'
  if (head.startsWith('GIF8')) return 'gif'
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tif'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  if (head.startsWith('{\\rtf')) return 'rtf'
  if (head.startsWith('MZ')) return 'exe'
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<svg[\s>]/i.test(head)) return 'svg'
  if (/^\s*<(?:!doctype html|html|head|body|script)/i.test(head)) return 'html'
  // ISO 32000-1, note 13 of annex H: readers look for the header in the first 1,024 bytes. What
  // begins as a web page would be one for a browser, whatever follows.
  if (head.includes('%PDF-')) return 'pdf'
  if (isPlainText(bytes)) return ending === 'csv' || ending === 'eml' ? ending : 'txt'
  return undefined
}

function isPlainText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 4096)
  if (sample.some(byte => byte < 9 || (byte > 13 && byte < 32))) return false
  try {
    // The sample may end in the middle of a letter: streaming forgives that.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}

/** An OLE container: an Office file of the last century, or a locked one of this. */
function oleKind(bytes: Uint8Array, shown: string): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (stream: string): boolean => file.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) {
    throw new Refused(
      'file-encrypted',
      `${shown} is locked with a password. Take the password off and upload it again.`,
    )
  }
  if (holds('WordDocument')) return 'doc'
  if (holds('Workbook')) return 'xls'
  if (holds('PowerPoint Document')) return 'ppt'
  return 'msg'
}

// ---- Office files --------------------------------------------------------------------------------

// The content type of a package's main part tells what it is (ECMA-376 part 1, 11.3 and 12.3).
const MAIN_PARTS: readonly (readonly [type: string, ending: string])[] = [
  ['wordprocessingml.document.main+xml', 'docx'],
  ['ms-word.document.macroEnabled.main+xml', 'docm'],
  ['ms-word.template.macroEnabledTemplate.main+xml', 'docm'],
  ['wordprocessingml.template.main+xml', 'dotx'],
  ['spreadsheetml.sheet.main+xml', 'xlsx'],
  ['ms-excel.sheet.macroEnabled.main+xml', 'xlsm'],
  ['presentationml.presentation.main+xml', 'pptx'],
  ['presentationml.slideshow.main+xml', 'pptx'],
]

/** Whether a list of relations has a template, object or frame that Office fetches from the network by itself. */
const fetchesFromElsewhere = (relations: string): boolean =>
  [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].some(
    ([tag]) =>
      /\bTargetMode\s*=\s*["']External["']/i.test(tag) &&
      /\bType\s*=\s*["'][^"']*\/(?:attachedTemplate|oleObject|frame|subDocument|control)["']/i.test(
        tag,
      ) &&
      // The template of one's own machine is in half of all Word documents, and fetches nothing.
      /\bTarget\s*=\s*["']\s*(?:(?:https?|ftp|mhtml):|\\\\|file:\/\/(?!\/)|file:\/{4,})/i.test(tag),
  )

async function zipKind(
  bytes: Uint8Array,
  ending: string | undefined,
  shown: string,
): Promise<string> {
  const what = (ending !== undefined && ENDINGS[ending]) || 'a packed file'
  const broken = (why: string): Refused =>
    new Refused('file-damaged', damaged(shown, `It should be ${what}, but ${why}.`))
  let entries: ZipEntry[]
  try {
    entries = readZipDirectory(bytes)
  } catch {
    throw broken('its end is missing or its list of contents is broken')
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (unpacked > MAX_UNPACKED_BYTES || entries.length > MAX_ENTRIES) {
    throw new Refused(
      'file-unpacks-too-large',
      `${shown} would unpack to ${megabytes(unpacked)} MB in ${entries.length} pieces; the most taken is ` +
        `${megabytes(MAX_UNPACKED_BYTES)} MB. Make its pictures smaller, or upload it as a PDF.`,
    )
  }
  if (entries.some(entry => entry.encrypted)) {
    throw new Refused(
      'file-encrypted',
      `${shown} is locked with a password. Take the password off and upload it again.`,
    )
  }
  const sheets = entries.filter(entry => /^xl\/.*\.xml$/i.test(entry.name))
  const cells = sheets.reduce((sum, entry) => sum + entry.size, 0)
  if (cells > MAX_WORKBOOK_XML_BYTES) {
    throw new Refused(
      'file-unpacks-too-large',
      `${shown} holds ${megabytes(cells)} MB of cells; the most taken is ${megabytes(MAX_WORKBOOK_XML_BYTES)} MB. Upload the sheets that the paper is about.`,
    )
  }
  const typesEntry = entries.find(entry => entry.name === '[Content_Types].xml')
  if (!typesEntry) {
    const mime = entries.find(entry => entry.name === 'mimetype')
    const type = mime ? (await unpack(bytes, mime)).toString('latin1') : ''
    if (type.includes('opendocument.text')) return 'odt'
    if (type.includes('opendocument.spreadsheet')) return 'ods'
    if (isKind(ending) && entries.some(entry => /^(?:word|xl)\//.test(entry.name))) {
      throw broken('the part that says what it holds is missing')
    }
    return 'zip'
  }

  // Every piece is unpacked and held to its checksum: a damaged picture is damage too.
  let types = ''
  const mains = new Map<string, string>()
  if (entries.some(entry => /(?:^|\/)(?:activeX\/|embeddings\/[^/]*\.bin$)/i.test(entry.name))) {
    throw new Refused(
      'file-has-objects',
      `${shown} holds an object of another program inside it. Replace it by a picture or a table, or attach it as a file of its own, and upload the new copy.`,
    )
  }
  for (const entry of [typesEntry, ...entries.filter(each => each !== typesEntry)]) {
    let data: Buffer
    try {
      data = await unpack(bytes, entry)
    } catch {
      throw broken(`the piece “${entry.name}” cannot be unpacked`)
    }
    if (entry === typesEntry) {
      if (data.length > MAX_TYPES_BYTES)
        throw broken('its list of pieces is not as Office writes it')
      types = data.toString('utf8')
    }
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue
    const text = data.subarray(0, 2048).toString('latin1')
    // Office never writes one; it is a way to make a small file swell when it is read.
    if (text.includes('<!DOCTYPE'))
      throw broken(`the piece “${entry.name}” is not as Office writes it`)
    if (/\.rels$/i.test(entry.name) && fetchesFromElsewhere(data.toString('utf8')))
      throw new Refused(
        'file-fetches-from-elsewhere',
        `${shown} fetches a template or an object from elsewhere whenever it is opened. Open it, save it as a new document and upload that.`,
      )
    mains.set(`/${entry.name}`, data.subarray(-200).toString('latin1'))
  }
  const overrides = [...types.matchAll(/<Override\b[^>]*>/g)].map(([tag]) => tag)
  for (const tag of overrides) {
    const type = /\bContentType="([^"]*)"/.exec(tag)?.[1] ?? ''
    const kind = MAIN_PARTS.find(([main]) => type.endsWith(main))?.[1]
    if (kind === undefined) continue
    const part = /\bPartName="([^"]*)"/.exec(tag)?.[1] ?? ''
    const tail = mains.get(part)
    if (tail === undefined) throw broken('its main piece is missing')
    if (!/<\/(?:\w+:)?(?:document|workbook|presentation)>\s*$/.test(tail)) {
      throw broken('its main piece stops in the middle')
    }
    const hasMacros = entries.some(entry => /(?:^|\/)vbaProject\.bin$/i.test(entry.name))
    if (hasMacros && kind === 'docx') return 'docm'
    if (hasMacros && kind === 'xlsx') return 'xlsm'
    return kind
  }
  if (isKind(ending)) throw broken('its main piece is missing')
  return 'zip'
}

// ---- PDF -----------------------------------------------------------------------------------------

async function inspectPdf(
  bytes: Uint8Array,
  shown: string,
): Promise<{ pages: number; tagged: boolean; title?: string }> {
  const found = await inspectPdfApart(bytes)
  if (found.fault === undefined) return found.facts
  if (found.fault === 'encrypted') {
    throw new Refused(
      'file-encrypted',
      `${shown} is locked with a password. Take the password off and upload it again.`,
    )
  }
  if (found.fault === 'too-large') {
    throw new Refused(
      'file-unpacks-too-large',
      `${shown} would unpack to more than ${megabytes(MAX_UNPACKED_BYTES)} MB. Print it to a new PDF and upload that.`,
    )
  }
  if (found.fault === 'active') {
    throw new Refused(
      'file-has-more-than-pages',
      `${shown} holds ${MORE_THAN_PAGES[found.holds]}. Print it to a new PDF and upload that.`,
    )
  }
  throw new Refused('file-damaged', damaged(shown, found.why))
}

const MORE_THAN_PAGES: Readonly<Record<PdfActivity, string>> = {
  script: 'a script, which is a small program',
  files: 'other files inside, which would be published with it unseen',
  action: 'a button or a link that starts a program or sends something away',
  media: 'sound, film or something else that plays, which not everybody can open',
}

// ---- PNG -----------------------------------------------------------------------------------------

// Channels for each colour type (PNG, 3rd edition, 11.2.1).
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

async function inspectPng(bytes: Uint8Array, shown: string): Promise<void> {
  const broken = (why: string): Refused => new Refused('file-damaged', damaged(shown, why))
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.readBigUInt64BE(0) !== 0x89504e470d0a1a0an) {
    throw broken('It starts as a PNG picture but does not go on as one.')
  }
  const squeezed: Buffer[] = []
  let rawBytes = 0
  let ended = false
  for (let at = 8; !ended; ) {
    if (at + 12 > file.length) throw broken('The picture stops in the middle.')
    const length = file.readUInt32BE(at)
    const end = at + 8 + length
    if (end + 4 > file.length) throw broken('The picture stops in the middle.')
    const type = file.toString('latin1', at + 4, at + 8)
    if (crc32(file.subarray(at + 4, end)) !== file.readUInt32BE(end)) {
      throw broken('Part of the picture is not what its checksum says.')
    }
    if (at === 8) {
      if (type !== 'IHDR' || length !== 13)
        throw broken('The picture does not say how large it is.')
      const width = file.readUInt32BE(at + 8)
      const height = file.readUInt32BE(at + 12)
      const channels = CHANNELS[file.readUInt8(at + 17)]
      if (width === 0 || height === 0 || channels === undefined) {
        throw broken('The picture does not say how large it is.')
      }
      if (width * height > MAX_PIXELS) {
        throw new Refused(
          'file-unpacks-too-large',
          `${shown} is ${width} by ${height} dots; the most taken is 100 million dots. Make it smaller.`,
        )
      }
      // One byte more in each row for its filter; seven passes when it is interlaced.
      rawBytes = height * (Math.ceil((width * channels * file.readUInt8(at + 16)) / 8) + 1)
      if (file.readUInt8(at + 20) === 1) rawBytes = rawBytes * 2 + 64
    }
    if (type === 'IDAT') squeezed.push(file.subarray(at + 8, end))
    ended = type === 'IEND'
    at = end + 4
  }
  try {
    await inflate(Buffer.concat(squeezed), { maxOutputLength: rawBytes + 1024 })
  } catch {
    throw broken('The picture cannot be unpacked.')
  }
}

// ---- names ---------------------------------------------------------------------------------------

function endingOf(name: string): string | undefined {
  const ending = /\.([a-z0-9]{1,5})\s*$/i.exec(name)?.[1]?.toLowerCase()
  return ending !== undefined && Object.hasOwn(ENDINGS, ending) ? ending : undefined
}

const LONGEST_NAME = 120

/**
 * A file name that is safe to show, to store and to send: the last step of a path,
 * without control letters, letters that turn the reading direction, or signs that
 * some system gives a meaning; at most 120 letters; ending as its content does.
 */
export function cleanName(name: string, kind?: UploadKind): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
  const given = endingOf(plain)
  const ending = kind ?? given
  const stem = given === undefined ? plain : plain.slice(0, plain.lastIndexOf('.'))
  const letters = Array.from(stem.trim())
    .slice(0, LONGEST_NAME - 6)
    .join('')
    .trim()
  // Windows keeps these names for devices.
  const safe = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(letters) ? `${letters}-file` : letters
  return `${safe === '' ? 'file' : safe}${ending === undefined ? '' : `.${ending}`}`
}
