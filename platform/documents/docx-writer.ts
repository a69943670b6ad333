import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  type ILevelsOptions,
  LevelFormat,
  Packer,
  PageBreak,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { type Block, type Cell, type Run, safeHref } from './blocks.ts'

/** A document to be written from its blocks; the same that `makePaperPdf` sets. */
export type DocxRequest = {
  readonly title: string
  readonly blocks: readonly Block[]
  /** A line above the title: a body, a year. */
  readonly kicker?: string
  /** Lines below the title. */
  readonly facts?: readonly string[]
  /** A BCP 47 tag: `en-GB` unless told. */
  readonly language?: string
}

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
]
const FACTS_STYLE = 'Facts'
const CAPTION_STYLE = 'Caption'
const QUOTE_STYLE = 'Quote'
const INK = '212B32'
const QUIET = '4C6272'
const DEPTHS = 6
const ACROSS = 100

const levels = (ordered: boolean): ILevelsOptions[] =>
  Array.from({ length: DEPTHS }, (_, level) => ({
    level,
    format: ordered ? LevelFormat.DECIMAL : LevelFormat.BULLET,
    text: ordered ? `%${level + 1}.` : '•',
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 500 * (level + 1), hanging: 300 } } },
  }))

/**
 * Writes a document as Word (DOCX) from the blocks from which its page and its PDF are
 * made, so that the three cannot differ: the title in the Title style and among the
 * file's properties, headings in Word's own heading styles, header rows marked as such
 * and repeated on each page, lists as lists, and the language said. A picture is
 * given by its description; none of the documents written so has one.
 */
export async function writeDocx(request: DocxRequest): Promise<Uint8Array> {
  const { title, kicker, facts = [], language = 'en-GB' } = request
  if (title.trim() === '')
    throw new Error('A document needs a title: a screen reader reads it out first.')
  const lists = { ordered: 0 }
  const children = [
    ...(kicker ? [new Paragraph({ style: FACTS_STYLE, text: kicker })] : []),
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    ...facts.map(text => new Paragraph({ style: FACTS_STYLE, text })),
    ...request.blocks.flatMap(block => written(block, lists, {})),
  ]
  const font = 'Arial'
  const style = (size: number, bold = true) => ({
    run: { font, size: size * 2, bold, color: INK },
    paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
  })
  const document = new Document({
    title,
    description: facts.join(' '),
    creator: kicker ?? '',
    styles: {
      default: {
        document: {
          run: { font, size: 22, color: INK, language: { value: language } },
          paragraph: { spacing: { after: 140, line: 276 } },
        },
        title: style(24),
        heading1: style(16),
        heading2: style(13),
        heading3: style(12),
        heading4: style(11),
        heading5: style(11),
        heading6: style(11),
      },
      paragraphStyles: [
        { id: FACTS_STYLE, name: 'Facts', basedOn: 'Normal', run: { color: QUIET } },
        {
          id: CAPTION_STYLE,
          name: 'caption',
          basedOn: 'Normal',
          run: { bold: true },
          paragraph: { keepNext: true, spacing: { before: 200, after: 80 } },
        },
        {
          id: QUOTE_STYLE,
          name: 'Quote',
          basedOn: 'Normal',
          run: { italics: true },
          paragraph: { indent: { left: 500 } },
        },
      ],
    },
    numbering: {
      config: [
        { reference: 'bullets', levels: levels(false) },
        { reference: 'numbers', levels: levels(true) },
      ],
    },
    sections: [{ children }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

type Setting = {
  readonly style?: string
  readonly list?: { readonly ordered: boolean; readonly level: number; readonly instance: number }
  readonly bold?: boolean
  readonly right?: boolean
}

/** Each numbered list counts from its own first item. */
type Lists = { ordered: number }

function written(block: Block, lists: Lists, setting: Setting): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HEADINGS[block.level - 1] ?? HeadingLevel.HEADING_6,
          children: runs(block.runs, setting),
        }),
      ]
    case 'paragraph':
      return [paragraph(block.runs, setting)]
    case 'quote':
      return block.blocks.flatMap(inner =>
        written(inner, lists, { ...setting, style: QUOTE_STYLE }),
      )
    case 'list': {
      const level = Math.min(DEPTHS - 1, (setting.list?.level ?? -1) + 1)
      if (block.ordered) lists.ordered++
      const list = { ordered: block.ordered, level, instance: lists.ordered }
      return block.items.flatMap(item =>
        item.flatMap((inner, at) =>
          written(
            inner,
            lists,
            // The first paragraph of an item bears its mark; the rest stand beneath it.
            at === 0 || inner.kind === 'list' ? { ...setting, list } : setting,
          ),
        ),
      )
    }
    case 'table':
      return [
        ...(block.caption === undefined
          ? []
          : [new Paragraph({ style: CAPTION_STYLE, text: block.caption })]),
        table(block.rows, block.headerRows, lists),
        // Word joins two tables that touch.
        new Paragraph({ spacing: { after: 0 } }),
      ]
    case 'image':
      return block.alt === ''
        ? []
        : [paragraph([{ text: `Picture: ${block.alt}`, italic: true }], setting)]
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })]
  }
}

function paragraph(content: readonly Run[], setting: Setting): Paragraph {
  const { style, list, right } = setting
  return new Paragraph({
    children: runs(content, setting),
    ...(style === undefined ? {} : { style }),
    ...(right ? { alignment: AlignmentType.RIGHT } : {}),
    ...(list === undefined
      ? {}
      : {
          numbering: {
            reference: list.ordered ? 'numbers' : 'bullets',
            level: list.level,
            instance: list.instance,
          },
        }),
  })
}

const runs = (content: readonly Run[], { bold }: Setting): ParagraphChild[] =>
  content.flatMap((run): ParagraphChild[] => {
    const href = run.href === undefined ? undefined : safeHref(run.href)
    const text = new TextRun({
      text: run.text,
      ...(run.bold || bold ? { bold: true } : {}),
      ...(run.italic ? { italics: true } : {}),
      ...(run.strike ? { strike: true } : {}),
      ...(run.superscript ? { superScript: true } : {}),
      ...(run.subscript ? { subScript: true } : {}),
      ...(href !== undefined ? { style: 'Hyperlink' } : {}),
    })
    const shown =
      // A place within the document is for the page; on paper the words are enough.
      href === undefined || href.startsWith('#') || run.text === ''
        ? text
        : new ExternalHyperlink({ link: href, children: [text] })
    return run.break ? [shown, new TextRun({ break: 1 })] : [shown]
  })

function table(rows: readonly (readonly Cell[])[], headerRows: number, lists: Lists): Table {
  return new Table({
    width: { size: ACROSS, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, at) =>
        new TableRow({
          // Said to be false, it is taken for true by some readers.
          ...(at < headerRows ? { tableHeader: true } : {}),
          cantSplit: true,
          children: row.map(
            cell =>
              new TableCell({
                ...(cell.colspan === undefined ? {} : { columnSpan: cell.colspan }),
                ...(cell.rowspan === undefined ? {} : { rowSpan: cell.rowspan }),
                margins: { top: 60, bottom: 60, left: 90, right: 90 },
                children: cellContent(cell, lists),
              }),
          ),
        }),
    ),
  })
}

function cellContent(cell: Cell, lists: Lists): (Paragraph | Table)[] {
  const content = cell.blocks.flatMap(block =>
    written(block, lists, {
      ...(cell.header === undefined ? {} : { bold: true }),
      ...(cell.align === 'right' ? { right: true } : {}),
    }),
  )
  // A cell without a paragraph is not a Word document.
  return content.length > 0 ? content : [new Paragraph({})]
}
