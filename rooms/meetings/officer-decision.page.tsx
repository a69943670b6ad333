import type { ReactElement } from 'react'
import { CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { DateField } from '../../design/date-field.tsx'
import { Empty } from '../../design/empty.tsx'
import { ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Done, Notice } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { SummaryList } from '../../design/summary-list.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Values, type Visit } from '../../platform/http/page.ts'
import { type Reading, reading } from '../../platform/http/reading.ts'
import { done } from '../../platform/outcome.ts'
import { opening } from '../../platform/plain-english.rules.ts'
import { poundsInWords } from '../bodies/delegation.rules.ts'
import { readBody } from '../bodies/read-body.ts'
import { listDelegations } from '../bodies/read-delegations.ts'
import { readQuorumFacts } from '../bodies/read-quorum-facts.ts'
import { callInDecision, readRegistered, resolveCallIn } from './call-in-decision.ts'
import { callInOutcomes } from './decision-state.rules.ts'
import { DecisionStateText } from './decision-state.view.tsx'
import {
  findReport,
  listMeetingsToReportTo,
  listOutsideFiles,
  listPublishedOutside,
} from './list-outside.ts'
import { SavedMeanwhile } from './meeting-parts.view.tsx'
import { idIn } from './meeting-visit.ts'
import { decisionHref } from './outside-decision.page.tsx'
import {
  AfterDecision,
  bodiesToDecideFor,
  doneWords,
  forOutside,
  PaperList,
} from './outside-parts.view.tsx'
import { withStates } from './read-decision-states.ts'
import { readMeeting } from './read-meeting.ts'
import { type OfficerDecision, type Outside, readOfficerDecision } from './read-outside.ts'
import { amendOfficerDecision, recordOfficerDecision } from './record-officer-decision.ts'

type Found = Extract<Outside, { origin: 'officer' }>

const crumbs = [{ text: 'Decisions', href: '/work/decisions' }]

/** What the workspace shows of one officer's decision. */
export async function readOfficerPage(visit: Visit, found: Found) {
  const { db, viewer, today, query } = visit
  const { row } = found
  const body = await readBody(db, row.body_id)
  const report = await findReport(db, row.id)
  const may = (permission: string) => viewer?.may(permission, body.id) ?? false
  return {
    ...found,
    body,
    files: await listOutsideFiles(db, row.id),
    published: await listPublishedOutside(db, row.id),
    reportedTo: report ? await readMeeting(db, report.meeting_id) : undefined,
    meetings: report ? [] : await listMeetingsToReportTo(db, body.id, today),
    mayRecord: may('record decisions'),
    mayPublish: may('publish'),
    maySetAgenda: may('set the agenda'),
    done: doneWords[textOf(query, 'done')],
  }
}

const rowsOf = (row: OfficerDecision) => [
  { key: 'Day', value: formatDay(row.decided_on) },
  { key: 'Decision', value: <p className="gt-lines">{row.text}</p> },
  ...(row.amount === null ? [] : [{ key: 'Sum', value: poundsInWords(Number(row.amount)) }]),
  { key: 'Reasons', value: row.reasons },
  { key: 'Options rejected', value: row.options || 'None recorded' },
  { key: 'Interests', value: row.interests || 'None' },
  ...(row.dispensation ? [{ key: 'Dispensation', value: row.dispensation }] : []),
  {
    key: 'Published',
    value: row.confidential_because
      ? `What was decided is confidential: ${row.confidential_because}`
      : 'In full',
  },
]

export function officerDecisionView(
  model: Awaited<ReturnType<typeof readOfficerPage>>,
): ReactElement {
  const { row, body, delegation, files, published } = model
  const at = `/work/decisions/${row.id}`
  return (
    <WorkPage title={`${row.title}, ${body.name}`} breadcrumbs={crumbs}>
      <PageHeading caption={`${body.name}, ${opening(delegation.office)}`} title={row.title} />
      {model.done ? <Done>{model.done}</Done> : null}
      <SummaryList
        rows={[
          ...rowsOf(row),
          { key: 'Delegation', value: `${delegation.scope} (${delegation.source})` },
        ]}
      />
      <h2 className="nhsuk-heading-m">Background papers</h2>
      <PaperList files={files} hrefOf={file => `${at}/files/${file.hash}`} />
      {model.mayRecord ? (
        <ButtonRow>
          <ButtonLink href={`${at}/attach`} kind="secondary" small>
            Attach a background paper
          </ButtonLink>
          <ButtonLink href={`${at}/change`} kind="secondary" small>
            Change the record
          </ButtonLink>
        </ButtonRow>
      ) : null}
      <AfterDecision
        id={row.id}
        body={body}
        reportedTo={model.reportedTo}
        meetings={model.meetings}
        published={published.length}
        mayPublish={model.mayPublish}
        maySetAgenda={model.maySetAgenda}
      />
    </WorkPage>
  )
}

const DetailFields = () => (
  <>
    <DateField name="decidedOn" label="Decided on" />
    <TextField name="title" label="What it is about" />
    <TextArea name="text" label="What was decided" rows={4} />
    <TextField
      name="amount"
      label="Sum in pounds (optional)"
      hint="Wanted where the delegation has a limit"
      width={10}
      inputMode="decimal"
    />
    <TextArea name="reasons" label="Reasons" rows={4} />
    <TextArea
      name="options"
      label="Options considered and rejected (optional)"
      hint="And why each was rejected"
      rows={3}
    />
    <TextArea
      name="interests"
      label="Interests declared (optional)"
      hint="By a member who was consulted, with their office"
      rows={2}
    />
    <TextField name="dispensation" label="Dispensation granted (optional)" />
    <RadioField
      name="publicity"
      label="What is published"
      options={[
        { value: 'full', text: 'The whole record' },
        {
          value: 'confidential',
          text: 'Only that it was decided: the rest is confidential or exempt',
          reveal: <TextArea name="confidentialBecause" label="Why" rows={2} />,
        },
      ]}
    />
  </>
)

const readDetails = (form: Reading) => {
  const sum = form.optionalText('amount').replaceAll(/[£,\s]/g, '')
  if (sum !== '' && !/^\d{1,12}(\.\d{1,2})?$/.test(sum))
    form.refuse({
      code: 'not-a-sum',
      field: 'amount',
      message: 'Enter the sum in pounds, such as 12,500 or 12500.50.',
    })
  const publicity = form.choice(
    'publicity',
    ['full', 'confidential'] as const,
    'Choose what is published.',
  )
  return {
    decidedOn: form.day('decidedOn', 'Enter the day of the decision.'),
    title: form.text('title', 'Enter what it is about.'),
    text: form.text('text', 'Write what was decided.'),
    amount: sum === '' ? undefined : Number(sum),
    reasons: form.text('reasons', 'Write the reasons: the written record must give them.'),
    options: form.optionalText('options'),
    interests: form.optionalText('interests'),
    dispensation: form.optionalText('dispensation'),
    confidentialBecause:
      publicity === 'confidential'
        ? form.text('confidentialBecause', 'Write why it is confidential. That is published.')
        : '',
  }
}

const valuesOf = (row: OfficerDecision): Values => ({
  decidedOn: row.decided_on,
  title: row.title,
  text: row.text,
  amount: row.amount ?? '',
  reasons: row.reasons,
  options: row.options,
  interests: row.interests,
  dispensation: row.dispensation,
  publicity: row.confidential_because === '' ? 'full' : 'confidential',
  confidentialBecause: row.confidential_because,
})

async function readState(visit: Visit) {
  const { db, today } = visit
  const found = await readRegistered(db, idIn(visit, 'id'))
  const [decision] = await withStates(db, [found], today)
  if (!decision) throw new Error('The decision just read is not there.')
  const { holdings, persons } = await readQuorumFacts(db, found.body_id, today)
  return {
    decision,
    body: await readBody(db, found.body_id),
    members: [...new Set(holdings.map(({ person }) => person))].map(id => ({
      value: id,
      text: persons.get(id)?.name ?? '',
    })),
    open: found.fate.callIns.some(({ outcome }) => outcome === null),
  }
}

const forRegistered = (permission: string) => ({
  permission,
  scope: async (visit: Visit) => (await readRegistered(visit.db, idIn(visit, 'id'))).body_id,
})

/** Officers' decisions under delegation, and call-ins of any decision on the register. */
export const officerDecisionPages = [
  formPage({
    path: '/work/decisions/officer',
    needs: { permission: 'record decisions' },
    summary: 'Records what an officer decided under a delegation.',
    read: async visit => {
      const bodies = await bodiesToDecideFor(visit)
      const names = new Map(bodies.map(({ id, name }) => [id, name]))
      return (await listDelegations(visit.db, [...names.keys()])).map(delegation => ({
        value: delegation.id,
        text: `${opening(delegation.office)}: ${delegation.scope} (${names.get(delegation.body_id)})`,
      }))
    },
    values: (_delegations, { today }) => ({ decidedOn: today, publicity: 'full' }),
    view: (delegations, { values, refusals }) => (
      <WorkPage title="Record an officer’s decision" refusals={refusals} breadcrumbs={crumbs}>
        <PageHeading title="Record an officer’s decision" />
        {delegations.length === 0 ? (
          <Empty>
            No body has delegated anything yet. Record the delegation first, on the{' '}
            <a href="/work/bodies">page of the body</a>.
          </Empty>
        ) : (
          <Form values={values}>
            <SelectField
              name="delegation"
              label="Under which delegation"
              empty="Choose a delegation"
              options={delegations}
            />
            <DetailFields />
            <SubmitButton>Record the decision</SubmitButton>
          </Form>
        )}
      </WorkPage>
    ),
    submit: async (visit, values, delegations) => {
      const form = reading(values)
      const delegation = form.choice(
        'delegation',
        delegations.map(({ value }) => value),
        'Choose under which delegation.',
      )
      const input = form.outcome({ delegation, ...readDetails(form) })
      if (!input.ok) return input
      const outcome = await recordOfficerDecision(visit.acting, input.value)
      return outcome.ok ? done(`/work/decisions/${outcome.value}?done=recorded`) : outcome
    },
  }),
  formPage({
    path: '/work/decisions/:id/change',
    needs: forOutside('record decisions'),
    summary: 'Changes the record of an officer’s decision.',
    read: async visit => readOfficerDecision(visit.db, idIn(visit, 'id')),
    changes: { what: 'this decision', version: ({ row }) => row.version },
    values: ({ row }) => valuesOf(row),
    view: ({ row, delegation }, form) => (
      <WorkPage
        title={`Change the record, ${row.title}`}
        refusals={form.refusals}
        breadcrumbs={[...crumbs, { text: row.title, href: `/work/decisions/${row.id}` }]}
      >
        <PageHeading caption={opening(delegation.office)} title="Change the record" />
        <SavedMeanwhile form={form} rows={rowsOf(row)} />
        <Form values={form.values}>
          <DetailFields />
          <SubmitButton>Save the record</SubmitButton>
        </Form>
      </WorkPage>
    ),
    submit: async (visit, values, { row }) => {
      const form = reading(values)
      const input = form.outcome({
        decision: row.id,
        version: form.number(
          'version',
          { from: 1, to: 1_000_000, called: 'The version' },
          'Reload.',
        ),
        ...readDetails(form),
      })
      if (!input.ok) return input
      const outcome = await amendOfficerDecision(visit.acting, input.value)
      return outcome.ok ? done(`/work/decisions/${row.id}?done=recorded`) : outcome
    },
  }),
  formPage({
    path: '/work/decisions/:id/state',
    needs: forRegistered('record decisions'),
    summary: 'Records that members call a decision in, or what came of that.',
    read: readState,
    values: (_model, { today }) => ({ on: today }),
    view: ({ decision, body, members, open }, { values, refusals }) => (
      <WorkPage
        title={`How it stands, ${decision.item_title}`}
        refusals={refusals}
        breadcrumbs={crumbs}
      >
        <PageHeading caption={body.name} title={decision.item_title} />
        <p>
          {decision.text} <a href={decisionHref(body, decision)}>See it on the public site</a>
        </p>
        <DecisionStateText state={decision.state} />
        {open ? (
          <Form values={values}>
            <RadioField
              name="outcome"
              label="What came of the call-in"
              options={callInOutcomes.map(outcome => ({
                value: outcome,
                text:
                  outcome === 'stands'
                    ? 'The decision stands'
                    : outcome === 'changed'
                      ? 'The decision is changed'
                      : 'It is referred back, to be decided again',
              }))}
            />
            <DateField name="on" label="On which day" />
            <TextArea name="why" label="Why" rows={3} />
            <SubmitButton>Record what came of it</SubmitButton>
          </Form>
        ) : decision.state.state === 'open to call-in' ? (
          <Form values={values}>
            <CheckboxGroup name="by" label="Called in by" options={members} />
            <TextArea name="why" label="Why" rows={3} />
            <SubmitButton>Record the call-in</SubmitButton>
          </Form>
        ) : (
          <Notice>
            <p>
              It cannot be called in at present. To rescind or amend it, a later meeting decides so:
              on the page of that meeting’s decisions.
            </p>
          </Notice>
        )}
      </WorkPage>
    ),
    submit: async (visit, values, { decision, open }) => {
      const form = reading(values)
      const at = `/work/decisions/${decision.id}/state`
      if (open) {
        const input = form.outcome({
          decision: decision.id,
          outcome: form.choice('outcome', callInOutcomes, 'Choose what came of it.'),
          on: form.day('on', 'Enter the day.'),
          why: form.text('why', 'Write why.'),
        })
        if (!input.ok) return input
        const outcome = await resolveCallIn(visit.acting, input.value)
        return outcome.ok ? done(at) : outcome
      }
      const outcome = await callInDecision(visit.acting, {
        decision: decision.id,
        members: form.list('by'),
        why: form.optionalText('why'),
      })
      return outcome.ok ? done(at) : outcome
    },
  }),
]
