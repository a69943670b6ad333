import { PageHeading } from '../design/page-heading.tsx'
import { PublicPage } from '../design/shell.tsx'
import type { Fault } from '../platform/http/server-parts.ts'

const titles: Record<Fault['status'], string> = {
  403: 'You may not see this',
  404: 'Page not found',
  405: 'That cannot be done here',
  410: 'No longer here',
  413: 'That is too large',
  415: 'That cannot be read here',
  422: 'That could not be done',
  429: 'Too many at once',
  500: 'Sorry, there is a fault',
  503: 'Not available just now',
}

/** What a person is told when there is no page to show. The log has the story; here is its number. */
export function faultView({ status, reference, message, back }: Fault) {
  return (
    <PublicPage title={titles[status]}>
      <PageHeading title={titles[status]} />
      <p>{message}</p>
      {back ? (
        <p>
          <a href={back}>Go back</a>
        </p>
      ) : (
        <p>
          <a href="/">Go to the home page</a>, or look among the <a href="/meetings">meetings</a>{' '}
          and <a href="/bodies">bodies</a>.
        </p>
      )}
      {status >= 500 ? (
        <p>
          If you tell us, quote this number: <code>{reference}</code>.
        </p>
      ) : null}
    </PublicPage>
  )
}
