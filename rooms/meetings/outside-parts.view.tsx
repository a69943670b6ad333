import { DocumentLink } from '../../design/document-link.tsx'
import { Empty } from '../../design/empty.tsx'
import { ActButton, ButtonLink, ButtonRow } from '../../design/form.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import type { Visit } from '../../platform/http/page.ts'
import { type Body, listBodies } from '../bodies/read-body.ts'
import type { OutsideFileRow } from './list-outside.ts'
import { idIn } from './meeting-visit.ts'
import { readOutside } from './read-outside.ts'

/** The bodies for which the visitor may record decisions. */
export async function bodiesToDecideFor({ db, viewer, today }: Visit): Promise<Body[]> {
  const scopes = viewer?.scopesOf('record decisions') ?? []
  const bodies = await listBodies(db, today)
  return scopes === 'everywhere' ? bodies : bodies.filter(({ id }) => scopes.includes(id))
}

/** A permission within the body of the decision that a path with :id names. */
export const forOutside = (permission: string) => ({
  permission,
  scope: async (visit: Visit) => (await readOutside(visit.db, idIn(visit, 'id'))).row.body_id,
})

/** What may be read of the papers before they are public: by whoever is asked, or works on it. */
export function PaperList({
  files,
  hrefOf,
}: {
  files: readonly OutsideFileRow[]
  hrefOf: (file: OutsideFileRow) => string
}) {
  if (files.length === 0) return <Empty>No paper is attached.</Empty>
  return (
    <ul className="nhsuk-list">
      {files.map(file => (
        <li key={file.id}>
          <DocumentLink
            href={hrefOf(file)}
            title={file.description || file.name}
            type={file.media_type === 'application/pdf' ? 'PDF' : 'File'}
            bytes={file.size}
            {...(file.pages === null ? {} : { pages: file.pages })}
          />
        </li>
      ))}
    </ul>
  )
}

export const doneWords: Readonly<Record<string, string>> = {
  asked: 'The members are asked. Attach the papers now: the link in each letter shows them.',
  attached: 'The paper is attached.',
  replied: 'The reply is recorded.',
  interest: 'The interest is recorded.',
  closed: 'It is closed, and what was decided is recorded.',
  lapsed: 'It is ended without a decision.',
  reported: 'It is on the agenda.',
  published: 'It is published.',
  recorded: 'The decision is recorded.',
  resolved: 'What came of it is recorded.',
  called: 'The call-in is recorded.',
}

/** What is left to do once it is decided: report it, publish it. */
export function AfterDecision({
  id,
  body,
  reportedTo,
  meetings,
  published,
  mayPublish,
  maySetAgenda,
}: {
  id: string
  body: Body
  reportedTo: { readonly day: Day; readonly slug: string } | undefined
  meetings: readonly { readonly id: string; readonly day: Day }[]
  published: number
  mayPublish: boolean
  maySetAgenda: boolean
}) {
  const at = `/work/decisions/${id}`
  return (
    <section>
      <h2 className="nhsuk-heading-m">Reporting and publication</h2>
      {reportedTo ? (
        <p>
          On the agenda of{' '}
          <a href={`/work/meetings/${body.slug}/${reportedTo.slug}/agenda`}>
            {formatDay(reportedTo.day)}
          </a>
          , to be noted and minuted there.
        </p>
      ) : meetings.length === 0 ? (
        <p>No meeting of this body is in the calendar to which it could be reported yet.</p>
      ) : maySetAgenda ? (
        meetings.slice(0, 3).map(meeting => (
          <ActButton key={meeting.id} action={`${at}/report`} hidden={{ meeting: meeting.id }}>
            {`Put it on the agenda of ${formatDay(meeting.day)}`}
          </ActButton>
        ))
      ) : null}
      <p>
        {published > 0 ? (
          <>
            Version {published} is published. <a href={`/decisions/${id}`}>See the public page</a>
          </>
        ) : (
          'It is not published yet.'
        )}
      </p>
      {mayPublish ? (
        <ButtonRow>
          <ButtonLink href={`${at}/publish`} kind="secondary" small>
            {published > 0 ? 'Publish a correction' : 'Publish it'}
          </ButtonLink>
          {published > 0 ? <a href={`${at}/state`}>Called in, amended or rescinded</a> : null}
        </ButtonRow>
      ) : null}
    </section>
  )
}
