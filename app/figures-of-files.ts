import { readFileSync } from 'node:fs'
import { plotTheDots } from '../rooms/measures/plot-the-dots.rules.ts'
import { publicHealth } from '../rooms/measures/public-health.rules.ts'
import { readSeries } from '../rooms/measures/series-file.rules.ts'

/** A file that is not what the verb reads; the sentence says in what. */
export class FileNotRead extends Error {
  override name = 'FileNotRead'
}

type Told = { readonly text: string; readonly json: unknown }

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new FileNotRead(`${file} cannot be read.`)
  }
}

const jsonOf = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new FileNotRead(`${file} is not JSON.`)
  }
}

/** One answer for one input; a list of answers for a list. */
const each = <T>(given: unknown, answer: (one: unknown) => T): T | T[] =>
  Array.isArray(given) ? given.map(answer) : answer(given)

const looksLikeJson = (text: string) => /^\s*[[{]/.test(text)

/** Of a whole reference case its input; of an input that. */
const inputOf = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && 'input' in given ? given.input : given

/**
 * Works out control charts (R-PERF-4) from a file: JSON in the shape of a reference case's
 * `input`, a list of such, or a CSV of days and values. @throws FileNotRead
 */
export function chartsOfFile(file: string): Told {
  const text = textOf(file)
  const series = looksLikeJson(text) ? null : readSeries(text)
  if (series && !series.ok)
    throw new FileNotRead(series.refusals.map(({ message }) => message).join('\n'))
  const given = series ? series.value : jsonOf(file, text)
  const json = each(given, one => plotTheDots(inputOf(one)))
  return { json, text: (Array.isArray(json) ? json : [json]).map(chartInWords).join('\n\n') }
}

/** Works out rates and inequalities from a file of `{function, input}`, or a list. @throws FileNotRead */
export function ratesOfFile(file: string): Told {
  const json = each(jsonOf(file, textOf(file)), publicHealth)
  return {
    json,
    text: (Array.isArray(json) ? json : [json])
      .map(({ error, columns, rows, warnings }) =>
        error
          ? `Refused: ${error.message}`
          : [
              ...warnings,
              (columns ?? []).join('\t'),
              ...(rows ?? []).map(row => (columns ?? []).map(name => row[name] ?? '').join('\t')),
            ].join('\n'),
      )
      .join('\n\n'),
  }
}

type Chart = ReturnType<typeof plotTheDots>

function chartInWords({ error, points, icons }: Chart): string {
  if (error) return `Refused: ${error.message}`
  const lines = (icons ?? []).map(({ facet, last_date, variation_icon, assurance_icon }) =>
    [facet, last_date, variation_icon, assurance_icon].filter(part => part !== null).join('\t'),
  )
  const rows = (points?.date ?? []).map((date, at) =>
    [
      points?.facet[at],
      date,
      points?.value[at] ?? '',
      points?.lpl[at] ?? '',
      points?.mean[at] ?? '',
      points?.upl[at] ?? '',
      points?.special_cause_type[at],
    ]
      .filter(part => part !== null)
      .join('\t'),
  )
  return [...lines, ...rows].join('\n')
}
