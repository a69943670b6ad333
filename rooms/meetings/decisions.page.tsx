import { RadioField } from '../../design/choice-fields.tsx'
import { Empty } from '../../design/empty.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Done, Notice } from '../../design/notice.tsx'
import { TextArea, TextField } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import {
  actPage,
  formPage,
  textOf,
  type Values,
  type Visit,
  workPage,
} from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound } from '../../platform/outcome.ts'
import { listed, opening } from '../../platform/plain-english.rules.ts'
import { amendDecision } from './amend-decision.ts'
import { listBusinessToCarry } from './carry-business.ts'
import { settingAtItem } from './decision-setting.ts'
import { registeredDecisions } from './find-published.ts'
import {
  type DecisionVerb,
  decisionVerbs,
  needsQuorum,
  shortfall,
} from './formal-business.rules.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { forMeeting, meetingOf } from './meeting-visit.ts'
import { minutedDecision } from './minuted-decision.ts'
import { reasonsNotToChangeTheRecord } from './minutes.rules.ts'
import { DecisionText, FormalityTag } from './minutes.view.tsx'
import { type Item, listItems, maySeeItem } from './read-agenda.ts'
import { decisionsAt } from './read-attendance.ts'
import { isFormalAndCarried } from './read-decision-states.ts'
import { statesPublished } from './read-drafts.ts'
import { readQuorumByItem } from './read-quorum.ts'
import { listTreatments } from './read-treatments.ts'
import { recordDecision } from './record-decision.ts'
import { removeDecision } from './remove-decision.ts'
import { CarryOffer } from './treatment.page.tsx'
import { isTaken } from './treatment.rules.ts'
import { Treatments } from './treatment.view.tsx'
import { undoDecision } from './undo-decision.ts'

const verbs = Object.keys(decisionVerbs) as DecisionVerb[]

async function readDecisions(visit: Visit) {
  const { db, viewer } = visit
  const of = await meetingOf(visit)
  const quorum = await readQuorumByItem(db, of.meeting.id)
  const items = (await listItems(db, of.meeting.id, { private: true })).filter(item =>
    maySeeItem(viewer?.may ?? (() => false), item, of.body.id),
  )
  const settled = reasonsNotToChangeTheRecord(await statesPublished(db, of.meeting.id))
  return {
    of,
    quorum,
    items,
    decisions: await decisionsAt(db, of.meeting.id),
    settled,
    treatments: await listTreatments(db, of.meeting.id),
    toCarry:
      quorum.quorum &&
      !quorum.quorum.quorate &&
      settled.length === 0 &&
      viewer?.may('set the agenda', of.body.id)
        ? (await listBusinessToCarry(db, of.meeting.id)).length
        : 0,
    mayRecord: settled.length === 0 && (viewer?.may('record decisions', of.body.id) ?? false),
    saved: textOf(visit.query, 'saved') === 'yes',
  }
}

type Decisions = Awaited<ReturnType<typeof readDecisions>>

/** What may be decided under an item at present, and why not the rest. */
function mayDecide(model: Decisions, item: Item): string {
  const { kind, quorum, terms, unlisted, voters } = settingAtItem(model.quorum, item)
  const always = listed(
    verbs.filter(verb => !needsQuorum(verb, 'another body')),
    'or',
  )
  if (kind === 'workshop') return `A workshop takes no decisions: it may ${always}.`
  if (!terms)
    return `No terms of reference were in force on the day: the meeting may only ${always}.`
  if (quorum === null)
    return `The attendance is not recorded yet: until then the meeting may only ${always}.`
  if (!quorum.quorate)
    return `${shortfall(quorum)}. The meeting may ${always}, and recommend or refer informally; formal business is carried to the next quorate meeting.`
  if (unlisted) return `The summons did not name this business: the meeting may only ${always}.`
  return `Quorate for this item, with ${voters} who may vote: anything may be decided.`
}

/** The decisions of the same body, earlier than this meeting, that one taken here may undo. */
async function readUndoing(visit: Visit) {
  const model = await readDecisions(visit)
  const decision = model.decisions.find(({ id }) => id === visit.params.decision)
  if (!decision) throw new NotFound('There is no such decision of this meeting.')
  const { rows } = await registeredDecisions(visit.db, {
    body: model.of.body.id,
    before: model.of.meeting.day,
  })
  return {
    ...model,
    decision,
    earlier: rows.filter(row => isFormalAndCarried(row.content)),
  }
}

const undoings = ['rescinded', 'amended'] as const

export const decisionsPages = [
  formPage({
    path: '/work/meetings/:body/:date/decisions/:decision/undoes',
    needs: forMeeting('record decisions'),
    summary: 'Records that a decision rescinds or amends one of an earlier meeting.',
    read: readUndoing,
    view: ({ of, decision, earlier, quorum }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        title="What it undoes"
        refusals={refusals}
        within="decisions"
        crumbs={[{ text: 'Decisions', href: `${workPathOf(of)}/decisions` }]}
      >
        <DecisionText decision={minutedDecision(decision, quorum.mannerAt(decision))} />
        <p>
          The earlier decision stays on the register and says so, once the minutes of this meeting
          are published.
        </p>
        {earlier.length === 0 ? (
          <Empty>No earlier decision of this body is published.</Empty>
        ) : (
          <Form values={values}>
            <RadioField
              name="how"
              label="What it does"
              options={[
                { value: 'rescinded', text: 'It rescinds an earlier decision' },
                { value: 'amended', text: 'It amends an earlier decision' },
              ]}
            />
            <RadioField
              name="decision"
              label="Which decision"
              options={earlier.map(row => ({
                value: row.id,
                text: row.text,
                hint: `${row.item_title}, ${formatDay(row.decided_on)}`,
              }))}
            />
            <SubmitButton>Record it</SubmitButton>
          </Form>
        )}
      </MeetingFrame>
    ),
    submit: async (visit, values, { of, decision, earlier }) => {
      const form = reading(values)
      const input = form.outcome({
        by: decision.id,
        how: form.choice('how', undoings, 'Choose what it does.'),
        decision: form.choice(
          'decision',
          earlier.map(({ id }) => id),
          'Choose which decision.',
        ),
      })
      if (!input.ok) return input
      const outcome = await undoDecision(visit.acting, input.value)
      return outcome.ok ? { ok: true, value: `${workPathOf(of)}/decisions?saved=yes` } : outcome
    },
  }),
  workPage({
    path: '/work/meetings/:body/:date/decisions',
    needs: forMeeting('see drafts'),
    read: readDecisions,
    view: model => {
      const usual = usualWords(model)
      return (
        <MeetingFrame of={model.of} title="Decisions">
          {model.saved ? <Done>The decision is recorded.</Done> : null}
          {model.settled.map(({ code, message }) => (
            <Notice key={code}>
              <p>{message}</p>
            </Notice>
          ))}
          {model.quorum.quorum ? (
            <p>
              <FormalityTag formal={model.quorum.formal} /> {model.quorum.judgedBy}
            </p>
          ) : null}
          {model.items.length === 0 ? (
            <Empty>There is nothing on the agenda yet, so there is nothing to decide.</Empty>
          ) : (
            <>
              {usual === undefined ? null : (
                <Notice>
                  <p>{usual}</p>
                </Notice>
              )}
              <CarryOffer of={model.of} count={model.toCarry} />
              {model.items.map(item => (
                <ItemDecisions key={item.id} model={model} item={item} usual={usual} />
              ))}
            </>
          )}
        </MeetingFrame>
      )
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/decisions/new',
    needs: forMeeting('record decisions'),
    summary: 'Records what a meeting decided under an item.',
    read: async visit => {
      const model = await readDecisions(visit)
      return { ...model, item: itemNamed(model, textOf(visit.query, 'item')) }
    },
    values: ({ item }) => ({ item: item?.id ?? '', method: 'consensus' }),
    view: (model, { values, refusals }) => {
      const item = model.item ?? itemNamed(model, textOf(values, 'item'))
      return (
        <MeetingFrame
          of={model.of}
          title={item ? `Decision under item ${item.number}` : 'Decision'}
          refusals={refusals}
          crumbs={[{ text: 'Decisions', href: `${workPathOf(model.of)}/decisions` }]}
        >
          {item ? (
            <>
              <p className="nhsuk-body-l">{item.title}</p>
              <Notice>
                <p>{mayDecide(model, item)}</p>
              </Notice>
            </>
          ) : null}
          <DecisionForm
            values={values}
            item={item?.id ?? ''}
            items={model.items}
            casting={model.quorum.termsInForce?.terms.voting.castingVote ?? false}
          />
        </MeetingFrame>
      )
    },
    submit: async (visit, values, model) => {
      const input = readDecisionForm(values)
      if (!input.ok) return input
      const item = itemNamed(model, textOf(values, 'item'))
      if (!item)
        return {
          ok: false,
          refusals: [{ code: 'missing', field: 'item', message: 'Choose the item.' }],
        }
      const outcome = await recordDecision(visit.acting, { ...input.value, item: item.id })
      return outcome.ok
        ? { ok: true, value: `${workPathOf(model.of)}/decisions?saved=yes` }
        : outcome
    },
  }),
  formPage({
    path: '/work/meetings/:body/:date/decisions/:decision',
    needs: forMeeting('record decisions'),
    summary: 'Puts right a decision that was recorded wrongly.',
    read: async visit => {
      const model = await readDecisions(visit)
      const decision = model.decisions.find(({ id }) => id === visit.params.decision)
      const item = decision && itemNamed(model, decision.item_id)
      if (!decision || !item) throw new NotFound('There is no such decision at this meeting.')
      return { ...model, decision, item }
    },
    changes: {
      what: 'this decision',
      thing: ({ decision }) => `decision/${decision.id}`,
      stored: ({ decision }) => [
        { label: 'Kind', text: decision.verb },
        { label: 'Text', field: 'text', text: decision.text },
        { label: 'For which body', field: 'forBody', text: decision.for_body },
        { label: 'How', text: decision.method },
        { label: 'For', field: 'for', text: numberText(decision.votes_for) },
        { label: 'Against', field: 'against', text: numberText(decision.votes_against) },
        { label: 'Abstained', field: 'abstain', text: numberText(decision.abstentions) },
        { label: 'Casting vote', text: decision.casting_vote ?? '' },
        { label: 'Outcome', text: decision.outcome },
      ],
    },
    values: ({ decision }) => ({
      verb: decision.verb,
      text: decision.text,
      forBody: decision.for_body,
      method: decision.method,
      for: numberText(decision.votes_for),
      against: numberText(decision.votes_against),
      abstain: numberText(decision.abstentions),
      castingVote: decision.casting_vote ?? '',
      outcome: decision.outcome,
    }),
    view: (model, { values, refusals }) => (
      <MeetingFrame
        of={model.of}
        title={`Amend a decision under item ${model.item.number}`}
        refusals={refusals}
        crumbs={[{ text: 'Decisions', href: `${workPathOf(model.of)}/decisions` }]}
      >
        <Notice>
          <p>{mayDecide(model, model.item)}</p>
        </Notice>
        <DecisionForm
          values={values}
          item={model.item.id}
          items={model.items}
          casting={model.quorum.termsInForce?.terms.voting.castingVote ?? false}
        />
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const input = readDecisionForm(values)
      if (!input.ok) return input
      const outcome = await amendDecision(visit.acting, {
        ...input.value,
        decision: model.decision.id,
      })
      return outcome.ok
        ? { ok: true, value: `${workPathOf(model.of)}/decisions?saved=yes` }
        : outcome
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/decisions/remove',
    needs: forMeeting('record decisions'),
    summary: 'Takes back a decision recorded by mistake.',
    submit: async (visit, values) => {
      const outcome = await removeDecision(visit.acting, {
        decision: textOf(values, 'decision'),
      })
      return outcome.ok
        ? { ok: true, value: `${workPathOf(await meetingOf(visit))}/decisions` }
        : outcome
    },
  }),
]

const numberText = (count: number | null) => (count === null ? '' : String(count))
const itemNamed = (model: Pick<Decisions, 'items'>, id: string) =>
  model.items.find(item => item.id === id)

function readDecisionForm(values: Values) {
  const form = reading(values)
  const method = form.choice('method', ['consensus', 'vote'] as const, 'Say how it was decided.')
  const count = (name: string, called: string) =>
    form.optionalNumber(name, { from: 0, to: 10_000, called })
  const counted = ['for', 'against', 'abstain'].some(name => textOf(values, name) !== '')
  const votes =
    method === 'vote' && counted
      ? {
          for: count('for', 'Votes for') ?? 0,
          against: count('against', 'Votes against') ?? 0,
          abstain: count('abstain', 'Abstentions') ?? 0,
        }
      : undefined
  return form.outcome({
    verb: form.choice('verb', verbs, 'Choose what the meeting did.'),
    text: form.text('text', 'Write what was decided.'),
    forBody: form.optionalText('forBody') || undefined,
    method,
    votes,
    castingVote:
      method === 'vote'
        ? form.optionalChoice('castingVote', ['for', 'against'] as const)
        : undefined,
    // A count speaks for itself; where nobody counted, the minutes say how it went.
    outcome:
      method === 'vote' && !counted
        ? form.optionalChoice('outcome', ['carried', 'lost'] as const)
        : undefined,
  })
}

/** What may be decided under most items, said once. */
function usualWords(model: Decisions): string | undefined {
  const words = model.items.map(item => mayDecide(model, item))
  const timesSaid = (sentence: string) => words.filter(other => other === sentence).length
  return words.toSorted((one, other) => timesSaid(other) - timesSaid(one))[0]
}

function ItemDecisions({
  model,
  item,
  usual,
}: {
  model: Decisions
  item: Item
  usual: string | undefined
}) {
  const decisions = model.decisions.filter(({ item_id }) => item_id === item.id)
  const treatments = model.treatments.get(item.id)
  const taken = isTaken(treatments ?? [])
  const at = workPathOf(model.of)
  return (
    <section id={`item-${item.number}`}>
      <h2 className="nhsuk-heading-m">
        {item.number}. {item.title}
      </h2>
      <Treatments of={model.of} treatments={treatments} />
      {decisions.map(row => (
        <div key={row.id}>
          <DecisionText decision={minutedDecision(row, model.quorum.mannerAt(row))} />
          {model.mayRecord ? (
            <ButtonRow>
              <ButtonLink href={`${at}/decisions/${row.id}`} kind="secondary" small>
                Amend
              </ButtonLink>
              {row.outcome === 'carried' &&
              isFormalAndCarried({ verb: row.verb, forBody: row.for_body, outcome: 'carried' }) ? (
                <ButtonLink href={`${at}/decisions/${row.id}/undoes`} kind="secondary" small>
                  It undoes an earlier one
                </ButtonLink>
              ) : null}
              <ActButton action={`${at}/decisions/remove`} hidden={{ decision: row.id }}>
                Remove
              </ActButton>
            </ButtonRow>
          ) : null}
        </div>
      ))}
      {!taken || mayDecide(model, item) === usual ? null : (
        <p className="nhsuk-hint">{mayDecide(model, item)}</p>
      )}
      {model.mayRecord && taken ? (
        <ButtonLink href={`${at}/decisions/new?item=${item.id}`} kind="secondary" small>
          Record a decision
          <span className="nhsuk-u-visually-hidden"> under item {item.number}</span>
        </ButtonLink>
      ) : null}
    </section>
  )
}

function DecisionForm({
  values,
  item,
  items,
  casting,
}: {
  values: Values
  item: string
  items: readonly Item[]
  casting: boolean
}) {
  return (
    <Form values={values}>
      {item === '' ? (
        <RadioField
          name="item"
          label="Under which item"
          options={items.map(({ id, number, title }) => ({
            value: id,
            text: `${number}. ${title}`,
          }))}
        />
      ) : (
        <input type="hidden" name="item" value={item} />
      )}
      <RadioField
        name="verb"
        label="What the meeting did"
        options={verbs.map(verb => ({
          value: verb,
          text: opening(decisionVerbs[verb].minuted),
          ...(decisionVerbs[verb].needsQuorum === 'always' ? { hint: 'Needs a quorum' } : {}),
        }))}
      />
      <TextArea
        name="text"
        label="What was decided"
        hint="As it follows the verb in the minutes: ‘Approved: the strategy for 2025 to 2030.’"
        rows={4}
      />
      <TextField
        name="forBody"
        label="To which body (optional)"
        hint="Where another body is asked to approve or decide; that needs a quorum"
      />
      <RadioField
        name="method"
        label="How it was decided"
        options={[
          { value: 'consensus', text: 'By consensus, without a vote' },
          {
            value: 'vote',
            text: 'By a vote',
            reveal: (
              <>
                <TextField name="for" label="For" width={3} inputMode="numeric" />
                <TextField name="against" label="Against" width={3} inputMode="numeric" />
                <TextField name="abstain" label="Abstaining" width={3} inputMode="numeric" />
                <p className="nhsuk-hint" id="votes">
                  Leave all three empty if the count was not minuted.
                </p>
                {casting ? (
                  <RadioField
                    name="castingVote"
                    label="Casting vote, if the votes were equal"
                    inline
                    options={[
                      { value: '', text: 'None' },
                      { value: 'for', text: 'For' },
                      { value: 'against', text: 'Against' },
                    ]}
                  />
                ) : null}
                <RadioField
                  name="outcome"
                  label="If the count was not minuted, how it went"
                  inline
                  options={[
                    { value: 'carried', text: 'Carried' },
                    { value: 'lost', text: 'Lost' },
                  ]}
                />
              </>
            ),
          },
        ]}
      />
      <SubmitButton>Record the decision</SubmitButton>
    </Form>
  )
}
