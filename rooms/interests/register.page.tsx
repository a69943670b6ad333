import { type Static, Type } from 'typebox'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { DocumentLink } from '../../design/document-link.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { londonNow } from '../../platform/clock.ts'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { publicFile, publicPage, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import { readOrganisationName } from '../../platform/record/installation.ts'
import { namedOn } from '../bodies/body-name.rules.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import { DispensationList } from './dispensation.view.tsx'
import { type Dispensation, listDispensations } from './grant-dispensation.ts'
import { listRegister, type Register } from './list-register.ts'
import { RegisterFigures, RegisterTable } from './register.view.tsx'
import { type PublicLine, type RegisterForm, registerFile } from './register-files.ts'

const day = Type.String({ description: 'YYYY-MM-DD' })
const written = Type.Object({
  text: Type.String({ description: 'As it was written' }),
  day: Type.Union([day, Type.Null()], { description: 'The first day it may mean' }),
  precision: Type.Union([Type.String(), Type.Null()], { description: 'day, month or year' }),
})

/** A line of a register, as the API tells it. */
export const entrySchema = Type.Object({
  person: Type.String(),
  position: Type.String(),
  answer: Type.String({ description: 'yes, nil, blank or unclear' }),
  types: Type.Array(Type.String()),
  description: Type.String({
    description: 'Empty, too, where the time of the interest on the public register is over',
  }),
  organisation: Type.String({ description: 'As it was written; empty where it was not' }),
  from: written,
  to: written,
  handling: Type.String(),
  declaredOn: Type.Union([day, Type.Null()]),
  declaredText: Type.String(),
})

/** The same of a line that was read. */
export const entryOf = ({
  person,
  position,
  line,
}: Pick<PublicLine, 'person' | 'position' | 'line'>): Static<typeof entrySchema> => ({
  person,
  position,
  answer: line.answer,
  types: line.types,
  description: line.description,
  organisation: line.organisation_text,
  from: { text: line.from_text, day: line.from_day, precision: line.from_precision },
  to: { text: line.to_text, day: line.to_day, precision: line.to_precision },
  handling: line.handling,
  declaredOn: line.declared_on,
  declaredText: line.declared_text,
})

const dispensationSchema = Type.Object({
  person: Type.String(),
  matter: Type.String(),
  allows: Type.String({ description: 'speak, or speak and vote' }),
  reason: Type.String(),
  grantedBy: Type.String(),
  from: day,
  until: day,
})

const dispensationsOf = ({ register, dispensations }: Asked): Static<typeof dispensationSchema>[] =>
  dispensations.map(given => ({
    person: register.persons.find(({ person }) => person.id === given.person_id)?.person.name ?? '',
    matter: given.matter,
    allows: given.allows,
    reason: given.reason,
    grantedBy: given.granted_by,
    from: given.from_day,
    until: given.until_day,
  }))

const linesOf = (register: Register): PublicLine[] =>
  register.persons.flatMap(({ person, position, entries }) =>
    entries.map(entry => ({
      person: person.name,
      position: entry.position_declared || position,
      line: entry,
      isOver: entry.wordsGone,
    })),
  )

export type DayAsked = {
  readonly on: Day
  /** Why today's stands instead of the day that was asked for; null where it does not. */
  readonly instead: string | null
}

/** Of which day a register is asked for, by `on`: today's where that is no day, or is yet to come. */
export function dayAsked({ query, today }: Visit): DayAsked {
  const form = reading(query)
  const asked = form.outcome(form.optionalDay('on'))
  if (!asked.ok)
    return { on: today, instead: 'That is not a day: the register of today stands below.' }
  const on = asked.value ?? today
  return on > today
    ? { on: today, instead: 'That day has not come: the register of today stands below.' }
    : { on, instead: null }
}

/** The day of which a register is shown, and the field that asks for another. */
export const OnADay = ({ on, instead }: DayAsked) => (
  <AskingForm values={{ on }}>
    <DateField name="on" label="As it stood on" hint={instead ?? 'Returns made by that day.'} />
    <SubmitButton kind="secondary">Show that day</SubmitButton>
  </AskingForm>
)

/** The same register to take away, in each form. */
export const TakeAway = ({ path, on, what }: { path: string; on: Day; what: string }) => (
  <>
    <h2>To take away</h2>
    {(
      [
        ['pdf', 'PDF'],
        ['xlsx', 'Excel'],
        ['csv', 'CSV'],
      ] as const
    ).map(([form, type]) => (
      <DocumentLink
        key={form}
        href={`${path}.${form}?on=${on}`}
        title={`${what}, ${formatDay(on)}`}
        type={type}
      />
    ))}
  </>
)

type Asked = DayAsked & {
  readonly body: Body
  readonly register: Register
  readonly dispensations: readonly Dispensation[]
  readonly today: Day
}

async function readRegister(visit: Visit): Promise<Asked> {
  const { db, params, today } = visit
  const asked = dayAsked(visit)
  const body = await readBodyBySlug(db, params.slug ?? '')
  return {
    ...asked,
    body: namedOn(body, asked.on),
    today,
    register: await listRegister(db, body.id, asked.on, { publicToday: today }),
    dispensations: await listDispensations(db, body.id, asked.on),
  }
}

function RegisterPage({ body, register, dispensations, today, ...asked }: Asked) {
  const { on, publishedAt } = register
  const path = `/bodies/${body.slug}/interests`
  return (
    <PublicPage
      title={`Register of interests, ${body.name}`}
      description={`What members of the ${body.name} have declared that could bear on its decisions.`}
      breadcrumbs={[
        { text: 'Bodies', href: '/bodies' },
        { text: body.name, href: `/bodies/${body.slug}` },
      ]}
    >
      <PageHeading
        caption={body.name}
        title="Register of interests"
        lede="What its members have declared that could bear on its decisions, and what is done about it in meetings."
        facts={
          publishedAt
            ? [
                <>
                  Published <DayText day={londonNow(publishedAt).day} />
                </>,
              ]
            : []
        }
      />
      {publishedAt === null ? (
        <Empty>The {body.name} has not published a register of interests in this record.</Empty>
      ) : (
        <>
          <RegisterFigures register={register} />
          <OnADay {...asked} />
          <p>
            <a href={`${path}/changes`}>What changed since it was last published</a>, or since any
            day. <a href="/interests">The registers of all bodies</a>.
          </p>
          <RegisterTable register={register} />
          {dispensations.length === 0 ? null : (
            <>
              <h2>Dispensations in force</h2>
              <DispensationList
                dispensations={dispensations}
                nameOf={id =>
                  register.persons.find(({ person }) => person.id === id)?.person.name ?? 'A member'
                }
                today={today}
              />
            </>
          )}
          <p>
            <a href={`/bodies/${body.slug}/gifts`}>Gifts and hospitality</a> that members were
            offered are in a register of their own.
          </p>
          <p>
            An interest that has ended stays here for six months more; after that its words are kept
            by the clerk, also where you look at a day that is past. Details that could put somebody
            at risk are withheld from this register, and kept by the clerk.
          </p>
          <TakeAway path={path} on={on} what="This register" />
          <h2>Extract for a meeting</h2>
          <AskingForm action={`${path}.pdf`}>
            <DateField
              name="meeting"
              label="The day of the meeting"
              hint="A PDF of the register as it stood on that day; for a meeting to come, as it stands today."
            />
            <SubmitButton kind="secondary">Make the extract</SubmitButton>
          </AskingForm>
        </>
      )}
    </PublicPage>
  )
}

export type RegisterSlots = {
  /** The meeting that a body holds on a day, in words: 'the meeting of …'. Throws NotFound where there is none. */
  readonly meetingOn: (visit: Visit, body: Body, on: Day) => Promise<string>
}

/** The meeting for which an extract is wanted, by `meeting`, and of which day it is then. */
async function extractAsked(visit: Visit, { meetingOn }: RegisterSlots) {
  const form = reading(visit.query)
  const asked = form.outcome(form.optionalDay('meeting'))
  if (!asked.ok)
    throw new NotFound('That is not a day: write the day of the meeting as 2025-02-14.')
  if (asked.value === undefined) return null
  const body = await readBodyBySlug(visit.db, visit.params.slug ?? '')
  const called = await meetingOn(visit, body, asked.value)
  return { called, on: asked.value < visit.today ? asked.value : visit.today }
}

const forms: readonly (readonly [RegisterForm, string])[] = [
  ['csv', 'The same register as comma-separated values.'],
  ['xlsx', 'The same register as an Excel workbook.'],
  [
    'pdf',
    'The same register as an accessible PDF; with ?meeting=YYYY-MM-DD the extract for the meeting on that day.',
  ],
]

export const registerPages = (slots: RegisterSlots) => [
  publicPage({
    path: '/bodies/:slug/interests',
    summary:
      'The published register of interests of a body as it stood on a day: ?on=YYYY-MM-DD. Counts are of people.',
    schema: Type.Object({
      on: day,
      people: Type.Integer(),
      undated: Type.Integer({ description: 'People none of whose returns is dated' }),
      olderThan12Months: Type.Integer({
        description: 'People whose latest dated return is more than twelve months old',
      }),
      entries: Type.Array(entrySchema),
      dispensations: Type.Array(dispensationSchema, { description: 'In force on the day' }),
    }),
    read: readRegister,
    about: ({ body }) => [{ kind: 'register', id: body.id }],
    view: model => <RegisterPage {...model} />,
    json: ({ register, ...model }) => ({
      on: register.on,
      people: register.people,
      undated: register.undated,
      olderThan12Months: register.olderThan12Months,
      entries: linesOf(register).map(entryOf),
      dispensations: dispensationsOf({ register, ...model }),
    }),
  }),
  ...forms.map(([form, summary]) =>
    publicFile({
      path: `/bodies/:slug/interests.${form}`,
      summary,
      answer: async visit => {
        const extract = form === 'pdf' ? await extractAsked(visit, slots) : null
        const { body, register } = await readRegister(
          extract ? { ...visit, query: { on: extract.on } } : visit,
        )
        return registerFile(
          {
            on: register.on,
            registers: [{ body, lines: linesOf(register) }],
            whole: false,
            organisation: (await readOrganisationName(visit.db)) ?? '',
            meeting: extract?.called ?? null,
            madeAt: visit.now,
          },
          form,
        )
      },
    }),
  ),
]
