import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import {
  Document,
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import ExcelJS from 'exceljs'
import { makePdf } from './typst.ts'

// Real files for the tests, made as they are needed.

/** A tagged paper with a heading for each section and a link to its last. */
export const aTaggedPdf = (title: string, sections = 2): Promise<Uint8Array> =>
  makePdf({
    title,
    data: { title, sections },
    template: `
#masthead(kicker: [Paper], data.title)
#link(<last>)[Go to the last section]
#for section in range(1, data.sections + 1) [
  == #data.title section #section
  #lorem(60)
  === Detail
  #table(columns: 2, table.header([Measure], [Value]), [Waiting], [#section])
]
== Last section <last>
#lorem(20)`,
  })

/** A PDF without tags, as a scanner or an old printer driver makes. */
export async function anUntaggedPdf(pages = 1, encryptWith?: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (let page = 1; page <= pages; page++) {
    pdf.addPage([595, 842]).drawText(`Scanned page ${page}`, { x: 60, y: 700, size: 14, font })
  }
  if (encryptWith !== undefined) {
    pdf.encrypt({ userPassword: encryptWith, ownerPassword: 'the owner', permissions: {} })
  }
  return pdf.save({ useObjectStreams: false })
}

/** A PNG of one colour. */
export function aPng(width = 40, height = 20): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const sized = Buffer.alloc(4)
    sized.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([sized, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (width * 3 + 1), 0x55)
  for (let row = 0; row < height; row++) rows[row * (width * 3 + 1)] = 0
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A ZIP of the pieces given; `declare` overstates or understates the size of the first. */
export function aZip(
  pieces: Readonly<Record<string, string | Uint8Array>>,
  declare?: number,
): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(pieces)) {
    const data = Buffer.from(content)
    const packed = deflateRawSync(data)
    const size = declare !== undefined && offset === 0 ? declare : data.length
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(data), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(size, 18)
    shared.writeUInt16LE(Buffer.byteLength(name), 22)
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name)])
    local.push(head, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
        shared.subarray(0, 26),
        tail.subarray(0, 14),
        Buffer.from(name),
      ]),
    )
    offset += head.length + packed.length
  }
  const list = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(central.length, 4)
  end.writeUInt16LE(central.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, list, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** A Word paper with headings, a nested list, a table, a link and two pictures, one described. */
export async function aDocx(): Promise<Uint8Array> {
  const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] })
  const picture = (description?: string): ImageRun =>
    new ImageRun({
      type: 'png',
      data: Buffer.from(aPng()),
      transformation: { width: 40, height: 20 },
      ...(description === undefined
        ? {}
        : { altText: { name: 'Picture', title: description, description } }),
    })
  const document = new Document({
    numbering: {
      config: [
        {
          reference: 'steps',
          levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.' }],
        },
      ],
    },
    sections: [
      {
        children: [
          new Paragraph({ text: 'Winter plan', heading: HeadingLevel.HEADING_1 }),
          new Paragraph({
            children: [
              new TextRun('Beds are '),
              new TextRun({ text: 'short', bold: true }),
              new TextRun(' & <script>alert(1)</script> remains text. '),
              new ExternalHyperlink({
                link: 'https://example.org/plan',
                children: [new TextRun('The plan')],
              }),
              new ExternalHyperlink({
                link: 'javascript:alert(1)',
                children: [new TextRun('A trap')],
              }),
            ],
          }),
          new Paragraph({ text: 'Next steps', heading: HeadingLevel.HEADING_3 }),
          new Paragraph({ text: 'Open the ward', numbering: { reference: 'steps', level: 0 } }),
          new Paragraph({ text: 'Staff the ward', numbering: { reference: 'steps', level: 0 } }),
          new Paragraph({ text: 'Nurses', bullet: { level: 0 } }),
          new Paragraph({ text: 'Bank nurses', bullet: { level: 1 } }),
          new Table({
            rows: [
              new TableRow({ tableHeader: true, children: [cell('Ward'), cell('Beds')] }),
              new TableRow({ children: [cell('North'), cell('24')] }),
            ],
          }),
          new Paragraph({ children: [picture('Beds by ward')] }),
          new Paragraph({ children: [picture()] }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** A workbook with money, a share, a date, a formula, a merged heading and a hidden sheet. */
export async function anXlsx(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Finance')
  sheet.getCell('A1').value = 'Position at month 9'
  sheet.addRow([])
  sheet.addRow(['Body', 'Plan', 'Share', 'Paid on'])
  sheet.addRow(['Luton', 1234567.5, 0.256, new Date(Date.UTC(2025, 1, 14))])
  sheet.addRow(['Bedford', -1200, 0.5, new Date(Date.UTC(2025, 2, 3))])
  sheet.addRow(['Total', { formula: 'B4+B5', result: 1233367.5 }, 1, null])
  for (const row of [4, 5, 6]) {
    sheet.getCell(`B${row}`).numFmt = '£#,##0.00;[Red]-£#,##0.00'
    sheet.getCell(`C${row}`).numFmt = '0.0%'
    sheet.getCell(`D${row}`).numFmt = 'mm-dd-yy'
  }
  const notes = workbook.addWorksheet('Notes')
  notes.getCell('A1').value = 'Read me'
  const hidden = workbook.addWorksheet('Workings')
  hidden.state = 'hidden'
  hidden.getCell('A1').value = 'A figure that is not for the paper'
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
