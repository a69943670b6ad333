import { AskingForm, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SelectField } from '../../design/text-fields.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { formPage, textOf, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { listJournal } from '../../platform/record/journal.ts'
import type { MergePart } from '../../platform/record/merging.ts'
import { readPersonForStaff } from './list-people.ts'
import { MergeChoices, MergeLines, readChoices } from './merge-fields.tsx'
import {
  listEntriesOf,
  mergePersonsWith,
  previewPersons,
  reasonsNotToMerge,
} from './merge-persons.ts'
import { listPersons, type Person } from './read-person.ts'

const needs = { permission: 'administer people', scope: async () => null }

const inWords = ({ name, position }: Pick<Person, 'name' | 'position'>) =>
  position ? `${name} (${position})` : name

/** Two entries of one person made one; app/ gives what the later rooms hold under a person's name. */
export const mergePersonsPages = (parts: readonly MergePart[]) => {
  const mergePersons = mergePersonsWith(parts)
  return [
    formPage({
      path: '/work/people/:id/merge',
      needs,
      // It counts what the two entries hold, of every body, and shows none of it.
      readsAs: 'the installation',
      summary: 'Merges another entry of the same person into this one.',
      read: async ({ db, params, query, now }) => {
        const person = await readPersonForStaff(db, params.id ?? '')
        const others = (await listPersons(db)).filter(({ id }) => id !== person.id)
        const goes = others.find(({ id }) => id === textOf(query, 'goes'))
        const two = goes && { stays: person.id, goes: goes.id }
        if (!two) return { person, others, goes, preview: undefined }
        const preview = await previewPersons(db, parts, two, now)
        const refusals = [...(await reasonsNotToMerge(db, two)), ...preview.refusals]
        return { person, others, goes, preview: { ...preview, refusals } }
      },
      values: (_model, { query }) => query,
      view: ({ person, others, goes, preview }, { values, refusals }) => (
        <WorkPage
          title={`Merge another entry into ${person.name}`}
          breadcrumbs={[
            { text: 'People', href: '/work/people' },
            { text: person.name, href: `/work/people/${person.id}` },
          ]}
          refusals={refusals}
        >
          <PageHeading
            caption={`This entry stays: ${inWords(person)}`}
            title="Merge another entry of the same person"
            lede="Nothing is lost: everything that names the other entry will name this one. You see what will happen before it does."
          />
          <AskingForm values={values}>
            <SelectField
              name="goes"
              label="Which entry goes"
              empty="Choose an entry"
              options={others.map(other => ({ value: other.id, text: inWords(other) }))}
            />
            <SubmitButton kind="secondary">Show what will happen</SubmitButton>
          </AskingForm>
          {goes && preview ? (
            <>
              <h2 className="nhsuk-heading-m">What will happen to {inWords(goes)}</h2>
              <MergeLines preview={preview} />
              <Form values={values} action={`/work/people/${person.id}/merge?goes=${goes.id}`}>
                <HiddenField name="goes" value={goes.id} />
                <MergeChoices preview={preview} />
                <SubmitButton kind="warning">Merge the two entries</SubmitButton>
              </Form>
            </>
          ) : null}
        </WorkPage>
      ),
      submit: async (visit, values, { person, preview }) => {
        const form = reading(values)
        const outcome = await mergePersons(visit.acting, {
          stays: person.id,
          goes: textOf(values, 'goes') || person.id,
          choices: preview ? readChoices(form, preview) : {},
        })
        return outcome.ok ? { ok: true, value: `/work/people/${person.id}` } : outcome
      },
    }),
    workPage({
      path: '/work/people/:id/history',
      needs,
      read: async ({ db, params }) => {
        const person = await readPersonForStaff(db, params.id ?? '')
        const lines = await Promise.all(
          (await listEntriesOf(db, person.id)).map(async id =>
            (await listJournal(db, { kind: 'person', id })).map(line => ({
              ...line,
              earlier: id !== person.id,
            })),
          ),
        )
        return { person, lines: lines.flat().toSorted((one, other) => one.seq - other.seq) }
      },
      view: ({ person, lines }) => (
        <WorkPage
          title={`History of ${person.name}`}
          breadcrumbs={[
            { text: 'People', href: '/work/people' },
            { text: person.name, href: `/work/people/${person.id}` },
          ]}
        >
          <PageHeading
            caption={person.name}
            title="History"
            lede="Each act about this person, as the journal has it; also under entries that were merged into this one."
          />
          <Timeline
            points={lines.map(({ day, verb, earlier }, at) => ({
              day,
              title: opening(verb.replace(/^[a-z]+\./, '').replaceAll('-', ' ')),
              ...(earlier ? { body: <p>Under an entry that was merged into this one</p> } : {}),
              state: at === lines.length - 1 ? ('now' as const) : ('past' as const),
            }))}
          />
        </WorkPage>
      ),
    }),
  ]
}
