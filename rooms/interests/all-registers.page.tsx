import { Type } from 'typebox'
import { Empty } from '../../design/empty.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { RegisterList } from '../../design/tracker.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { publicFile, publicPage, textOf, type Visit } from '../../platform/http/page.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { readOrganisationName } from '../../platform/record/installation.ts'
import { type RegisterOfBody, readAllRegisters } from './read-all-registers.ts'
import {
  type DayAsked,
  dayAsked,
  entryOf,
  entrySchema,
  OnADay,
  TakeAway,
} from './register.page.tsx'
import { EntryView } from './register.view.tsx'
import { type PublicLine, type RegisterForm, registerFile } from './register-files.ts'

type Model = DayAsked & { readonly registers: readonly RegisterOfBody[]; readonly page: number }

const BODIES_ON_A_PAGE = 10

/** A body's lines, by person. */
function peopleIn({ lines }: RegisterOfBody) {
  const people = new Map<string, PublicLine[]>()
  for (const line of lines)
    people.set(line.line.person_id, [...(people.get(line.line.person_id) ?? []), line])
  return [...people.values()]
}

function AllRegisters({ registers, page, ...asked }: Model) {
  const { on } = asked
  const pages = Math.max(1, Math.ceil(registers.length / BODIES_ON_A_PAGE))
  const at = Math.min(page, pages)
  const shown = registers.slice((at - 1) * BODIES_ON_A_PAGE, at * BODIES_ON_A_PAGE)
  return (
    <PublicPage
      title="Registers of interests"
      description="What members of every body have declared that could bear on its decisions."
    >
      <PageHeading
        title="Registers of interests"
        lede="What the members of every body have declared that could bear on its decisions, as published."
        facts={[opening(countOf(registers.length, 'register'))]}
      />
      <OnADay {...asked} />
      {registers.length === 0 ? (
        <Empty>
          No register of interests has been published that has a line on {formatDay(on)}.
        </Empty>
      ) : null}
      {shown.map(register => (
        <section key={register.body.id} aria-labelledby={`of-${register.body.slug}`}>
          <h2 id={`of-${register.body.slug}`}>{register.body.name}</h2>
          <p>
            {opening(countOf(peopleIn(register).length, 'person', 'people'))} on it.{' '}
            <a href={`/bodies/${register.body.slug}/interests?on=${on}`}>
              This register by itself
              <span className="nhsuk-u-visually-hidden">, {register.body.name}</span>
            </a>
            , with how old each declaration is.
          </p>
          <RegisterList
            rows={peopleIn(register).map(([first, ...more]) => ({
              id: first?.line.person_id ?? '',
              who: first?.person ?? '',
              ...(first && first.position !== first.person ? { role: first.position } : {}),
              state: null,
              entries: [first, ...more].flatMap(each =>
                each
                  ? [
                      {
                        id: each.line.id,
                        content: <EntryView entry={each.line} isOver={each.isOver} />,
                      },
                    ]
                  : [],
              ),
            }))}
          />
        </section>
      ))}
      <Pagination page={at} pages={pages} hrefOf={to => `/interests?on=${on}&page=${to}`} />
      {registers.length === 0 ? null : <TakeAway path="/interests" on={on} what="All registers" />}
    </PublicPage>
  )
}

const forms: readonly (readonly [RegisterForm, string])[] = [
  ['csv', 'All registers of interests on a day as comma-separated values.'],
  ['xlsx', 'The same as an Excel workbook.'],
  ['pdf', 'The same as an accessible PDF.'],
]

/** The registers of all bodies: one list, and its files. */
export const allRegistersPages = [
  publicPage({
    path: '/interests',
    summary:
      'The published registers of interests of all bodies as they stood on a day: ?on=YYYY-MM-DD.',
    schema: Type.Object({
      on: Type.String({ description: 'YYYY-MM-DD' }),
      registers: Type.Array(
        Type.Object({
          body: Type.String({ description: 'Its slug' }),
          name: Type.String(),
          people: Type.Integer(),
          entries: Type.Array(entrySchema),
        }),
      ),
    }),
    about: { nothing: 'It is a list: each body’s register has its own page.' },
    read: async (visit: Visit): Promise<Model> => {
      const asked = dayAsked(visit)
      return {
        ...asked,
        registers: await readAllRegisters(visit.db, asked.on, visit.today),
        page: Math.max(1, Math.floor(Number(textOf(visit.query, 'page')) || 1)),
      }
    },
    view: model => <AllRegisters {...model} />,
    json: ({ on, registers }) => ({
      on,
      registers: registers.map(register => ({
        body: register.body.slug,
        name: register.body.name,
        people: peopleIn(register).length,
        entries: register.lines.map(entryOf),
      })),
    }),
  }),
  ...forms.map(([form, summary]) =>
    publicFile({
      path: `/interests.${form}`,
      summary,
      answer: async visit => {
        const { on } = dayAsked(visit)
        return registerFile(
          {
            on,
            registers: await readAllRegisters(visit.db, on, visit.today),
            whole: true,
            organisation: (await readOrganisationName(visit.db)) ?? '',
            meeting: null,
            madeAt: visit.now,
          },
          form,
        )
      },
    }),
  ),
]
