import { Type } from 'typebox'
import { DataTable } from '../design/data-table.tsx'
import { PageHeading } from '../design/page-heading.tsx'
import { PublicPage } from '../design/shell.tsx'
import {
  type FileAnswer,
  publicFile,
  publicPage,
  textOf,
  type Visit,
} from '../platform/http/page.ts'
import { NotFound } from '../platform/outcome.ts'
import { csvOf } from './csv.rules.ts'
import { type DataSet, dataSets } from './open-data.ts'

/** Rows in one file; the next are under ?page=2, so that no answer grows without end. */
export const ROWS_A_FILE = 10_000

const OGL = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'

const rowsAsked = ({ db, today, settings, query }: Visit, set: DataSet) => {
  const text = textOf(query, 'page') || '1'
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new NotFound('A page of this data is a number from 1.')
  const offset = (Number(text) - 1) * ROWS_A_FILE
  return set.rows({ db, today, url: settings.url, limit: ROWS_A_FILE, offset })
}

const fileOf = (name: string, mediaType: string, text: string, inline: boolean): FileAnswer => ({
  bytes: new TextEncoder().encode(text),
  mediaType,
  name,
  inline,
})

const filesOf = (set: DataSet) => [
  publicFile({
    path: `/data/${set.name}.csv`,
    summary: `${set.title} as CSV.`,
    answer: async visit =>
      fileOf(
        `${set.name}.csv`,
        'text/csv; charset=utf-8; header=present',
        csvOf(set.columns, await rowsAsked(visit, set)),
        false,
      ),
  }),
  publicFile({
    path: `/data/${set.name}.json`,
    summary: `${set.title} as JSON.`,
    answer: async visit => {
      const rows = await rowsAsked(visit, set)
      const objects = rows.map(row =>
        Object.fromEntries(set.columns.map((column, at) => [column, row[at] ?? null])),
      )
      return fileOf(`${set.name}.json`, 'application/json', JSON.stringify(objects), true)
    },
  }),
]

/** What may be taken away and used again (R-WEB-3). */
export const dataPages = [
  publicPage({
    path: '/data',
    summary: 'The sets of open data, with their columns and addresses.',
    schema: Type.Object({
      licence: Type.String(),
      rowsAFile: Type.Integer(),
      sets: Type.Array(
        Type.Object({
          name: Type.String(),
          title: Type.String(),
          columns: Type.Array(Type.String()),
          csv: Type.String(),
          json: Type.String(),
        }),
      ),
    }),
    about: { nothing: 'It is a list of what can be taken away.' },
    read: async () => dataSets,
    view: sets => <OpenDataPage sets={sets} />,
    json: (sets, { settings }) => ({
      licence: OGL,
      rowsAFile: ROWS_A_FILE,
      sets: sets.map(({ name, title, columns }) => ({
        name,
        title,
        columns: [...columns],
        csv: `${settings.url}/data/${name}.csv`,
        json: `${settings.url}/data/${name}.json`,
      })),
    }),
  }),
  ...dataSets.flatMap(filesOf),
]

const OpenDataPage = ({ sets }: { sets: readonly DataSet[] }) => (
  <PublicPage
    title="Open data"
    description="Meetings, decisions, actions, attendance and interests to take away and use."
    breadcrumbs={[{ text: 'Home', href: '/' }]}
  >
    <PageHeading
      title="Open data"
      lede="Everything public in this record can be taken away and used again, by people and by machines, without asking."
    />
    <DataTable
      caption="Sets of data"
      captionHidden
      columns={[
        {
          heading: 'What',
          cell: set => (
            <>
              <strong>{set.title}</strong>
              <br />
              {set.text}
            </>
          ),
          namesRow: true,
        },
        {
          heading: 'Take it away',
          cell: set => (
            <ul className="nhsuk-list">
              <li>
                <a href={`/data/${set.name}.csv`}>
                  CSV<span className="nhsuk-u-visually-hidden"> of {set.title.toLowerCase()}</span>
                </a>
              </li>
              <li>
                <a href={`/data/${set.name}.json`}>
                  JSON<span className="nhsuk-u-visually-hidden"> of {set.title.toLowerCase()}</span>
                </a>
              </li>
            </ul>
          ),
        },
        {
          heading: 'Columns',
          cell: set => <span className="gt-columns">{set.columns.join(', ')}</span>,
        },
      ]}
      rows={sets}
      keyOf={set => set.name}
      empty=""
    />
    <h2 className="nhsuk-heading-m">How the files are made</h2>
    <ul className="nhsuk-list nhsuk-list--bullet">
      <li>Each file is made when it is asked for, from what is published at that moment.</li>
      <li>Text is UTF-8. Days are written 2025-02-14 and times 10:00, London time.</li>
      <li>Columns keep their names and their order; a new one is added at the end.</li>
      <li>
        A file holds at most {ROWS_A_FILE.toLocaleString('en-GB')} rows: the next are at{' '}
        <code>?page=2</code>.
      </li>
    </ul>
    <h2 className="nhsuk-heading-m">For programs</h2>
    <p>
      Every public page has the same facts as JSON: put <code>/api/v1</code> before its address. All
      of it is described in <a href="/api/v1/openapi.json">OpenAPI form</a>. What is newly published
      is in an <a href="/feed.xml">Atom feed</a>.
    </p>
    <h2 className="nhsuk-heading-m">Licence</h2>
    <p>
      Under the <a href={OGL}>Open Government Licence v3.0</a>, except where a paper says otherwise.
      You may copy, adapt and publish it, for profit too, if you say where it is from.
    </p>
  </PublicPage>
)
