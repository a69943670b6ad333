import type { Refusal } from '../../platform/outcome.ts'

export type CodeScheme = 'ODS' | 'ONS'

/** What the first three characters of a nine-character ONS code stand for, of those that lead people astray here. */
const ENTITIES: Readonly<Record<string, string>> = {
  E00: 'a census Output Area',
  E01: 'a Lower layer Super Output Area',
  E02: 'a Middle layer Super Output Area',
  E05: 'a ward',
}

const ONS_CODE = /^[EJKNSW]\d{8}$/
const ODS_CODE = /^[A-Z0-9]{3,10}$/

/** How an ODS code begins where the class of the organisation settles it. */
const ODS_OF_CLASS: Readonly<Record<string, { pattern: RegExp; words: string }>> = {
  ICB: {
    pattern: /^Q[A-Z0-9]{2}$/,
    words: 'An integrated care board’s ODS code is Q and two more characters, such as QHG.',
  },
  'NHS trust': {
    pattern: /^[RT][A-Z0-9]{2}$/,
    words: 'An NHS trust’s ODS code is R or T and two more characters, such as RC9.',
  },
}

/**
 * Why an ONS code cannot be right: a nation's letter and eight digits, of an
 * area that could be meant (R-ID-1, R-ID-3). 'E0107696' is one digit short.
 */
export function whyNotAnOnsCode(code: string): string | undefined {
  if (!ONS_CODE.test(code))
    return `“${code}” is not an ONS code: those are a letter and eight digits, such as E06000055.`
  const entity = ENTITIES[code.slice(0, 3)]
  return entity && `${code} is the code of ${entity}, not of a council, board or Place.`
}

/** Whether the text is the code of a Lower layer Super Output Area in England: E01 and six digits (R-ID-3). */
export const isLsoaCode = (code: string): boolean => /^E01\d{6}$/.test(code)

/** Why a code cannot be an organisation's (R-ID-1 to 3). Refuses beside `field`. */
export function reasonsAgainstCode(
  { scheme, code }: { readonly scheme: CodeScheme; readonly code: string },
  organisationClass: string,
  field = 'codes',
): Refusal[] {
  const refuse = (message: string): Refusal[] => [{ code: 'code-malformed', field, message }]
  if (scheme === 'ONS') {
    const why = whyNotAnOnsCode(code)
    return why === undefined ? [] : refuse(why)
  }
  if (!ODS_CODE.test(code))
    return refuse(
      `“${code}” is not an ODS code: those are three to ten capital letters and digits, such as QHG.`,
    )
  const ofClass = ODS_OF_CLASS[organisationClass]
  return ofClass && !ofClass.pattern.test(code)
    ? refuse(`“${code}” cannot be right. ${ofClass.words}`)
    : []
}
