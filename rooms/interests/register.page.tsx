import { type Static, Type } from 'typebox'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { DocumentLink } from '../../design/document-link.tsx'
import { Empty } from '../../design/empty.tsx'
import { AskingForm, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { londonNow } from '../../platform/clock.ts'
import { csvOf } from '../../platform/csv.rules.ts'
import { publicFile, publicPage, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import { listRegister, type Register } from './list-register.ts'
import { RegisterFigures, RegisterTable } from './register.view.tsx'

const day = Type.String({ description: 'YYYY-MM-DD' })
const written = Type.Object({
  text: Type.String({ description: 'As it was written' }),
  day: Type.Union([day, Type.Null()], { description: 'The first day it may mean' }),
  precision: Type.Union([Type.String(), Type.Null()], { description: 'day, month or year' }),
})

const entrySchema = Type.Object({
  person: Type.String(),
  position: Type.String(),
  answer: Type.String({ description: 'yes, nil, blank or unclear' }),
  types: Type.Array(Type.String()),
  description: Type.String(),
  from: written,
  to: written,
  handling: Type.String(),
  declaredOn: Type.Union([day, Type.Null()]),
  declaredText: Type.String(),
})

const entriesOf = (register: Register): Static<typeof entrySchema>[] =>
  register.persons.flatMap(({ person, position, entries }) =>
    entries.map(entry => ({
      person: person.name,
      position: entry.position_declared || position,
      answer: entry.answer,
      types: entry.types,
      description: entry.description,
      from: { text: entry.from_text, day: entry.from_day, precision: entry.from_precision },
      to: { text: entry.to_text, day: entry.to_day, precision: entry.to_precision },
      handling: entry.handling,
      declaredOn: entry.declared_on,
      declaredText: entry.declared_text,
    })),
  )

type Asked = {
  readonly body: Body
  readonly register: Register
  /** Whether the day asked for could not be read, so that today's stands instead. */
  readonly unread: boolean
}

async function readRegister({ db, params, query, today }: Visit): Promise<Asked> {
  const body = await readBodyBySlug(db, params.slug ?? '')
  const form = reading(query)
  const asked = form.outcome(form.optionalDay('on'))
  const on = (asked.ok ? asked.value : undefined) ?? today
  return { body, register: await listRegister(db, body.id, on), unread: !asked.ok }
}

function RegisterPage({ body, register, unread }: Asked) {
  const { on, publishedAt } = register
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
          <AskingForm values={{ on }}>
            <DateField
              name="on"
              label="As it stood on"
              hint={
                unread
                  ? 'That is not a day: the register of today stands below.'
                  : 'Returns made by that day.'
              }
            />
            <SubmitButton kind="secondary">Show that day</SubmitButton>
          </AskingForm>
          <RegisterTable register={register} />
          <p>
            An interest that has ended stays here for six months more. Details that could put
            somebody at risk are withheld from this register, and kept by the clerk.
          </p>
          <DocumentLink
            href={`/bodies/${body.slug}/interests.csv?on=${on}`}
            title="This register as data"
            type="CSV"
          />
        </>
      )}
    </PublicPage>
  )
}

const columns = [
  'person',
  'position',
  'answer',
  'types',
  'description',
  'from',
  'from_day',
  'to',
  'to_day',
  'handling',
  'declared_on',
  'declared_as_printed',
] as const

export const registerPages = [
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
    }),
    read: readRegister,
    about: ({ body }) => [{ kind: 'register', id: body.id }],
    view: model => <RegisterPage {...model} />,
    json: ({ register }) => ({
      on: register.on,
      people: register.people,
      undated: register.undated,
      olderThan12Months: register.olderThan12Months,
      entries: entriesOf(register),
    }),
  }),
  publicFile({
    path: '/bodies/:slug/interests.csv',
    summary: 'The same register as comma-separated values.',
    answer: async visit => {
      const { body, register } = await readRegister(visit)
      const rows = entriesOf(register).map(entry => [
        entry.person,
        entry.position,
        entry.answer,
        entry.types.join('; '),
        entry.description,
        entry.from.text,
        entry.from.day,
        entry.to.text,
        entry.to.day,
        entry.handling,
        entry.declaredOn,
        entry.declaredText,
      ])
      return {
        bytes: Buffer.from(csvOf(columns, rows)),
        mediaType: 'text/csv; charset=utf-8',
        name: `interests-${body.slug}-${register.on}.csv`,
        inline: false,
      }
    },
  }),
]
