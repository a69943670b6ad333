import { DataTable } from '../../design/data-table.tsx'
import { ActButton } from '../../design/form.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { londonNow } from '../../platform/clock.ts'
import { formatDayShort, formatTime } from '../../platform/day.rules.ts'
import type { Bound } from './bind-identity.ts'
import type { Passkey } from './list-passkeys.ts'
import type { SignedIn, TokenInUse } from './list-sessions.ts'
import { methods } from './session.rules.ts'

/** "14 Feb 2025, 9:05am", by London's clock. */
export function When({ at }: { readonly at: Date | null }) {
  if (at === null) return <>Not yet</>
  const { day, time } = londonNow(at)
  return (
    <time dateTime={at.toISOString()}>
      {formatDayShort(day)}, {formatTime(time)}
    </time>
  )
}

const deviceOf = ({ device }: SignedIn) => device || 'An unknown device'

/** Where somebody is signed in. */
export const SessionsTable = ({
  sessions,
  endAt,
  empty,
}: {
  readonly sessions: readonly SignedIn[]
  /** Where the button posts that ends one, by its id in `session`. */
  readonly endAt: string
  readonly empty: string
}) => (
  <DataTable
    caption="Sessions"
    captionHidden
    columns={[
      {
        heading: 'Device',
        namesRow: true,
        cell: session => (
          <>
            {deviceOf(session)} {session.here ? <StatusTag>This one</StatusTag> : null}
          </>
        ),
      },
      { heading: 'By', cell: session => methods[session.method] },
      { heading: 'Since', cell: session => <When at={session.since} /> },
      { heading: 'Last used', cell: session => <When at={session.used} /> },
      {
        heading: 'End',
        cell: session =>
          session.here ? (
            'Sign out above'
          ) : (
            <ActButton action={endAt} hidden={{ session: session.id }}>
              End
              <span className="nhsuk-u-visually-hidden"> the session on {deviceOf(session)}</span>
            </ActButton>
          ),
      },
    ]}
    rows={sessions}
    keyOf={session => session.id}
    empty={empty}
  />
)

/** The passkeys of somebody, each with the way to remove it. */
export const PasskeysTable = ({
  passkeys,
  removeAt,
  empty,
}: {
  readonly passkeys: readonly Passkey[]
  readonly removeAt: (passkey: string) => string
  readonly empty: string
}) => (
  <DataTable
    caption="Passkeys"
    captionHidden
    columns={[
      { heading: 'Name', namesRow: true, cell: passkey => passkey.name },
      { heading: 'Made', cell: passkey => <When at={passkey.madeAt} /> },
      { heading: 'Last used', cell: passkey => <When at={passkey.usedAt} /> },
      {
        heading: 'Remove',
        cell: passkey => (
          <a href={removeAt(passkey.id)}>
            Remove<span className="nhsuk-u-visually-hidden"> the passkey {passkey.name}</span>
          </a>
        ),
      },
    ]}
    rows={passkeys}
    keyOf={passkey => passkey.id}
    empty={empty}
  />
)

/** The bearer tokens of somebody's programs. */
export const TokensTable = ({
  tokens,
  endAt,
}: {
  readonly tokens: readonly TokenInUse[]
  readonly endAt: string
}) => (
  <DataTable
    caption="Tokens of programs"
    captionHidden
    columns={[
      { heading: 'Made', namesRow: true, cell: token => <When at={token.since} /> },
      { heading: 'Last used', cell: token => <When at={token.used} /> },
      { heading: 'Holds until', cell: token => <When at={token.until} /> },
      {
        heading: 'End',
        cell: token => (
          <ActButton action={endAt} hidden={{ token: token.id }}>
            End
            <span className="nhsuk-u-visually-hidden">
              {' '}
              the token made on <When at={token.since} />
            </span>
          </ActButton>
        ),
      },
    ]}
    rows={tokens}
    keyOf={token => token.id}
    empty="No program has a token."
  />
)

/** The accounts at organisations by which somebody signs in. */
export const IdentitiesTable = ({
  identities,
  nameOf,
  removeAt,
}: {
  readonly identities: readonly Bound[]
  readonly nameOf: (issuer: string) => string
  /** Left out where it is only shown. */
  readonly removeAt?: string
}) => (
  <DataTable
    caption="Accounts at organisations"
    captionHidden
    columns={[
      { heading: 'Organisation', namesRow: true, cell: ({ issuer }) => nameOf(issuer) },
      { heading: 'Since', cell: ({ boundAt }) => <When at={boundAt} /> },
      ...(removeAt === undefined
        ? []
        : [
            {
              heading: 'Take away',
              cell: ({ id, issuer }: Bound) => (
                <ActButton action={removeAt} hidden={{ identity: id }}>
                  Take away
                  <span className="nhsuk-u-visually-hidden"> the account at {nameOf(issuer)}</span>
                </ActButton>
              ),
            },
          ]),
    ]}
    rows={identities}
    keyOf={({ id }) => id}
    empty="None. The first sign-in with an organisation binds the account, by its verified e-mail address."
  />
)
