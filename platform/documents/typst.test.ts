import { expect, test } from 'vitest'
import { aPng } from './documents.samples.ts'
import { pageText, pdfFacts } from './pdf-facts.ts'
import { makePdf } from './typst.ts'

test('a generated document is tagged PDF/UA-1 with its title and language', async () => {
  const bytes = await makePdf({
    title: 'Action tracker',
    template: '#masthead(data.title)\n== Open actions\n#lorem(30)',
    data: { title: 'Action tracker' },
  })
  expect(await pdfFacts(bytes)).toMatchObject({
    tagged: true,
    uaPart: 1,
    title: 'Action tracker',
    language: 'en-GB',
    elements: { H1: 1, H2: 1 },
  })
})

test('what a person typed comes out as it was typed, whatever it means elsewhere', async () => {
  const typed =
    '*not bold* #panic("x") $x^2$ <label> @ref \\u0041 “quoted” £5 – 50% // gone? /* no */'
  const bytes = await makePdf({ title: typed, template: '= Heading\n#data', data: typed })
  const words = (await pageText(bytes, 1)).replaceAll(/\s+/g, ' ')
  expect(words).toContain(typed)
  expect((await pdfFacts(bytes)).title).toBe(typed)
})

test('a letter that no font has, or that has no shape, does not stop the document', async () => {
  const data = 'Before 中文 \u0000\u0001\ud800 ไทย\uFEFF after'
  const bytes = await makePdf({ title: 'Letters', template: '= Letters\n#data', data })
  expect(await pageText(bytes, 1)).toMatch(/Before .*after/s)
})

test('a document without a title is refused by the maker', async () => {
  await expect(makePdf({ title: ' ', template: '= Heading' })).rejects.toThrow(/needs a title/)
})

test('a picture without a description is refused, in words that say so', async () => {
  const images = new Map([['x.png', aPng()]])
  const template = '= Heading\n#image("/images/x.png")'
  await expect(makePdf({ title: 'T', template, images })).rejects.toThrow(/missing alt text/)
  const described = '= Heading\n#image("/images/x.png", alt: "A grey square")'
  expect(
    (await pdfFacts(await makePdf({ title: 'T', template: described, images }))).elements,
  ).toMatchObject({ Figure: 1 })
})

test('a heading level left out, and a mistake in a template, are told in a sentence', async () => {
  await expect(makePdf({ title: 'T', template: '= One\n=== Three' })).rejects.toThrow(
    /skipped from heading level 1 to 3/,
  )
  await expect(makePdf({ title: 'T', template: '#nothing-of-that-name' })).rejects.toThrow(
    /could not be made: unknown variable/,
  )
})

test('one document’s pictures cannot be read by the next', async () => {
  const images = new Map([['secret.png', aPng()]])
  const template = '= A\n#image("/images/secret.png", alt: "A")'
  await makePdf({ title: 'A', template, images })
  await expect(makePdf({ title: 'B', template })).rejects.toThrow(/not found/)
})
