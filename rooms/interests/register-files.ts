import { readFileSync } from 'node:fs'
import { goldthreadBrand } from '../../design/brand.ts'
import { csvOf } from '../../platform/csv.rules.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { makePdf } from '../../platform/documents/typst.ts'
import { makeWorkbook } from '../../platform/documents/workbook.ts'
import type { FileAnswer } from '../../platform/http/page.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { describedInWords } from './described.rules.ts'
import type { Declaration } from './list-register.ts'
import { answerWords, heldInWords, OVER } from './register.view.tsx'

/** A line of a published register, with whose it is; its words as the public may read them today. */
export type PublicLine = {
  readonly person: string
  readonly position: string
  readonly line: Declaration
  /** Whether its time on the public register is over, so that its words are gone (R-COI-7). */
  readonly isOver: boolean
}

/** A body's register, or each of all. */
export type RegisterOnPaper = {
  readonly body: { readonly name: string; readonly slug: string }
  readonly lines: readonly PublicLine[]
}

export type RegisterForm = 'csv' | 'xlsx' | 'pdf'

/** What a file of registers is of. */
export type RegisterFile = {
  readonly on: Day
  readonly registers: readonly RegisterOnPaper[]
  /** Whether it is the whole register, so that each line names its body. */
  readonly whole: boolean
  /** The organisation whose record it is. */
  readonly organisation: string
  /** The meeting for which it was taken out, in words: 'the meeting of 14 February 2025'. */
  readonly meeting: string | null
  readonly madeAt: Date
}

const columns = [
  ['person', 30],
  ['position', 30],
  ['answer', 10],
  ['types', 26],
  ['description', 60],
  ['from', 16],
  ['from_day', 12],
  ['to', 16],
  ['to_day', 12],
  ['handling', 40],
  ['declared_on', 14],
  ['declared_as_printed', 18],
  ['organisation_concerned', 30],
] as const

const cellsOf = ({ person, position, line }: PublicLine) => [
  person,
  position,
  line.answer,
  line.types.join('; '),
  line.description,
  line.from_text,
  line.from_day,
  line.to_text,
  line.to_day,
  line.handling,
  line.declared_on,
  line.declared_text,
  line.organisation_text,
]

const titleOf = ({ whole, registers, on, meeting }: RegisterFile) => {
  const of = whole ? 'Registers of interests' : `Register of interests, ${registers[0]?.body.name}`
  return meeting ? `${of}: extract for ${meeting}` : `${of}, ${formatDay(on)}`
}

const nameOf = ({ whole, registers, on }: RegisterFile, form: RegisterForm) =>
  `${whole ? 'registers-of-interests' : `interests-${registers[0]?.body.slug}`}-${on}.${form}`

/** Registers as a file: the same lines in each of its forms. */
export async function registerFile(of: RegisterFile, form: RegisterForm): Promise<FileAnswer> {
  const headings = [...(of.whole ? [['body', 30] as const] : []), ...columns]
  const rows = of.registers.flatMap(({ body, lines }) =>
    lines.map(line => [...(of.whole ? [body.name] : []), ...cellsOf(line)]),
  )
  const name = nameOf(of, form)
  if (form === 'csv') {
    const text = csvOf(
      headings.map(([heading]) => heading),
      rows,
    )
    return { bytes: Buffer.from(text), mediaType: 'text/csv; charset=utf-8', name, inline: false }
  }
  if (form === 'xlsx')
    return {
      bytes: await makeWorkbook({
        title: titleOf(of),
        sheet: `Interests ${of.on}`,
        columns: headings.map(([heading, width]) => ({ heading, width })),
        rows,
        madeAt: of.madeAt,
      }),
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      name,
      inline: false,
    }
  return { bytes: await registerPdf(of), mediaType: 'application/pdf', name, inline: true }
}

const template = readFileSync(new URL('./register-extract.typ', import.meta.url), 'utf8')

/** As a tagged PDF (PDF/UA-1), dated, and for a meeting where it was taken out for one. */
function registerPdf(of: RegisterFile): Promise<Uint8Array> {
  const { whole, registers, on, meeting, organisation, madeAt } = of
  return makePdf({
    title: titleOf(of),
    template,
    accent: goldthreadBrand.linkColour,
    madeAt,
    data: {
      kicker: whole ? organisation : (registers[0]?.body.name ?? organisation),
      title: whole ? 'Registers of interests' : 'Register of interests',
      foot: titleOf(of),
      facts: [
        ...(meeting ? [`Extract for ${meeting}.`] : []),
        `As it stood on ${formatDay(on)}: returns made by that day.`,
        'An interest that has ended stays for six months more. Details that could put somebody at risk are withheld, and kept by the clerk.',
      ],
      registers: registers.map(({ body, lines }) => ({
        heading: whole ? body.name : null,
        about: aboutLines(lines, on),
        rows: lines.map(({ person, position, line, isOver }) => ({
          person,
          position: position === person ? '' : position,
          types: line.types.join(', '),
          interest: interestInWords(line, isOver),
          held: heldInWords(line),
          handling: line.handling,
          declared: declaredInWords(line),
        })),
      })),
    },
  })
}

const interestInWords = (line: Declaration, isOver: boolean): string =>
  [
    describedInWords(line),
    line.answer === 'yes'
      ? line.description || isOver
        ? ''
        : 'Not stated'
      : answerWords[line.answer],
    isOver ? OVER : '',
  ]
    .filter(words => words !== '')
    .join('. ')

const declaredInWords = ({ declared_on, declared_text }: Declaration): string =>
  declared_on === null ? declared_text || 'Undated' : formatDay(declared_on)

/** 'Thirty-seven people, sixty-seven lines.' */
const aboutLines = (lines: readonly PublicLine[], on: Day): string =>
  lines.length === 0
    ? `Nobody has a return on this register by ${formatDay(on)}.`
    : opening(
        `${countOf(new Set(lines.map(({ person }) => person)).size, 'person', 'people')}, ${countOf(lines.length, 'line')}.`,
      )
