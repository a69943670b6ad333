import { CheckboxGroup, RadioField } from '../../design/choice-fields.tsx'
import { Empty } from '../../design/empty.tsx'
import { ActButton, ButtonLink, Form, SubmitButton } from '../../design/form.tsx'
import { Done, Notice, Warning } from '../../design/notice.tsx'
import { SelectField, TextArea, TimeField } from '../../design/text-fields.tsx'
import { formatTime, time } from '../../platform/day.rules.ts'
import { actPage, formPage, textOf, type Visit } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { listPersons } from '../people/read-person.ts'
import { isThere } from './attendance.rules.ts'
import { handlings, handlingWords } from './declaration.rules.ts'
import { declareAtMeeting } from './declare-at-meeting.ts'
import { excludePublic } from './exclude-public.ts'
import { exclusionWarnings } from './exclusion.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { DeclarationText } from './minutes.view.tsx'
import { listItems, maySeeItem } from './read-agenda.ts'
import { attendancesOf, declarationsAt, exclusionsAt } from './read-attendance.ts'
import { readQuorumByItem } from './read-quorum.ts'
import { removeDeclaration } from './remove-declaration.ts'

async function readDeclarations(visit: Visit) {
  const { db, viewer } = visit
  const of = await meetingOf(visit)
  const items = (await listItems(db, of.meeting.id, { private: true })).filter(item =>
    maySeeItem(viewer?.may ?? (() => false), item, of.body.id),
  )
  const quorum = await readQuorumByItem(db, of.meeting.id)
  const lines = await attendancesOf(db, of.meeting.id)
  const persons = await listPersons(db)
  const nameOf = new Map(persons.map(({ id, name }) => [id, name]))
  const known = new Set(items.map(({ id }) => id))
  const holders = new Set(quorum.ofBody.holdingRows.map(row => row.person_id))
  const there = new Set(lines.filter(isThere).map(line => line.person_id))
  return {
    of,
    items,
    quorum,
    persons,
    // Who may have something to declare: those there, and members who stayed away for an item.
    people: persons
      .filter(({ id }) => there.has(id) || holders.has(id))
      .map(({ id, name }) => ({ value: id, text: name })),
    declarations: (await declarationsAt(db, of.meeting.id))
      .filter(row => row.item_id === null || known.has(row.item_id))
      .map(row => ({
        row,
        item: items.find(({ id }) => id === row.item_id),
        declared: {
          who: nameOf.get(row.person_id) ?? '',
          interest: row.interest,
          handling: row.handling,
          decidedBy: nameOf.get(row.decided_by ?? '') ?? '',
          leftAt: row.left_at ?? '',
          returnedAt: row.returned_at ?? '',
        },
      })),
    exclusions: await exclusionsAt(db, of.meeting.id),
    mayRecord: viewer?.may('take attendance', of.body.id) ?? false,
    mayExclude: viewer?.may('record decisions', of.body.id) ?? false,
    saved: textOf(visit.query, 'saved') === 'yes',
  }
}

type Declarations = Awaited<ReturnType<typeof readDeclarations>>

const itemOptions = (items: Declarations['items']) =>
  items.map(({ id, number, title }) => ({ value: id, text: `${number}. ${title}` }))

/** Interests declared at the meeting, and the exclusion of the public. */
export const declarationsPages = [
  formPage({
    path: '/work/meetings/:body/:date/declarations',
    needs: forMeeting('see drafts'),
    summary: 'Records an interest declared at a meeting and how it was handled.',
    read: readDeclarations,
    view: (model, { values, refusals }) => (
      <MeetingFrame of={model.of} title="Interests declared" refusals={refusals}>
        {model.saved && refusals.length === 0 ? <Done>Recorded.</Done> : null}
        <DeclaredList model={model} />
        {model.mayRecord ? (
          <>
            <h2 className="nhsuk-heading-m">Record a declaration</h2>
            <Form values={values}>
              <SelectField
                name="person"
                label="Who declared it"
                empty="Choose a person"
                options={model.people}
              />
              <SelectField
                name="item"
                label="For which item"
                empty="For no item in particular"
                options={itemOptions(model.items)}
              />
              <TextArea name="interest" label="The interest" rows={3} />
              <RadioField
                name="handling"
                label="How it was handled"
                options={handlings.map(handling => ({
                  value: handling,
                  text: handling.replace(/^./, first => first.toUpperCase()),
                  hint: handlingWords[handling].hint,
                }))}
              />
              <SelectField
                name="decidedBy"
                label="Who decided that"
                hint="Never the person whose interest it is"
                empty="The person presiding"
                options={model.people}
              />
              <TimeField name="leftAt" label="Left at (optional)" />
              <TimeField name="returnedAt" label="Came back at (optional)" />
              <SubmitButton>Record the declaration</SubmitButton>
            </Form>
          </>
        ) : null}
        <ExclusionList model={model} />
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: model.of.meeting.id,
        person: form.choice(
          'person',
          model.people.map(({ value }) => value),
          'Choose who declared the interest.',
        ),
        item: form.optionalText('item') || undefined,
        interest: form.text('interest', 'Say what the interest is.'),
        handling: form.choice('handling', handlings, 'Choose how the interest was handled.'),
        decidedBy: form.optionalText('decidedBy') || undefined,
        leftAt: form.optionalTime('leftAt'),
        returnedAt: form.optionalTime('returnedAt'),
      })
      if (!input.ok) return input
      const outcome = await declareAtMeeting(visit.acting, input.value)
      return outcome.ok
        ? { ok: true, value: `${workPathOf(model.of)}/declarations?saved=yes` }
        : outcome
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/declarations/remove',
    needs: forMeeting('take attendance'),
    summary: 'Takes back a declaration recorded by mistake.',
    submit: async (visit, values) => {
      const outcome = await removeDeclaration(visit.acting, {
        declaration: textOf(values, 'declaration'),
      })
      return outcome.ok
        ? { ok: true, value: `${workPathOf(await meetingOf(visit))}/declarations` }
        : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/exclusion',
    needs: forMeeting('record decisions'),
    summary: 'Records the resolution by which a meeting excluded the public.',
    read: readDeclarations,
    values: model => ({
      items: model.items.filter(({ audience }) => audience === 'private').map(({ id }) => id),
    }),
    view: (model, { values, refusals }) => (
      <MeetingFrame of={model.of} title="Exclude the public" refusals={refusals}>
        <p>
          The public may be excluded only by a resolution passed at the meeting, which says why
          publicity would harm the public interest. What is taken under it stays out of the
          published minutes: readers see the item’s number and the reason.
        </p>
        <Form values={values}>
          <CheckboxGroup name="items" label="For which items" options={itemOptions(model.items)} />
          <TextArea
            name="resolution"
            label="The resolution, in its words"
            hint="It is published"
            rows={5}
          />
          <TimeField name="resolvedAt" label="Passed at" />
          <TimeField
            name="readmittedAt"
            label="Public let back at (optional)"
            hint="Leave it out where the public came back only after the meeting"
          />
          <SelectField
            name="mover"
            label="Moved by (optional)"
            empty="Not recorded"
            options={model.people}
          />
          <SelectField
            name="seconder"
            label="Seconded by (optional)"
            empty="Not recorded"
            options={model.people}
          />
          <SubmitButton>Record the resolution</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: model.of.meeting.id,
        items: form.list('items'),
        resolution: form.text('resolution', 'Enter the resolution in its words.'),
        resolvedAt: form.time('resolvedAt', 'Enter when it was passed.'),
        readmittedAt: form.optionalTime('readmittedAt'),
        mover: form.optionalText('mover') || undefined,
        seconder: form.optionalText('seconder') || undefined,
      })
      if (!input.ok) return input
      const outcome = await excludePublic(visit.acting, input.value)
      return outcome.ok
        ? { ok: true, value: `${workPathOf(model.of)}/declarations?saved=yes` }
        : outcome
    },
  }),
]

function DeclaredList({ model }: { model: Declarations }) {
  if (model.declarations.length === 0)
    return <Empty>No interest was declared at this meeting so far.</Empty>
  return (
    <ul className="nhsuk-list">
      {model.declarations.map(({ row, item, declared }) => (
        <li key={row.id}>
          <p className="nhsuk-u-margin-bottom-1">
            <DeclarationText declared={declared} />
            {item ? ` Item ${item.number}, ${item.title}.` : ''}
            {item && model.quorum.atItem(item.id)?.quorate === false
              ? ' The meeting is not quorate for this item.'
              : ''}
          </p>
          {model.mayRecord ? (
            <ActButton
              action={`${workPathOf(model.of)}/declarations/remove`}
              hidden={{ declaration: row.id }}
            >
              Remove this declaration
            </ActButton>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function ExclusionList({ model }: { model: Declarations }) {
  const numberOf = new Map(model.items.map(({ id, number }) => [id, number]))
  return (
    <section>
      <h2 className="nhsuk-heading-m">Exclusion of the public</h2>
      {exclusionWarnings(model.items, model.exclusions).map(warning => (
        <Warning key={warning} heading="A resolution is wanting">
          <p>{warning}</p>
        </Warning>
      ))}
      {model.exclusions.length === 0 ? (
        <Notice>
          <p>No resolution to exclude the public is recorded for this meeting.</p>
        </Notice>
      ) : (
        <ul className="nhsuk-list nhsuk-list--bullet">
          {model.exclusions.map(row => (
            <li key={row.id}>
              At {formatTime(time(row.resolved_at))}, for items{' '}
              {row.item_ids.map(id => numberOf.get(id) ?? '').join(', ')}: {row.resolution}
              {row.readmitted_at
                ? ` The public was let back at ${formatTime(time(row.readmitted_at))}.`
                : ''}
            </li>
          ))}
        </ul>
      )}
      {model.mayExclude ? (
        <ButtonLink href={`${workPathOf(model.of)}/exclusion`} kind="secondary" small>
          Record a resolution to exclude the public
        </ButtonLink>
      ) : null}
    </section>
  )
}
