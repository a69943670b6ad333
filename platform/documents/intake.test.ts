import { PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aDocx, anUntaggedPdf, anXlsx, aPng, aTaggedPdf, aZip } from './documents.samples.ts'
import { cleanName, inspectUpload, MAX_UPLOAD_BYTES } from './intake.ts'
import { MAX_UNPACKED_BYTES } from './zip-directory.ts'

const inspect = async (name: string, bytes: Uint8Array) => {
  const outcome = await inspectUpload({ name, bytes })
  if (outcome.ok) return outcome.value
  const [refusal] = outcome.refusals
  expect(refusal?.message).toMatch(/^“.+[.]$/s)
  return refusal
}
const text = (words: string): Uint8Array => Buffer.from(words)
const TYPES =
  '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const MACROS = TYPES.replace(
  'vnd.openxmlformats-officedocument.wordprocessingml.document.main',
  'vnd.ms-word.document.macroEnabled.main',
)

test('a tagged PDF is taken, with its pages, its title and that it is tagged', async () => {
  expect(await inspect('Winter plan.PDF', await aTaggedPdf('Winter plan', 9))).toMatchObject({
    kind: 'pdf',
    mediaType: 'application/pdf',
    name: 'Winter plan.pdf',
    pages: expect.any(Number),
    tagged: true,
    title: 'Winter plan',
  })
})

test('a scanned PDF is taken, and known to have no tags', async () => {
  expect(await inspect('scan.pdf', await anUntaggedPdf(3))).toMatchObject({
    pages: 3,
    tagged: false,
  })
})

test('a Word document, a workbook and a PNG picture are told by what is inside them', async () => {
  expect(await inspect('plan.docx', await aDocx())).toMatchObject({ kind: 'docx' })
  expect(await inspect('figures.xlsx', await anXlsx())).toMatchObject({ kind: 'xlsx' })
  expect(await inspect('chart.png', aPng())).toMatchObject({ kind: 'png' })
})

test('a file without an ending is taken for what it is, and gets its ending', async () => {
  expect(await inspect('minutes', await aDocx())).toMatchObject({ name: 'minutes.docx' })
  expect(await inspect('minutes v1.2', aPng())).toMatchObject({ name: 'minutes v1.2.png' })
})

test('an empty file is refused', async () => {
  expect(await inspect('paper.pdf', new Uint8Array())).toMatchObject({ code: 'file-empty' })
})

test('a file of 200 MB is refused, and the largest size is named', async () => {
  const refusal = await inspect('paper.pdf', new Uint8Array(4 * MAX_UPLOAD_BYTES))
  expect(refusal).toMatchObject({
    code: 'file-too-large',
    message: expect.stringContaining('50 MB'),
  })
})

test('a PDF that needs a password is refused as locked', async () => {
  const refusal = await inspect('paper.pdf', await anUntaggedPdf(1, 'secret'))
  expect(refusal).toMatchObject({ code: 'file-encrypted' })
})

test('a PDF that opens without a password, though locked against change, is taken', async () => {
  expect(await inspect('paper.pdf', await anUntaggedPdf(2, ''))).toMatchObject({ pages: 2 })
})

test('a Word document behind a password is refused as locked', async () => {
  const ole = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(512),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(512),
  ])
  expect(await inspect('paper.docx', ole)).toMatchObject({ code: 'file-encrypted' })
})

test('a file that was cut short is refused as damaged, whatever its kind', async () => {
  const whole = {
    'a.pdf': await aTaggedPdf('Paper'),
    'b.docx': await aDocx(),
    'c.xlsx': await anXlsx(),
    'd.png': aPng(),
  }
  for (const [name, bytes] of Object.entries(whole)) {
    const half = bytes.slice(0, Math.floor(bytes.length / 2))
    expect(await inspect(name, half), name).toMatchObject({ code: 'file-damaged' })
  }
})

test('a file with bytes overwritten in its middle is refused as damaged', async () => {
  for (const [name, bytes] of [
    ['b.docx', await aDocx()],
    ['d.png', aPng()],
  ] as const) {
    const spoilt = Uint8Array.from(bytes)
    const middle = name === 'd.png' ? spoilt.length - 30 : Math.floor(spoilt.length / 3)
    spoilt.fill(0xaa, middle, middle + 12)
    expect(await inspect(name, spoilt), name).toMatchObject({ code: 'file-damaged' })
  }
})

test('a PDF that has lost a page is refused rather than shown without it', async () => {
  const pdf = Buffer.from(await anUntaggedPdf(2)).toString('latin1')
  expect(pdf).toMatch(/\/Count 2\b/)
  const bytes = Buffer.from(pdf.replace(/\/Count 2\b/, '/Count 3'), 'latin1')
  expect(await inspect('paper.pdf', bytes)).toMatchObject({ code: 'file-damaged' })
})

test('a PDF with a script, a file inside, an action that reaches out or something that plays is refused, and says which', async () => {
  const withCatalogue = async (key: string, value: (pdf: PDFDocument) => PDFObject) => {
    const pdf = await PDFDocument.load(await anUntaggedPdf())
    pdf.catalog.set(PDFName.of(key), value(pdf))
    return pdf.save({ useObjectStreams: false })
  }
  const onPage = async (annotation: Record<string, unknown>) => {
    const pdf = await PDFDocument.load(await anUntaggedPdf())
    const ref = pdf.context.register(
      pdf.context.obj({ Type: 'Annot', Rect: [0, 0, 10, 10], ...annotation } as never),
    )
    pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj([ref]))
    return pdf.save()
  }
  const attached = await PDFDocument.load(await anUntaggedPdf())
  await attached.attach(Buffer.from('the figures'), 'figures.csv')
  const action = (S: string) => ({ Subtype: 'Link', A: { S } })
  for (const [bytes, holds] of [
    [await withCatalogue('OpenAction', pdf => pdf.context.obj({ S: 'JavaScript' })), 'a script'],
    [await withCatalogue('AA', pdf => pdf.context.obj({ WC: { JS: 'app' } })), 'a script'],
    [await withCatalogue('AcroForm', pdf => pdf.context.obj({ XFA: [] })), 'a script'],
    [await onPage(action('JavaScript')), 'a script'],
    [await onPage(action('Launch')), 'starts a program'],
    [await onPage(action('SubmitForm')), 'starts a program'],
    [await onPage({ Subtype: 'FileAttachment' }), 'other files inside'],
    [await attached.save(), 'other files inside'],
    [await onPage({ Subtype: 'RichMedia' }), 'something else that plays'],
  ] as const)
    expect(await inspect('x.pdf', bytes), holds).toMatchObject({
      code: 'file-has-more-than-pages',
      message: expect.stringContaining(holds),
    })
  // A link to the web, and a jump within the file, are what papers have.
  expect(await inspect('x.pdf', await onPage(action('URI')))).toMatchObject({ pages: 1 })
  expect(await inspect('x.pdf', await onPage(action('GoTo')))).toMatchObject({ pages: 1 })
})

test('a file that begins as a web page and goes on as a PDF is refused', async () => {
  const both = Buffer.concat([text('<!doctype html><script>1</script>'), await anUntaggedPdf()])
  expect(await inspect('x.pdf', both)).toMatchObject({ code: 'file-misnamed' })
})

test('a misnamed file is refused, and the clerk is told what its name says and what is inside', async () => {
  expect(await inspect('paper.pdf', await aDocx())).toMatchObject({
    code: 'file-misnamed',
    message: expect.stringMatching(/named as a PDF.*inside is a Word document.*“\.docx”/),
  })
  expect(await inspect('paper.docx', await anUntaggedPdf())).toMatchObject({
    code: 'file-misnamed',
  })
  expect(await inspect('paper.docx', await anXlsx())).toMatchObject({ code: 'file-misnamed' })
  expect(await inspect('paper.pdf', text('Dear all, '))).toMatchObject({ code: 'file-misnamed' })
  expect(await inspect('a.png', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toMatchObject({
    message: expect.stringContaining('JPEG'),
  })
})

test('a kind that is not taken is refused, and the kinds that are taken are named', async () => {
  for (const [name, bytes] of [
    ['notes.txt', text('Dear all')],
    ['page.html', text('<!doctype html><p>Hello')],
    ['setup.exe', text('MZ\u0001\u0002')],
    ['things.zip', aZip({ 'a.txt': 'Hello' })],
    ['what', Uint8Array.of(1, 2, 3)],
  ] as const) {
    expect(await inspect(name, bytes), name).toMatchObject({
      code: 'file-type-not-accepted',
      message: expect.stringContaining('.docx'),
    })
  }
})

test('a Word document with macros is refused, by its type or by what it holds', async () => {
  const main = '<w:document></w:document>'
  const byType = aZip({ '[Content_Types].xml': MACROS, 'word/document.xml': main })
  const byPart = aZip({
    '[Content_Types].xml': TYPES,
    'word/document.xml': main,
    'word/vbaProject.bin': 'Sub AutoOpen',
  })
  expect(await inspect('paper.docm', byType)).toMatchObject({ code: 'file-has-macros' })
  expect(await inspect('paper.docx', byType)).toMatchObject({ code: 'file-has-macros' })
  expect(await inspect('paper.docx', byPart)).toMatchObject({ code: 'file-has-macros' })
})

test('a document that holds an object of another program, or fetches a template by itself, is refused', async () => {
  const main = '<w:document></w:document>'
  const withRelation = (type: string, target: string) =>
    aZip({
      '[Content_Types].xml': TYPES,
      'word/document.xml': main,
      'word/_rels/settings.xml.rels': `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`,
    })
  for (const name of ['word/embeddings/oleObject1.bin', 'word/activeX/activeX1.xml'])
    expect(
      await inspect(
        'paper.docx',
        aZip({ '[Content_Types].xml': TYPES, 'word/document.xml': main, [name]: 'x' }),
      ),
    ).toMatchObject({ code: 'file-has-objects' })
  for (const target of [
    'https://evil.test/a.dotm',
    '\\\\evil.test\\a.dotm',
    'file://evil.test/a.dotm',
  ])
    expect(
      await inspect('paper.docx', withRelation('attachedTemplate', target)),
      target,
    ).toMatchObject({ code: 'file-fetches-from-elsewhere' })
  expect(
    await inspect(
      'paper.docx',
      withRelation('attachedTemplate', 'file:///C:/Templates/Normal.dotm'),
    ),
  ).toMatchObject({ kind: 'docx' })
  expect(await inspect('paper.docx', withRelation('hyperlink', 'https://nhs.uk'))).toMatchObject({
    kind: 'docx',
  })
})

test('a small file that declares a vast content is refused before it is unpacked', async () => {
  const bomb = aZip(
    { '[Content_Types].xml': TYPES, 'word/document.xml': 'x' },
    MAX_UNPACKED_BYTES + 1,
  )
  expect(await inspect('paper.docx', bomb)).toMatchObject({ code: 'file-unpacks-too-large' })
})

test('a file that unpacks to more than it declares is refused as damaged', async () => {
  const liar = aZip({ '[Content_Types].xml': TYPES.padEnd(100_000), 'word/document.xml': 'x' }, 10)
  expect(await inspect('paper.docx', liar)).toMatchObject({ code: 'file-damaged' })
})

test('a Word document whose main piece is missing or stops in the middle is refused', async () => {
  for (const pieces of [
    { '[Content_Types].xml': TYPES },
    { '[Content_Types].xml': TYPES, 'word/document.xml': '<w:document><w:body>' },
    { 'word/document.xml': '<w:document/>' },
  ]) {
    expect(await inspect('paper.docx', aZip(pieces))).toMatchObject({ code: 'file-damaged' })
  }
})

test('a name loses its folders, hidden letters and signs with a meaning', () => {
  expect(cleanName('..\\..\\etc/pass<wd>: final?.PDF', 'pdf')).toBe('pass-wd-- final-.pdf')
  expect(cleanName('gnp.\u202Etxt.pdf', 'pdf')).toBe('gnp.txt.pdf')
  expect(cleanName('con.png')).toBe('con-file.png')
  expect(cleanName('...')).toBe('file')
  expect(cleanName(`${'a'.repeat(400)}.docx`).length).toBeLessThanOrEqual(120)
})

test('whatever the bytes and the name, the answer is a sentence and never a fault', async () => {
  const seeds = [
    await aTaggedPdf('Paper', 1),
    await anUntaggedPdf(1, ''),
    await aDocx(),
    await anXlsx(),
    aPng(),
  ]
  const names = ['a.pdf', 'a.docx', 'a.xlsx', 'a.png', 'a', '', '\0/\u202E', 'a.docm']
  const spoilt = fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([seed, changes, keep]) => {
      const bytes = Uint8Array.from(seed)
      for (const [at, value] of changes) bytes[at % bytes.length] = value
      return keep < 0.5 ? bytes : bytes.slice(0, Math.floor(bytes.length * keep))
    })
  const magics = [
    '%PDF-1.7\n',
    'PK\x03\x04',
    '\x89PNG\r\n\x1a\n',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '',
  ]
  const noise = fc
    .tuple(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 400 }))
    .map(([magic, rest]) => Uint8Array.from([...Buffer.from(magic, 'latin1'), ...rest]))
  await fc.assert(
    fc.asyncProperty(fc.oneof(spoilt, noise), fc.constantFrom(...names), async (bytes, name) => {
      const outcome = await inspectUpload({ name, bytes })
      if (!outcome.ok) expect(outcome.refusals[0]?.message).toMatch(/[.]$/)
    }),
    { numRuns: 400 },
  )
})
