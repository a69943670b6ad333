import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { blocksText } from './blocks.ts'
import { anUntaggedPdf, aTaggedPdf } from './documents.samples.ts'
import { assemblePdf, type PartPlaced } from './merge.ts'
import { pdfBlocks } from './pdf-blocks.ts'
import { pageText, pdfFacts } from './pdf-facts.ts'
import {
  kidsOf,
  lookupArray,
  lookupDict,
  lookupNumber,
  nameOf,
  openPdf,
  structureRoot,
  treeEntries,
} from './pdf-file.ts'
import { makePdf } from './typst.ts'

const N = (name: string) => PDFName.of(name)

const contents = (title: string) => async (parts: readonly PartPlaced[]) =>
  makePdf({
    title,
    template: '#cover(organisation: "A board", data.title)\n#contents(data.entries)',
    data: { title, entries: parts.map(part => ({ ...part, page: part.start })) },
  })

/** A small tagged PDF whose elements have the types and role map given. */
async function aPdfWithRoles(types: readonly string[], roles: Readonly<Record<string, string>>) {
  const pdf = await PDFDocument.load(await anUntaggedPdf())
  const { context, catalog } = pdf
  const root = context.nextRef()
  const elements = types.map(type =>
    context.register(context.obj({ Type: 'StructElem', S: type, P: root, K: [] })),
  )
  context.assign(
    root,
    context.obj({ Type: 'StructTreeRoot', K: elements, ParentTree: { Nums: [] }, RoleMap: roles }),
  )
  catalog.set(N('StructTreeRoot'), root)
  catalog.set(N('MarkInfo'), context.obj({ Marked: true }))
  return pdf.save()
}

test('a pack keeps every heading, table and list of its parts, and is tagged', async () => {
  const parts = await Promise.all(
    [1, 4, 7].map(async n => ({ title: `Paper ${n}`, bytes: await aTaggedPdf(`Paper ${n}`, n) })),
  )
  const before = await Promise.all(parts.map(part => pdfFacts(part.bytes)))
  const pack = await assemblePdf({ title: 'Board pack', parts })
  const after = await pdfFacts(pack.bytes)

  expect(after.tagged).toBe(true)
  expect(after.headings).toBe(before.reduce((sum, facts) => sum + facts.headings, 0))
  for (const type of ['P', 'Table', 'TR', 'TH', 'TD', 'Link']) {
    const all = before.reduce((sum, facts) => sum + (facts.elements[type] ?? 0), 0)
    expect(after.elements[type], type).toBe(all)
  }
  expect(after.elements.Document).toBe(1)
  expect(after.elements.Part).toBe(3)
  expect(pack.untagged).toEqual([])
})

test('a pack says its title and language, and that it keeps to PDF/UA-1 when each part does', async () => {
  const parts = [{ title: 'Paper', bytes: await aTaggedPdf('Paper') }]
  const pack = await assemblePdf({ title: 'Pack – “June” & <July>', parts })
  expect(await pdfFacts(pack.bytes)).toMatchObject({
    title: 'Pack – “June” & <July>',
    language: 'en-GB',
    uaPart: 1,
  })
  const { context, catalog } = await openPdf(pack.bytes)
  const viewer = lookupDict(context, catalog.get(N('ViewerPreferences')))
  expect(String(viewer?.get(N('DisplayDocTitle')))).toBe('true')
})

test('each page says where it is in the whole, and a screen reader passes over it', async () => {
  const parts = [
    { title: 'One', bytes: await aTaggedPdf('One', 3) },
    { title: 'Two', bytes: await anUntaggedPdf(2) },
  ]
  const { bytes, pages } = await assemblePdf({ title: 'Pack', parts })
  for (let page = 1; page <= pages; page++) {
    expect(await pageText(bytes, page)).toContain(`Page ${page} of ${pages}`)
  }
  expect(blocksText((await pdfBlocks(bytes)).blocks)).not.toContain(`Page 1 of ${pages}`)
})

test('every mark on a page leads to an element that lies on that page, in every part', async () => {
  const parts = await Promise.all(
    [3, 2, 5].map(async n => ({ title: `P${n}`, bytes: await aTaggedPdf(`P${n}`, n) })),
  )
  const { bytes } = await assemblePdf({
    title: 'Pack',
    parts,
    front: { title: 'Contents', make: contents('Pack') },
  })
  const pdf = await openPdf(bytes)
  const { context } = pdf
  const tree = treeEntries(context, structureRoot(pdf)?.get(N('ParentTree')), 'Nums')
  const keys = tree.map(([key]) => (key instanceof PDFNumber ? key.asNumber() : -1))
  expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b))
  for (const page of pdf.pages) {
    const key = lookupNumber(context, page.dict.get(N('StructParents')))
    const elements = lookupArray(context, tree.find((_, at) => keys[at] === key)?.[1])
    expect(elements?.size()).toBeGreaterThan(0)
    for (const [mark, each] of (elements?.asArray() ?? []).entries()) {
      const element = lookupDict(context, each)
      if (!element) continue
      // A kid is a mark on the element's own page, or says on which page it is.
      const marks = kidsOf(context, element).map(kid => {
        const reference = lookupDict(context, kid)
        const at = reference?.get(N('Pg')) ?? element.get(N('Pg'))
        const number = lookupNumber(context, reference ? reference.get(N('MCID')) : kid)
        return `${at} ${number}`
      })
      expect(marks).toContain(`${page.ref} ${mark}`)
    }
  }
})

test('table cells still know their headers, although each part numbered its own alike', async () => {
  const parts = await Promise.all(
    ['A', 'B'].map(async title => ({ title, bytes: await aTaggedPdf(title, 2) })),
  )
  const pdf = await openPdf((await assemblePdf({ title: 'Pack', parts })).bytes)
  const { context } = pdf
  const ids = treeEntries(context, structureRoot(pdf)?.get(N('IDTree')), 'Names').map(([id]) =>
    String(id),
  )
  expect(ids.length).toBeGreaterThan(4)
  expect(ids).toEqual([...new Set(ids)].sort())
  let named = 0
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || nameOf(context, object.get(N('S'))) !== 'TD') continue
    for (const attributes of lookupArray(context, object.get(N('A')))?.asArray() ?? []) {
      const headers = lookupArray(context, lookupDict(context, attributes)?.get(N('Headers')))
      for (const id of headers?.asArray() ?? []) {
        expect(ids).toContain(String(id))
        named++
      }
    }
  }
  expect(named).toBeGreaterThan(0)
})

test('the contents lead to the first page of each part, and name that page', async () => {
  const parts = await Promise.all(
    [2, 9, 1].map(async (n, at) => ({
      key: `item-${at}`,
      title: `Paper ${at}`,
      bytes: await aTaggedPdf(`Paper ${at}`, n),
    })),
  )
  const front = { title: 'Contents', make: contents('Pack') }
  const pack = await assemblePdf({ title: 'Pack', parts, front })
  const pdf = await openPdf(pack.bytes)
  const { context } = pdf
  const links = pdf.pages
    .slice(0, (pack.starts[0] ?? 0) - 1)
    .flatMap(page => lookupArray(context, page.dict.get(N('Annots')))?.asArray() ?? [])
    .map(annotation => lookupDict(context, annotation))
  const targets = links.map(link => lookupArray(context, link?.get(N('Dest')))?.get(0))
  expect(targets).toEqual(pack.starts.map(start => pdf.pages[start - 1]?.ref))
  for (const link of links) {
    expect(link?.get(N('A'))).toBeUndefined()
    expect(lookupNumber(context, link?.get(N('StructParent')))).toBeTypeOf('number')
  }
  const words = await pageText(pack.bytes, (pack.starts[0] ?? 0) - 1)
  for (const place of pack.parts)
    expect(words).toMatch(new RegExp(`${place.title}\\s+${place.start}`))
})

test('the contents are right when they grow over several pages and shift what they list', async () => {
  const bytes = await aTaggedPdf('Paper', 1)
  const parts = Array.from({ length: 90 }, (_, at) => ({ title: `Paper number ${at + 1}`, bytes }))
  const front = { title: 'Contents', make: contents('Pack') }
  const pack = await assemblePdf({ title: 'Pack', parts, front })
  expect(pack.starts[0]).toBeGreaterThan(3)
  const last = pack.parts.at(-1)
  const words = await pageText(pack.bytes, (pack.starts[0] ?? 0) - 1)
  expect(words).toMatch(new RegExp(`Paper number 90\\s+${last?.start}`))
  expect(await pageText(pack.bytes, last?.start ?? 0)).toContain('Paper')
})

test('a contents page that lists a paper which is not in the pack is a fault', async () => {
  const make = () =>
    makePdf({ title: 'Contents', template: '= Contents\n#link("part:nowhere")[Gone]' })
  const parts = [{ title: 'Paper', bytes: await aTaggedPdf('Paper') }]
  const assembling = assemblePdf({ title: 'Pack', parts, front: { title: 'Contents', make } })
  await expect(assembling).rejects.toThrow(/nowhere/)
})

test('a link within a part leads to that part, although every part uses the same name', async () => {
  const parts = await Promise.all(
    ['A', 'B', 'C'].map(async title => ({ title, bytes: await aTaggedPdf(title, 6) })),
  )
  const pack = await assemblePdf({ title: 'Pack', parts })
  const pdf = await openPdf(pack.bytes)
  const { context, catalog } = pdf
  const names = lookupDict(context, catalog.get(N('Names')))
  const dests = new Map(
    treeEntries(context, names?.get(N('Dests')), 'Names').map(([key, value]) => [
      String(key),
      value,
    ]),
  )
  for (const [at, start] of pack.starts.entries()) {
    const page = pdf.pages[start - 1]
    const [annotation] = lookupArray(context, page?.dict.get(N('Annots')))?.asArray() ?? []
    const link = lookupDict(context, annotation)
    const action = lookupDict(context, link?.get(N('A')))
    const name = link?.get(N('Dest')) ?? action?.get(N('D'))
    const dest = lookupArray(context, name instanceof PDFHexString ? dests.get(String(name)) : name)
    const target = pdf.pages.findIndex(({ ref }) => ref === dest?.get(0)) + 1
    expect(target).toBeGreaterThanOrEqual(start)
    expect(target).toBeLessThan(pack.starts[at + 1] ?? pack.pages + 1)
  }
})

test('the bookmarks are the parts, with those each part brought below it', async () => {
  const parts = [
    { title: 'Chair’s report', bytes: await aTaggedPdf('Chair’s report', 1) },
    {
      title: 'Scan',
      bytes: await anUntaggedPdf(3),
      bookmarks: [{ title: 'Signature', page: 3 }],
    },
  ]
  const { bytes, starts } = await assemblePdf({ title: 'Pack', parts })
  const { outline } = await pdfFacts(bytes)
  expect(outline).toContainEqual({ title: 'Chair’s report', depth: 0, page: 1 })
  expect(outline).toContainEqual({ title: 'Last section', depth: 1, page: 1 })
  expect(outline).toContainEqual({ title: 'Scan', depth: 0, page: starts[1] })
  expect(outline).toContainEqual({ title: 'Signature', depth: 1, page: (starts[1] ?? 0) + 2 })
})

test('a part without tags goes in as it is, is named, and the pack no longer claims PDF/UA', async () => {
  const parts = [
    { title: 'Tagged', bytes: await aTaggedPdf('Tagged') },
    { title: 'Scan', bytes: await anUntaggedPdf(2) },
  ]
  const pack = await assemblePdf({ title: 'Pack', parts })
  expect(pack).toMatchObject({ untagged: ['Scan'], claimsUa: false })
  const facts = await pdfFacts(pack.bytes)
  expect(facts).toMatchObject({ tagged: true, uaPart: undefined })
  expect(await pageText(pack.bytes, pack.starts[1] ?? 0)).toContain('Scanned page 1')
})

test('two parts that mean different things by one tag are both still understood', async () => {
  const parts = [
    { title: 'A', bytes: await aPdfWithRoles(['Kop', 'Kop'], { Kop: 'H1' }) },
    { title: 'B', bytes: await aPdfWithRoles(['Kop', 'H2'], { Kop: 'P' }) },
    { title: 'C', bytes: await aPdfWithRoles(['Deep', 'H2'], { Deep: 'Kop', Kop: 'H3', H2: 'P' }) },
  ]
  const before = await Promise.all(parts.map(part => pdfFacts(part.bytes)))
  expect(before.map(facts => facts.headings)).toEqual([2, 1, 1])
  const after = await pdfFacts((await assemblePdf({ title: 'Pack', parts })).bytes)
  expect(after.elements).toMatchObject({ H1: 2, H2: 1, H3: 1, P: 2 })
})

test('a part that needs a password, or is damaged, stops the pack before anything is made', async () => {
  const good = { title: 'Good', bytes: await aTaggedPdf('Good') }
  const locked = { title: 'Locked', bytes: await anUntaggedPdf(1, 'secret') }
  const short = { title: 'Short', bytes: good.bytes.slice(0, 3000) }
  await expect(assemblePdf({ title: 'Pack', parts: [good, locked] })).rejects.toMatchObject({
    name: 'PdfNotReadable',
    reason: 'encrypted',
    message: expect.stringContaining('“Locked”'),
  })
  await expect(assemblePdf({ title: 'Pack', parts: [good, short] })).rejects.toMatchObject({
    reason: 'damaged',
  })
})

test('a part locked only against change keeps its words in the pack', async () => {
  const parts = [{ title: 'Locked', bytes: await anUntaggedPdf(2, '') }]
  const { bytes } = await assemblePdf({ title: 'Pack', parts })
  expect(await pageText(bytes, 2)).toContain('Scanned page 2')
})

test('a turned, cropped page is stamped at the foot that the reader sees', async () => {
  for (const angle of [0, 90, 180, 270]) {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([400, 600])
    page.setCropBox(50, 60, 300, 500)
    page.node.set(N('Rotate'), PDFNumber.of(angle))
    const { bytes } = await assemblePdf({
      title: 'Pack',
      parts: [{ title: 'Turned', bytes: await pdf.save() }],
    })
    const opened = await openPdf(bytes)
    const [first] = opened.pages
    const streams = lookupArray(opened.context, first?.dict.get(N('Contents')))
    const drawing = String(opened.context.lookup(streams?.asArray().at(-1)))
    const matrix = /q ([-\d. ]+) cm/.exec(drawing)?.[1]
    // The corner of the crop box that is the left foot once the page is turned.
    const foot = {
      0: '1 0 0 1 50 60',
      90: '0 1 -1 0 350 60',
      180: '-1 0 0 -1 350 560',
      270: '0 -1 1 0 50 560',
    }
    expect(matrix).toBe(foot[angle as 0 | 90 | 180 | 270])
  }
})

test('scripts and actions that start by themselves are left behind', async () => {
  const pdf = await PDFDocument.load(await anUntaggedPdf())
  const { context } = pdf
  const script = { S: 'JavaScript', JS: PDFString.of('app.alert(1)') }
  const annotation = context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: script })
  const page = pdf.getPage(0).node
  page.set(N('Annots'), context.obj([context.register(annotation)]))
  page.set(N('AA'), context.obj({ O: script }))
  pdf.catalog.set(N('OpenAction'), context.obj(script))
  const { bytes } = await assemblePdf({
    title: 'Pack',
    parts: [{ title: 'A', bytes: await pdf.save() }],
  })
  const after = await openPdf(bytes)
  const all = after.context.enumerateIndirectObjects().map(([, object]) => String(object))
  expect(all.join('\n')).not.toContain('app.alert')
})

test('fields of one name in two parts stay two fields', async () => {
  const aForm = async () => {
    const pdf = await PDFDocument.create()
    const field = pdf.getForm().createTextField('name')
    field.addToPage(pdf.addPage([300, 300]), { x: 10, y: 10 })
    return pdf.save()
  }
  const parts = [
    { title: 'A', bytes: await aForm() },
    { title: 'B', bytes: await aForm() },
  ]
  const { bytes } = await assemblePdf({ title: 'Pack', parts })
  const names = (await PDFDocument.load(bytes))
    .getForm()
    .getFields()
    .map(field => field.getName())
  expect(names).toEqual(['p0001.name', 'p0002.name'])
})

test('the same parts on the same day give the same bytes', async () => {
  const madeAt = new Date('2025-02-07T09:00:00Z')
  const paper = () => makePdf({ title: 'Paper', template: '= Paper', madeAt })
  const make = async () =>
    assemblePdf({ title: 'Pack', parts: [{ title: 'Paper', bytes: await paper() }], madeAt })
  expect(Buffer.from((await make()).bytes).equals(Buffer.from((await make()).bytes))).toBe(true)
})
