import { RadioField } from '../../design/choice-fields.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { DateField } from '../../design/date-field.tsx'
import { AskingForm, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { Pagination } from '../../design/pagination.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField, TextField } from '../../design/text-fields.tsx'
import { type Day, formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { changeContact } from './change-contact.ts'
import { endGrant } from './end-grant.ts'
import { grantRole } from './grant-role.ts'
import { findPeople, type PersonForStaff, readPersonForStaff } from './list-people.ts'
import { isRole, type Role, roleInWords, roles } from './permissions.rules.ts'
import { recordPerson } from './record-person.ts'
import { removePerson } from './remove-person.ts'

const needs = { permission: 'administer people', scope: async () => null }
const crumbs = [{ text: 'People', href: '/work/people' }]
const roleNames = Object.keys(roles).filter(isRole)

/** A thing within which a role can be granted, as its room names it: this room interprets none. */
export type ScopeChoice = { readonly id: string; readonly name: string }
export type ScopesToGrant = (visit: Visit) => Promise<readonly ScopeChoice[]>

const listPage = workPage({
  path: '/work/people',
  needs,
  read: async ({ db, query }) => {
    const words = textOf(query, 'words')
    const page = Number(textOf(query, 'page')) || 1
    return { words, found: await findPeople(db, words, Math.trunc(page)) }
  },
  view: ({ words, found }) => (
    <WorkPage title="People">
      <PageHeading title="People" />
      <ButtonRow>
        <ButtonLink href="/work/people/new">Add a person</ButtonLink>
      </ButtonRow>
      <AskingForm values={{ words }}>
        <TextField
          name="words"
          label="Find"
          hint="Part of a name, office or position"
          type="search"
          width={30}
        />
        <SubmitButton kind="secondary" small>
          Find
        </SubmitButton>
      </AskingForm>
      <DataTable
        caption={`${opening(countOf(found.count, 'person', 'people'))}${words ? ` with “${words}”` : ''}`}
        captionSize="s"
        columns={[
          {
            heading: 'Name',
            namesRow: true,
            cell: row => <a href={`/work/people/${row.id}`}>{row.name}</a>,
          },
          { heading: 'Position', cell: row => row.position },
        ]}
        rows={found.people}
        keyOf={row => row.id}
        empty={
          words
            ? `Nobody has “${words}” in their name or position.`
            : 'Nobody is in the record yet.'
        }
      />
      <Pagination
        page={found.page}
        pages={found.pages}
        hrefOf={page =>
          `/work/people?${new URLSearchParams({ ...(words ? { words } : {}), page: String(page) })}`
        }
      />
    </WorkPage>
  ),
})

const addPage = formPage({
  path: '/work/people/new',
  needs,
  summary: 'Adds a person to the record.',
  read: async () => null,
  view: (_model, { values, refusals }) => (
    <WorkPage title="Add a person" breadcrumbs={crumbs} refusals={refusals}>
      <PageHeading title="Add a person" />
      <p>The name and position are public wherever the person sits. The address never is.</p>
      <Form values={values}>
        <TextField
          name="name"
          label="Name"
          hint="Or the office, where names are not shown"
          width={30}
        />
        <TextField name="position" label="Position (optional)" width={30} />
        <TextField
          name="email"
          label="E-mail address (optional)"
          hint="For invitations and sign-in"
          type="email"
          width={30}
        />
        <SubmitButton>Add</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values) => {
    const outcome = await recordPerson(visit.acting, {
      name: textOf(values, 'name'),
      position: textOf(values, 'position'),
      email: textOf(values, 'email'),
    })
    return outcome.ok ? { ok: true, value: `/work/people/${outcome.value.id}` } : outcome
  },
})

type PersonModel = { readonly person: PersonForStaff; readonly scopes: readonly ScopeChoice[] }

const personOf =
  (scopesToGrant: ScopesToGrant) =>
  async (visit: Visit): Promise<PersonModel> => ({
    person: await readPersonForStaff(visit.db, visit.params.id ?? ''),
    scopes: await scopesToGrant(visit),
  })

const scopeName = (scope: string | null, scopes: readonly ScopeChoice[]) =>
  scope === null ? 'Everywhere' : (scopes.find(({ id }) => id === scope)?.name ?? 'Not recorded')

const personPage = (scopesToGrant: ScopesToGrant) =>
  workPage({
    path: '/work/people/:id',
    needs,
    read: personOf(scopesToGrant),
    view: ({ person, scopes }, { today }) => {
      const at = `/work/people/${person.id}`
      return (
        <WorkPage title={person.name} breadcrumbs={crumbs}>
          <PageHeading
            title={person.name}
            {...(person.position ? { caption: person.position } : {})}
          />
          {person.removedOn ? (
            <Warning heading="Removed from the lists">
              <p>On {formatDay(person.removedOn)}. What this person did stays in the record.</p>
            </Warning>
          ) : (
            <>
              <SummaryList
                rows={[
                  {
                    key: 'E-mail address (private)',
                    value: person.email ?? 'None recorded',
                    actions: [{ text: 'Change', href: `${at}/contact`, about: 'the address' }],
                  },
                ]}
              />
              <ButtonRow>
                <ButtonLink href={`${at}/grant`}>Grant a role</ButtonLink>
                <ButtonLink href={`${at}/access`} kind="secondary">
                  How they sign in
                </ButtonLink>
                <ButtonLink href={`${at}/handover`} kind="secondary">
                  Hand over to another clerk
                </ButtonLink>
                <ButtonLink href={`${at}/merge`} kind="secondary">
                  Merge another entry into this
                </ButtonLink>
                <ButtonLink href={`${at}/history`} kind="secondary">
                  History
                </ButtonLink>
                <ButtonLink href={`${at}/remove`} kind="secondary">
                  Remove from the lists
                </ButtonLink>
              </ButtonRow>
            </>
          )}
          <DataTable
            caption="What they may do"
            columns={[
              { heading: 'Role', namesRow: true, cell: row => opening(row.role) },
              {
                heading: 'What it permits',
                cell: row => (isRole(row.role) ? roleInWords[row.role] : ''),
              },
              { heading: 'Where', cell: row => scopeName(row.scope, scopes) },
              { heading: 'From', cell: row => formatDay(row.from_day) },
              {
                heading: 'Until',
                cell: row => <GrantEnd at={at} grant={row} today={today} />,
              },
            ]}
            rows={person.grants}
            keyOf={row => row.id}
            empty="They have been granted nothing."
          />
        </WorkPage>
      )
    },
  })

function GrantEnd({
  at,
  grant,
  today,
}: {
  at: string
  grant: PersonForStaff['grants'][number]
  today: Day
}) {
  if (grant.until_day !== null)
    return (
      <>
        {formatDay(grant.until_day)} {grant.until_day < today ? <StatusTag>Ended</StatusTag> : null}
      </>
    )
  if (grant.source_id !== null) return <>As long as the appointment that gave it</>
  return (
    <a href={`${at}/grants/${grant.id}/end`}>
      End<span className="nhsuk-u-visually-hidden"> the role {grant.role}</span>
    </a>
  )
}

const grantPage = (scopesToGrant: ScopesToGrant) =>
  formPage({
    path: '/work/people/:id/grant',
    needs,
    summary: 'Grants a person a role.',
    read: personOf(scopesToGrant),
    view: ({ person, scopes }, { values, refusals }) => (
      <WorkPage
        title={`Grant a role to ${person.name}`}
        breadcrumbs={[...crumbs, { text: person.name, href: `/work/people/${person.id}` }]}
        refusals={refusals}
      >
        <PageHeading caption={person.name} title="Grant a role" />
        <p>
          Members, chairs and secretaries get theirs with their appointment, and lose it with it.
        </p>
        <Form values={values}>
          <RadioField
            name="role"
            label="Role"
            options={roleNames.map(role => ({
              value: role,
              text: opening(role),
              hint: roleInWords[role],
            }))}
          />
          <SelectField
            name="scope"
            label="Where"
            empty="Choose where it holds"
            options={[
              { value: 'everywhere', text: 'Everywhere' },
              ...scopes.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
          <DateField name="from" label="First day" />
          <DateField name="until" label="Last day (optional)" />
          <SubmitButton>Grant the role</SubmitButton>
        </Form>
      </WorkPage>
    ),
    submit: async (visit, values, { person, scopes }) => {
      const form = reading(values)
      const places = ['everywhere', ...scopes.map(({ id }) => id)]
      const scope = form.choice('scope', places, 'Choose where it holds.')
      const until = form.optionalDay('until')
      const input = form.outcome({
        person: person.id,
        role: form.choice<Role>('role', roleNames, 'Choose one of the roles.'),
        scope: scope === 'everywhere' ? null : scope,
        from: form.day('from', 'Enter the first day.'),
        ...(until === undefined ? {} : { until }),
      })
      if (!input.ok) return input
      const outcome = await grantRole(visit.acting, input.value)
      return outcome.ok ? { ok: true, value: `/work/people/${person.id}` } : outcome
    },
  })

const endGrantPage = formPage({
  path: '/work/people/:id/grants/:grant/end',
  needs,
  summary: 'Ends a grant.',
  read: async ({ db, params }) => {
    const person = await readPersonForStaff(db, params.id ?? '')
    const grant = person.grants.find(({ id }) => id === params.grant)
    if (!grant) throw new NotFound('This person has no such grant.')
    return { person, grant }
  },
  changes: {
    what: 'this role',
    thing: ({ grant }) => `grant/${grant.id}`,
    stored: ({ grant }) => [
      { label: 'Last day', text: grant.until_day === null ? 'None' : formatDay(grant.until_day) },
    ],
  },
  view: ({ person, grant }, { values, refusals }) => (
    <WorkPage
      title={`End the role of ${person.name}`}
      breadcrumbs={[...crumbs, { text: person.name, href: `/work/people/${person.id}` }]}
      refusals={refusals}
    >
      <PageHeading caption={person.name} title={`End the role ${grant.role}`} />
      {isRole(grant.role) ? <p>{roleInWords[grant.role]}</p> : null}
      <p>From the day after its last day on they may do none of it, signed in or not.</p>
      <Form values={values}>
        <DateField name="until" label="Last day on which it holds" />
        <SubmitButton kind="warning">End the role</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, { person, grant }) => {
    const form = reading(values)
    const input = form.outcome({
      grant: grant.id,
      until: form.day('until', 'Enter the last day on which it holds.'),
    })
    if (!input.ok) return input
    const outcome = await endGrant(visit.acting, input.value)
    return outcome.ok ? { ok: true, value: `/work/people/${person.id}` } : outcome
  },
})

const contactPage = formPage({
  path: '/work/people/:id/contact',
  needs,
  summary: 'Changes a person’s private address.',
  read: ({ db, params }) => readPersonForStaff(db, params.id ?? ''),
  changes: {
    what: 'this address',
    thing: ({ id }) => `contact/${id}`,
    stored: ({ email }) => [{ label: 'E-mail address', field: 'email', text: email ?? '' }],
  },
  values: person => ({ email: person.email ?? '' }),
  view: (person, { values, refusals }) => (
    <WorkPage
      title={`Address of ${person.name}`}
      breadcrumbs={[...crumbs, { text: person.name, href: `/work/people/${person.id}` }]}
      refusals={refusals}
    >
      <PageHeading caption={person.name} title="E-mail address" />
      <p>Private: for invitations and sign-in. It is on no public page.</p>
      <Form values={values}>
        <TextField
          name="email"
          label="E-mail address"
          hint="Leave empty to take it away"
          type="email"
          width={30}
        />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, person) => {
    const outcome = await changeContact(visit.acting, {
      person: person.id,
      email: textOf(values, 'email'),
    })
    return outcome.ok ? { ok: true, value: `/work/people/${person.id}` } : outcome
  },
})

const removePage = formPage({
  path: '/work/people/:id/remove',
  needs,
  summary: 'Removes a person from the lists.',
  read: ({ db, params }) => readPersonForStaff(db, params.id ?? ''),
  view: (person, { values, refusals }) => (
    <WorkPage
      title={`Remove ${person.name}`}
      breadcrumbs={[...crumbs, { text: person.name, href: `/work/people/${person.id}` }]}
      refusals={refusals}
    >
      <PageHeading caption={person.name} title="Remove from the lists" />
      <p>
        They can no longer sign in, their roles end and their address is forgotten. What they did
        stays in the record. End their appointments first: a removed holder still fills a seat.
      </p>
      <Form values={values}>
        <TextField name="reason" label="Why" />
        <SubmitButton kind="warning">Remove</SubmitButton>
      </Form>
    </WorkPage>
  ),
  submit: async (visit, values, person) => {
    const outcome = await removePerson(visit.acting, {
      person: person.id,
      reason: textOf(values, 'reason'),
    })
    return outcome.ok ? { ok: true, value: '/work/people' } : outcome
  },
})

/** The workspace pages of this room; app/ says within what a role can be granted. */
export const peoplePages = (scopesToGrant: ScopesToGrant) => [
  listPage,
  addPage,
  personPage(scopesToGrant),
  grantPage(scopesToGrant),
  endGrantPage,
  contactPage,
  removePage,
]
