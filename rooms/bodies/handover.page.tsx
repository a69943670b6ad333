import { CheckboxGroup } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { Form, SubmitButton } from '../../design/form.tsx'
import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField, TextArea } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import { listClerks } from '../people/list-clerks.ts'
import { listPersons, type Person, readPerson, readPersons } from '../people/read-person.ts'
import { dayWithoutClerk } from './clerks.rules.ts'
import { handOverWith } from './hand-over.ts'
import {
  bodiesKept,
  findHandover,
  type HandoverPart,
  type Holding,
  listClerkHoldings,
  type Task,
} from './handover.ts'
import { type Body, listBodies } from './read-body.ts'

type Model = {
  readonly from: Person
  readonly others: readonly Person[]
  readonly holdings: readonly Holding[]
  readonly tasks: readonly Task[]
  /** Bodies that nobody keeps today, or from some day on. */
  readonly unkept: readonly { readonly body: Body; readonly on: string }[]
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function readModel(visit: Visit, parts: readonly HandoverPart[]): Promise<Model> {
  const { db, params, today } = visit
  if (!ID.test(params.id ?? '')) throw new NotFound('There is no such person in the record.')
  const from = await readPerson(db, params.id ?? '')
  const holdings = await listClerkHoldings(db, from.id, today)
  const kept = await bodiesKept(db, holdings, today)
  const tasks = await Promise.all(
    parts.map(part => part.tasks(db, { person: from.id, bodies: kept, today })),
  )
  const clerks = await listClerks(db, today)
  const unkept = (await listBodies(db, today)).flatMap(body => {
    const on = dayWithoutClerk(
      clerks.filter(({ scope }) => scope === null || scope === body.id),
      today,
    )
    return on === undefined ? [] : [{ body, on }]
  })
  return {
    from,
    others: (await listPersons(db)).filter(({ id }) => id !== from.id),
    holdings,
    tasks: tasks.flat(),
    unkept,
  }
}

const nameOfHolding = ({ kind, body }: Holding) =>
  `${kind === 'office' ? 'Secretary' : 'Clerk'}, ${body?.name ?? 'everywhere'}`

/** One clerk taking over from another; app/ gives the shares of the later rooms. */
export const handoverPages = (parts: readonly HandoverPart[]) => {
  const handOver = handOverWith(parts)
  return [
    formPage<Model>({
      path: '/work/people/:id/handover',
      needs: { permission: 'administer people', scope: async () => null },
      // Nothing may be left behind unseen; what is private is told without its words.
      readsAs: 'the installation',
      summary: 'Hands a clerk’s bodies, actions and letters over to another.',
      read: visit => readModel(visit, parts),
      values: ({ holdings, tasks }) => ({
        holdings: holdings.map(({ key }) => key),
        tasks: tasks.filter(({ passes }) => passes).map(({ key }) => key),
      }),
      view: ({ from, others, holdings, tasks, unkept }, { values, refusals }) => {
        const passing = tasks.filter(({ passes }) => passes)
        const staying = tasks.filter(({ passes }) => !passes)
        return (
          <WorkPage
            title={`Hand over from ${from.name}`}
            breadcrumbs={[
              { text: 'People', href: '/work/people' },
              { text: from.name, href: `/work/people/${from.id}` },
            ]}
            refusals={refusals}
          >
            <PageHeading
              caption={from.name}
              title="Hand over to another clerk"
              lede="Everything that you leave ticked passes in one act. What either of them did stays in the record under their own name."
            />
            {unkept.length === 0 ? null : (
              <Warning heading="Bodies without a clerk">
                {[...new Set(unkept.map(({ on }) => on))].map(on => (
                  <p key={on}>
                    From <DayText day={on} />:{' '}
                    {unkept.flatMap(each => (each.on === on ? [each.body.name] : [])).join('; ')}.
                  </p>
                ))}
              </Warning>
            )}
            {holdings.length + passing.length === 0 ? (
              <Empty>{from.name} is clerk of nothing, and has nothing in hand.</Empty>
            ) : (
              <Form values={values}>
                <SelectField
                  name="to"
                  label="Who takes over"
                  empty="Choose a person"
                  options={others.map(({ id, name, position }) => ({
                    value: id,
                    text: position ? `${name} (${position})` : name,
                  }))}
                />
                <DateField name="on" label="First day of the one who takes over" />
                {holdings.length === 0 ? null : (
                  <CheckboxGroup
                    name="holdings"
                    label="Bodies"
                    hint="Ends for the one the day before, and begins for the other on the day"
                    options={holdings.map(holding => ({
                      value: holding.key,
                      text: nameOfHolding(holding),
                      hint: `Since ${formatDay(holding.from)}`,
                    }))}
                  />
                )}
                {passing.length === 0 ? null : (
                  <CheckboxGroup
                    name="tasks"
                    label="Actions and letters in this person’s name"
                    hint="These pass at once, so that the other can begin with them"
                    options={passing.map(({ key, text }) => ({ value: key, text }))}
                    small
                  />
                )}
                <TextArea
                  name="note"
                  label="Handover note (optional)"
                  hint="Both can read it in the workspace. Nobody else can, but administrators."
                  rows={6}
                />
                <SubmitButton>Hand over</SubmitButton>
              </Form>
            )}
            {staying.length === 0 ? null : (
              <>
                <h2>In hand, and staying with the body</h2>
                <ul className="nhsuk-list nhsuk-list--bullet">
                  {staying.map(({ key, text, href }) => (
                    <li key={key}>
                      <a href={href}>{text}</a>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </WorkPage>
        )
      },
      submit: async (visit, values, { from, others }) => {
        const form = reading(values)
        const input = form.outcome({
          from: from.id,
          to: form.choice(
            'to',
            others.map(({ id }) => id),
            'Choose who takes over.',
          ),
          on: form.day('on', 'Enter the first day of the one who takes over.'),
          holdings: form.list('holdings'),
          tasks: form.list('tasks'),
          note: form.optionalText('note'),
        })
        if (!input.ok) return input
        const outcome = await handOver(visit.acting, input.value)
        return outcome.ok ? { ok: true, value: `/work/handovers/${outcome.value}` } : outcome
      },
    }),
    workPage({
      path: '/work/handovers/:id',
      needs: 'a person',
      read: async ({ db, params, viewer }) => {
        const id = params.id ?? ''
        const note = ID.test(id) ? await findHandover(db, id) : undefined
        const theirs =
          note !== undefined &&
          viewer !== null &&
          (note.from === viewer.person ||
            note.to === viewer.person ||
            viewer.may('administer people', null))
        if (!note || !theirs) throw new NotFound('There is no such handover.')
        const persons = await readPersons(db, [note.from, note.to])
        const nameOf = (person: string) => persons.get(person)?.name ?? 'Not recorded'
        return { note, from: nameOf(note.from), to: nameOf(note.to) }
      },
      view: ({ note, from, to }) => (
        <WorkPage title={`Handover from ${from} to ${to}`}>
          <PageHeading title="Handover" caption={`${from} to ${to}`} />
          <SummaryList
            rows={[
              { key: 'From', value: from },
              { key: 'To', value: to },
              { key: 'First day', value: <DayText day={note.on} form="full" /> },
              {
                key: 'Handed over',
                value: (
                  <ul className="nhsuk-list nhsuk-list--bullet">
                    {note.handedOver.map(each => (
                      <li key={each}>{each}</li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
          {note.note === '' ? null : (
            <>
              <h2>Note</h2>
              {note.note.split(/\n\s*\n/).map(part => (
                <p key={part} className="gt-lines">
                  {part}
                </p>
              ))}
            </>
          )}
        </WorkPage>
      ),
    }),
  ]
}
