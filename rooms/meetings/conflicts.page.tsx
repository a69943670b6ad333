import { CheckboxField, RadioField } from '../../design/choice-fields.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Empty } from '../../design/empty.tsx'
import { Fold } from '../../design/fold.tsx'
import { ButtonLink, ButtonRow, Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Done, Notice, Warning } from '../../design/notice.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { londonMoment } from '../../platform/london.rules.ts'
import { done, NotFound } from '../../platform/outcome.ts'
import { countOf, listed, opening } from '../../platform/plain-english.rules.ts'
import { listPersons } from '../people/read-person.ts'
import { handlings, handlingWords } from './declaration.rules.ts'
import { expectationInWords, shortagesInWords } from './expected-quorum.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, idIn, itemOf, meetingOf } from './meeting-visit.ts'
import { type ConflictLine, type Conflicts, readConflicts } from './read-conflicts.ts'
import { type Expectation, readExpectation } from './read-expected-quorum.ts'
import type { MeetingOfBody } from './read-meeting.ts'
import { dismissConflict, handleConflict } from './settle-conflict.ts'

const conflictsPath = (of: MeetingOfBody) => `${workPathOf(of)}/conflicts`

/** In what a conflict lies, in an address: an interest, an organisation, or words of the clerk's. */
const aboutIn = ({ interest, organisation }: ConflictLine) =>
  interest !== null
    ? `interest-${interest}`
    : organisation !== null
      ? `seat-${organisation}`
      : 'by-hand'

const linePath = (of: MeetingOfBody, line: ConflictLine) =>
  `${conflictsPath(of)}/${line.item}/${line.person}/${aboutIn(line)}`

const readerOf = ({ acting }: Visit) => ({ person: acting.person, may: acting.may })

async function readAll(visit: Visit) {
  const of = await meetingOf(visit)
  return {
    of,
    conflicts: await readConflicts(visit.db, of.meeting, readerOf(visit)),
    expectation: await readExpectation(visit.db, of.meeting, visit.now),
    held: of.meeting.day < visit.today,
    saved: textOf(visit.query, 'saved') === 'yes',
  }
}

type Model = Awaited<ReturnType<typeof readAll>>

async function readLine(visit: Visit) {
  const of = await itemOf(visit)
  const { items } = await readConflicts(visit.db, of.meeting, readerOf(visit))
  const person = idIn(visit, 'person')
  const line = items
    .find(({ item }) => item.id === of.item.id)
    ?.lines.find(each => each.person === person && aboutIn(each) === visit.params.about)
  if (!line) throw new NotFound('Nothing of this person is suggested for this item any more.')
  return { ...(await readSettling(visit, of)), item: of.item, line }
}

async function readSettling(visit: Visit, of: MeetingOfBody) {
  const decides = visit.viewer?.may('approve minutes as chair', of.body.id) ?? false
  return {
    of,
    decides,
    persons: (await listPersons(visit.db)).map(({ id, name }) => ({ value: id, text: name })),
    acting: visit.acting.person,
  }
}

const DISMISS = 'no conflict'

const Choices = ({ decides, mayDismiss }: { decides: boolean; mayDismiss: boolean }) => (
  <RadioField
    name="answer"
    label={decides ? 'How it is handled' : 'How it should be handled'}
    options={[
      ...handlings.map(handling => ({
        value: handling,
        text: opening(handling),
        hint: handlingWords[handling].hint,
      })),
      ...(mayDismiss
        ? [
            {
              value: DISMISS,
              text: 'No conflict',
              hint: 'Say why below; the suggestion is put aside',
            },
          ]
        : []),
    ]}
  />
)

const Rest = ({ model }: { model: Awaited<ReturnType<typeof readSettling>> }) => (
  <>
    <CheckboxField
      name="withhold"
      label="Withhold the papers as well, if the member leaves or stays away"
    />
    <SelectField
      name="decidedBy"
      label="Who decided it"
      hint={
        model.decides
          ? 'You, if you leave it empty. For an interest of your own, the deputy chair decides'
          : 'Leave it empty to put it to the chair. For the chair’s own interest, the deputy chair decides'
      }
      empty={model.decides ? 'I did' : 'Not decided yet: propose it to the chair'}
      options={model.persons}
    />
    <TextArea name="word" label="In a word" hint="Needed where there is no conflict" rows={2} />
  </>
)

/** Conflicts of interest before the meeting: what is suggested, and what clerk and chair settle (R-COI-8). */
export const conflictsPages = [
  workPage({
    path: '/work/meetings/:body/:date/conflicts',
    needs: forMeeting('set the agenda'),
    read: readAll,
    view: (model, { viewer }) => {
      const { of, conflicts, saved, held } = model
      return (
        <MeetingFrame of={of} title="Conflicts of interest">
          {saved ? <Done>Recorded.</Done> : null}
          <p>
            Agenda and papers as they stand, held against the register of interests as it stands. A
            suggestion is for a person to judge; the chair decides how an interest is handled, and
            the deputy chair where it is the chair’s own.
          </p>
          <p>
            {conflicts.unresolved + conflicts.waiting === 0 ? (
              <StatusTag colour="green">Nothing is left to settle</StatusTag>
            ) : null}
            {conflicts.unresolved > 0 ? (
              <StatusTag colour="amber">
                {opening(countOf(conflicts.unresolved, 'suggestion'))} to settle
              </StatusTag>
            ) : null}{' '}
            {conflicts.waiting > 0 ? (
              <StatusTag colour="amber">
                {opening(countOf(conflicts.waiting, 'waits', 'wait'))} for the chair to decide
              </StatusTag>
            ) : null}
          </p>
          <AtRisk expectation={model.expectation} conflicts={conflicts} />
          {conflicts.items.every(({ lines }) => lines.length === 0) ? (
            <Empty>Nothing on this agenda touches an interest that was declared.</Empty>
          ) : null}
          {conflicts.items
            .filter(({ lines }) => lines.length > 0)
            .map(of => (
              <ItemLines key={of.item.id} model={model} of={of} />
            ))}
          {viewer?.may('keep interests', of.body.id) ? (
            <p>
              <a href={`/work/bodies/${of.body.slug}/interest-checks`}>
                What the checks of the whole register find
              </a>
            </p>
          ) : null}
          {held ? null : (
            <ButtonLink href={`${conflictsPath(of)}/add`} kind="secondary">
              Add one that is not suggested
            </ButtonLink>
          )}
        </MeetingFrame>
      )
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/conflicts/add',
    needs: forMeeting('set the agenda'),
    summary: 'Adds a conflict of interest that was not suggested, with how it is handled.',
    read: async visit => {
      const of = await meetingOf(visit)
      const { items } = await readConflicts(visit.db, of.meeting, readerOf(visit))
      return {
        ...(await readSettling(visit, of)),
        items: items.map(({ item }) => ({ value: item.id, text: `${item.number}. ${item.title}` })),
      }
    },
    view: (model, { values, refusals }) => (
      <MeetingFrame
        of={model.of}
        title="Add a conflict of interest"
        refusals={refusals}
        within="conflicts"
        crumbs={[{ text: 'Conflicts of interest', href: conflictsPath(model.of) }]}
      >
        <Form values={values}>
          <SelectField name="item" label="For which item" empty="Choose" options={model.items} />
          <SelectField
            name="person"
            label="Whose interest"
            empty="Choose"
            options={model.persons}
          />
          <TextField name="words" label="The interest" hint="As it may stand in the minutes" />
          <Choices decides={model.decides} mayDismiss={false} />
          <Rest model={model} />
          <SubmitButton>Add it</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const form = reading(values)
      const input = form.outcome({
        item: form.choice(
          'item',
          model.items.map(({ value }) => value),
          'Choose the item.',
        ),
        person: form.choice(
          'person',
          model.persons.map(({ value }) => value),
          'Choose whose interest it is.',
        ),
        words: form.text('words', 'Say what the interest is.'),
        handling: form.choice('answer', handlings, 'Choose how it is handled.'),
        withholdPapers: form.list('withhold').length > 0,
        decidedBy: form.optionalText('decidedBy') || undefined,
        word: form.optionalText('word'),
        // A second one of this person at this item would replace the first.
        replaces: null,
      })
      if (!input.ok) return input
      const outcome = await handleConflict(visit.acting, input.value)
      return outcome.ok ? done(`${conflictsPath(model.of)}?saved=yes`) : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/conflicts/:item/:person/:about',
    needs: forMeeting('set the agenda'),
    summary:
      'Settles a conflict of interest before the meeting: how it is handled, or that it is none.',
    read: readLine,
    values: ({ line }) => ({
      answer: line.settled?.kind === 'dismissed' ? DISMISS : (line.settled?.handling ?? ''),
      ...(line.settled?.withhold_papers ? { withhold: 'yes' } : {}),
      word: line.settled?.word ?? '',
      decidedBy: line.settled?.decided_by ?? '',
      seen: line.settled?.id ?? '',
    }),
    view: (model, { values, refusals }) => (
      <MeetingFrame
        of={model.of}
        title="Settle a conflict of interest"
        refusals={refusals}
        within="conflicts"
        crumbs={[{ text: 'Conflicts of interest', href: conflictsPath(model.of) }]}
      >
        <h2 className="nhsuk-heading-m">
          {model.line.name}, item {model.item.number}: {model.item.title}
        </h2>
        <Interest line={model.line} />
        {model.line.person === model.acting ? (
          <Notice>
            <p>This interest is your own: somebody else decides how it is handled.</p>
          </Notice>
        ) : null}
        <Form values={values}>
          <HiddenField name="seen" value={textOf(values, 'seen')} />
          <Choices decides={model.decides} mayDismiss />
          <Rest model={model} />
          <ButtonRow>
            <SubmitButton>Record it</SubmitButton>
            <a href={conflictsPath(model.of)}>Back to the conflicts</a>
          </ButtonRow>
        </Form>
      </MeetingFrame>
    ),
    submit: async (visit, values, { of, item, line }) => {
      const form = reading(values)
      const about = {
        item: item.id,
        person: line.person,
        replaces: textOf(values, 'seen') || null,
        decidedBy: form.optionalText('decidedBy') || undefined,
        ...(line.interest === null ? {} : { interest: line.interest }),
        ...(line.organisation === null ? {} : { organisation: line.organisation }),
        ...(line.settled && line.settled.words !== '' ? { words: line.settled.words } : {}),
      }
      const answer = form.choice(
        'answer',
        [...handlings, DISMISS] as const,
        'Choose how it is handled, or that it is no conflict.',
      )
      const input = form.outcome({ answer, word: form.optionalText('word') })
      if (!input.ok) return input
      const outcome =
        input.value.answer === DISMISS
          ? await dismissConflict(visit.acting, { ...about, word: input.value.word })
          : await handleConflict(visit.acting, {
              ...about,
              handling: input.value.answer,
              withholdPapers: form.list('withhold').length > 0,
              word: input.value.word,
            })
      return outcome.ok ? done(`${conflictsPath(of)}?saved=yes`) : outcome
    },
  }),
]

const Interest = ({ line }: { line: ConflictLine }) => (
  <>
    <p className="nhsuk-u-margin-bottom-1">
      {line.organisation !== null && line.interest === null
        ? opening(line.interestText)
        : line.hidden
          ? line.interestText
          : `Declared: ${line.interestText}`}
    </p>
    {line.suggestion ? <p>{line.suggestion.why}</p> : null}
  </>
)

const strengths = {
  certain: ['Named', 'amber'],
  likely: ['Likely', 'amber'],
  possible: ['By their seat', 'grey'],
} as const

function Standing({ line }: { line: ConflictLine }) {
  const { settled, suggestion } = line
  if (!settled) {
    const [words, colour] = strengths[suggestion?.strength ?? 'possible']
    return <StatusTag colour={colour}>{words}</StatusTag>
  }
  if (settled.kind === 'dismissed') return <StatusTag colour="grey">No conflict</StatusTag>
  return (
    <StatusTag colour={settled.kind === 'decided' ? 'green' : 'amber'}>
      {settled.kind === 'decided' ? 'Decided' : 'Put to the chair'}
    </StatusTag>
  )
}

function Settled({ line }: { line: ConflictLine }) {
  const { settled } = line
  if (!settled) return null
  const on = formatDay(londonMoment(settled.recorded_at).day)
  return (
    <p className="nhsuk-u-margin-bottom-1">
      {settled.handling === null ? 'No conflict' : opening(settled.handling)}
      {settled.withhold_papers ? ', without the papers' : ''}
      {settled.word === '' ? '' : `: ${settled.word}`}.{' '}
      <span className="gt-quiet">
        {settled.kind === 'decided' ? `Decided by ${line.decidedBy}; recorded` : 'Recorded'}
        {line.recordedBy === '' ? '' : ` by ${line.recordedBy}`} on {on}.
        {line.suggestion === null && line.interest !== null && !line.hidden
          ? ' Agenda and papers no longer suggest it.'
          : ''}
      </span>
    </p>
  )
}

function ItemLines({ model, of }: { model: Model; of: Conflicts['items'][number] }) {
  const bySeat = of.lines.filter(line => line.settled === null && line.interest === null)
  const first = of.lines.filter(line => !bySeat.includes(line))
  const id = `item-${of.item.id}`
  return (
    <section aria-labelledby={id}>
      <h2 className="nhsuk-heading-m" id={id}>
        {of.item.number}. {of.item.title}
      </h2>
      {first.length === 0 ? null : <Lines model={model} lines={first} />}
      {bySeat.length === 0 ? null : (
        <Fold
          summary={opening(
            countOf(bySeat.length, 'member sits', 'members sit').concat(' for what the item names'),
          )}
        >
          <Lines model={model} lines={bySeat} />
        </Fold>
      )}
    </section>
  )
}

const Lines = ({ model, lines }: { model: Model; lines: readonly ConflictLine[] }) => (
  <ul className="nhsuk-list">
    {lines.map(line => (
      <li key={line.key}>
        <p className="nhsuk-u-margin-bottom-1">
          <strong>{line.name}</strong> <Standing line={line} />
        </p>
        <Interest line={line} />
        <Settled line={line} />
        {model.held ? null : (
          <p>
            <a href={linePath(model.of, line)}>
              {line.settled === null
                ? 'Settle it'
                : line.settled.kind === 'proposed'
                  ? 'Decide or change it'
                  : 'Change it'}
              <span className="nhsuk-u-visually-hidden">
                : {line.name}, {line.interestText}
              </span>
            </a>
          </p>
        )}
      </li>
    ))}
  </ul>
)

/** What would be left of the quorum at each item that members leave, for the chair beforehand. */
function AtRisk({ expectation, conflicts }: { expectation: Expectation; conflicts: Conflicts }) {
  const seen = new Set(conflicts.items.map(({ item }) => item.id))
  const items = expectation.atItems.filter(({ item }) => seen.has(item))
  if (items.length === 0) return null
  const lost = items.filter(({ expected }) => expected.state !== 'expected')
  return (
    <section aria-labelledby="quorum-by-item">
      <h2 className="nhsuk-heading-m" id="quorum-by-item">
        The quorum of items that members leave
      </h2>
      {lost.map(({ item, number, title, out, expected }) => (
        <Warning key={item} heading={`Item ${number} may lose its quorum`}>
          <p>
            {title}: without {listed(out.map(expectation.nameOf))}.{' '}
            {expectationInWords(expected).replace('The meeting', 'This item')}{' '}
            {shortagesInWords(expected).join(' ')}
          </p>
        </Warning>
      ))}
      {items.map(({ item, number, title, expected }) => (
        <DataTable
          key={item}
          caption={`Item ${number}, ${title}`}
          columns={[
            {
              heading: 'Of',
              namesRow: true,
              cell: limb => (limb.name === 'number' ? 'All members' : opening(limb.name)),
            },
            { heading: 'Needed', numeric: true, cell: limb => limb.required },
            { heading: 'Coming', numeric: true, cell: limb => limb.certain },
            { heading: 'At most', numeric: true, cell: limb => limb.possible },
            { heading: 'Short', numeric: true, cell: limb => limb.short },
          ]}
          rows={expected.limbs}
          keyOf={limb => limb.name}
          empty=""
        />
      ))}
    </section>
  )
}
