import { DataTable } from '../../design/data-table.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { Empty } from '../../design/empty.tsx'
import { ButtonRow, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Notice, Warning } from '../../design/notice.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { type FormState, formPage, textOf, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { done } from '../../platform/outcome.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import {
  listSetters,
  listSignOffs,
  readAgendaLines,
  type SetterRow,
  settersOn,
} from './read-sign-offs.ts'
import {
  type AgendaLine,
  changesOfAgenda,
  type SignOff,
  standingOfSignOff,
} from './sign-off.rules.ts'
import { SignOffTag } from './sign-off.view.tsx'
import { fingerprintOf, signOffAgenda } from './sign-off-agenda.ts'

async function readSignOffPage(visit: Visit) {
  const { db, viewer } = visit
  const of = await meetingOf(visit)
  const lines = await readAgendaLines(db, of.meeting.id)
  const signOffs = await listSignOffs(db, of.meeting.id)
  const setters = await listSetters(db, of.body.id)
  const maySeePrivate = viewer?.may('see private papers', of.body.id) ?? false
  const shown = (all: readonly AgendaLine[]) =>
    maySeePrivate ? all : all.filter(({ audience }) => audience === 'public')
  const standing = standingOfSignOff(signOffs, lines)
  const last = signOffs.at(-1)
  return {
    of,
    lines,
    shown: shown(lines),
    signOffs,
    setters,
    standing,
    // To those who may not see them, private items have not changed either.
    changes:
      last && standing.state === 'changed since'
        ? changesOfAgenda(shown(last.seen), shown(lines))
        : [],
    maySet: viewer?.may('set the agenda', of.body.id) ?? false,
  }
}

type Model = Awaited<ReturnType<typeof readSignOffPage>>

type GroupRow = {
  readonly setter: SetterRow
  readonly last: SignOff | undefined
  readonly stands: boolean
}

const groupOf = ({ setters, signOffs, lines, of }: Model): GroupRow[] => {
  // Whoever signed stands here too, if they have left the group since.
  const signed = new Set(signOffs.map(({ setter }) => setter))
  const now = new Set(settersOn(setters, of.meeting.day).map(({ id }) => id))
  return setters
    .filter(({ id }) => now.has(id) || signed.has(id))
    .map(setter => {
      const last = signOffs.findLast(each => each.setter === setter.id)
      return {
        setter,
        last,
        stands: last !== undefined && changesOfAgenda(last.seen, lines).length === 0,
      }
    })
}

const Group = ({ model }: { model: Model }) => (
  <DataTable
    caption="The agenda-setting group"
    columns={[
      { heading: 'Who', namesRow: true, cell: ({ setter }) => setter.office },
      {
        heading: 'Signed off',
        cell: ({ setter, last, stands }) =>
          last ? (
            <>
              <DayText day={last.on} form="short" />{' '}
              {stands ? (
                <StatusTag colour="green">As it stands</StatusTag>
              ) : (
                <StatusTag colour="amber">An earlier agenda</StatusTag>
              )}
              {last.name === setter.office ? null : <span className="gt-quiet">{last.name}</span>}
              {last.remark === '' ? null : <p>{last.remark}</p>}
            </>
          ) : (
            'Not yet'
          ),
      },
    ]}
    rows={groupOf(model)}
    keyOf={({ setter }) => setter.id}
    empty="Nobody is recorded as setting the agendas of this body."
  />
)

const AgendaSeen = ({ lines }: { lines: readonly AgendaLine[] }) =>
  lines.length === 0 ? (
    <Empty>The agenda has no items yet.</Empty>
  ) : (
    <ol className="nhsuk-list">
      {lines.map(line => (
        <li key={line.id}>
          {line.number}. {line.title}
          <span className="gt-quiet">
            {[line.purposes.join(', '), line.lead, line.audience === 'private' ? 'in private' : '']
              .filter(said => said !== '')
              .join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  )

const isStale = ({ refusals }: FormState) =>
  refusals.some(({ code }) => code === 'changed-meanwhile')

/** The sign-off of a draft agenda by the group that sets it (R-TOR-13). */
export const signOffPages = [
  formPage({
    path: '/work/meetings/:body/:date/sign-off',
    needs: forMeeting('see drafts'),
    summary: 'Records that somebody of the agenda-setting group signed the agenda off.',
    read: readSignOffPage,
    values: (_model, { today }) => ({ on: today }),
    view: (model, form, { today }) => {
      const { of, lines, shown, standing, changes, maySet, setters } = model
      const group = settersOn(setters, today)
      const seen = textOf(form.values, 'seen')
      return (
        <MeetingFrame of={of} title="Sign-off of the agenda" refusals={form.refusals}>
          <p>
            <SignOffTag state={standing.state} /> {standing.words}
          </p>
          {changes.length === 0 ? null : (
            <Warning heading="Changed since it was signed off">
              <ul className="nhsuk-list nhsuk-list--bullet">
                {changes.map(change => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            </Warning>
          )}
          <Group model={model} />
          <h2 className="nhsuk-heading-m" id="seen">
            {isStale(form) ? 'The agenda as it is now' : 'The agenda to be signed off'}
          </h2>
          <AgendaSeen lines={shown} />
          {!maySet ? null : group.length === 0 ? (
            <Notice>
              <p>
                Name the{' '}
                <a href={`/work/bodies/${of.body.slug}/agenda-setting`}>agenda-setting group</a>{' '}
                first; then its sign-off can be recorded.
              </p>
            </Notice>
          ) : lines.length === 0 ? null : (
            <>
              <h2 className="nhsuk-heading-m">Record a sign-off</h2>
              <Form values={form.values}>
                <HiddenField
                  name="seen"
                  value={seen === '' || isStale(form) ? fingerprintOf(lines) : seen}
                />
                <SelectField
                  name="setter"
                  label="Who of the group"
                  empty="Choose"
                  options={group.map(({ id, office }) => ({ value: id, text: office }))}
                />
                <TextField
                  name="name"
                  label="Who signed (optional)"
                  hint="If it was a deputy, or to say who holds the office"
                />
                <DateField name="on" label="On which day" />
                <TextArea name="remark" label="Remark (optional)" rows={2} />
                <ButtonRow>
                  <SubmitButton>Record the sign-off</SubmitButton>
                  <a href={`${workPathOf(of)}/agenda`}>Back to the agenda</a>
                </ButtonRow>
              </Form>
            </>
          )}
        </MeetingFrame>
      )
    },
    submit: async ({ acting }, values, { of }) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: of.meeting.id,
        setter: form.text('setter', 'Choose who of the agenda-setting group signed it off.'),
        name: form.optionalText('name'),
        on: form.day('on', 'Enter the day on which it was signed off.'),
        remark: form.optionalText('remark'),
        seen: textOf(values, 'seen'),
      })
      if (!input.ok) return input
      const outcome = await signOffAgenda(acting, input.value)
      return outcome.ok ? done(`${workPathOf(of)}/sign-off`) : outcome
    },
  }),
]
