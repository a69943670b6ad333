import { type Day, day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import type { Acting } from '../../platform/record/verb.ts'
import { recordPerson } from '../people/record-person.ts'
import type { Answer, InterestType } from './declaration.rules.ts'
import { importRegister, type RegisterRow } from './import-register.ts'
import printed from './register-2025-02-14.cases.json' with { type: 'json' }

/**
 * The partnership's register as its pack of 14 February 2025 prints it, people by
 * office, with its two merged rows split; descriptions in our own words.
 */
export async function thePrintedRegister(acting: Acting, body: string) {
  const persons = new Map<string, string>()
  for (const { office } of printed)
    if (!persons.has(office))
      persons.set(office, expectDone(await recordPerson(acting, { name: office })).id)
  const rows = printed.map(
    (line): RegisterRow => ({
      person: persons.get(line.office) ?? '',
      answer: line.answer as Answer,
      types: (line.types ?? []) as InterestType[],
      description: line.answer === 'yes' ? 'A role outside the partnership' : '',
      from: line.from ?? '',
      to: line.to ?? '',
      declaredOn: line.declaredOn === undefined ? undefined : (day(line.declaredOn) as Day),
      declaredText: line.declaredText ?? '',
      positionDeclared: line.office,
    }),
  )
  return expectDone(
    await importRegister(acting, { body, source: 'Pack of 14 February 2025', rows }),
  )
}
