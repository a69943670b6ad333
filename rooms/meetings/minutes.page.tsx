import { DataTable } from '../../design/data-table.tsx'
import { DateField } from '../../design/date-field.tsx'
import { DayText } from '../../design/day-text.tsx'
import { ActButton, ButtonLink, ButtonRow, Form, SubmitButton } from '../../design/form.tsx'
import { Markdown } from '../../design/markdown.tsx'
import { Done, Notice, Warning } from '../../design/notice.tsx'
import { StoredText } from '../../design/saved-meanwhile.tsx'
import { SelectField, TextArea, TextField } from '../../design/text-fields.tsx'
import { day, formatDay } from '../../platform/day.rules.ts'
import { actPage, formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { reading } from '../../platform/http/reading.ts'
import { NotFound, type Outcome, type Refusal } from '../../platform/outcome.ts'
import { isAboutVersion } from '../../platform/record/stale-save.rules.ts'
import { readPersons } from '../people/read-person.ts'
import { approveMinutes, findMinutesCorrect } from './approve-minutes.ts'
import { approveMinutesAsChair } from './approve-minutes-as-chair.ts'
import { agreeCorrection, proposeCorrection, withdrawCorrection } from './correct-minutes.ts'
import { draftMinutes } from './draft-minutes.ts'
import { exclusionWarnings } from './exclusion.rules.ts'
import { publishedMinutesOf } from './find-published.ts'
import { MeetingFrame } from './meeting-frame.view.tsx'
import { nameOfMeeting, publicPathOf, workPathOf } from './meeting-paths.ts'
import { forMeeting, idIn, meetingOf } from './meeting-visit.ts'
import { isSettled, stateWords } from './minutes.rules.ts'
import {
  ActionText,
  Approvals,
  AttendanceTables,
  CourseOfMeeting,
  DecisionText,
  DeclarationText,
  MinutedItem,
  minutesTag,
  SittingText,
  wholeItem,
} from './minutes.view.tsx'
import {
  reasonsNotToApproveAsChair,
  reasonsNotToApproveAtMeeting,
  reasonsNotToDraft,
  reasonsNotToSign,
} from './minutes-state.rules.ts'
import { publishMinutes } from './publish-minutes.ts'
import { maySeeItem } from './read-agenda.ts'
import {
  listCorrectionsOf,
  listCorrectionsOpen,
  type PlacedCorrection,
  readCorrection,
} from './read-corrections.ts'
import { draftWithVersion, savesOf } from './read-drafts.ts'
import {
  type AwaitingMinutes,
  type ComposedEntry,
  composeMinutes,
  entriesOfAllSittings,
  listMinutesAwaitingApproval,
  minutesTermsOf,
} from './read-minutes.ts'
import { numberField, saveMinutes, textField } from './save-minutes.ts'
import { signMinutes } from './sign-minutes.ts'

async function readMinutesPage(visit: Visit) {
  const { db, viewer, today, query } = visit
  const of = await meetingOf(visit)
  const minutes = await composeMinutes(db, of.meeting.id, today)
  const saves = await savesOf(db, of.meeting.id)
  const may = (permission: string) => viewer?.may(permission, of.body.id) ?? false
  return {
    of,
    minutes,
    // To those who may not see a private item it does not exist.
    entries: entriesOfAllSittings(minutes).filter(entry => maySeeItem(may, entry, of.body.id)),
    saves,
    savers: await readPersons(
      db,
      saves.map(({ saved_by }) => saved_by),
    ),
    published: (await publishedMinutesOf(db, of.meeting.id)).versions,
    awaiting: await listMinutesAwaitingApproval(db, of.body.id, of.meeting.day, today),
    today,
    corrections: await listCorrectionsOf(db, of.meeting.id),
    openCorrections: await listCorrectionsOpen(db, of.body.id, of.meeting.day),
    mayKeep: may('keep minutes'),
    mayApprove: may('approve minutes as chair'),
    mayPublish: may('publish'),
    done: doneWords[textOf(query, 'done')],
    viewer,
  }
}

type MinutesModel = Awaited<ReturnType<typeof readMinutesPage>>

const doneWords: Readonly<Record<string, string>> = {
  drafted: 'The first draft is made from the record.',
  saved: 'The minutes are saved.',
  chair: 'The chair’s approval is recorded.',
  approved: 'The approval is recorded.',
  correct: 'Recorded: found correct, and carried to the next quorate meeting.',
  signed: 'The signature is recorded.',
  published: 'The minutes are published.',
  proposed: 'The correction is proposed: a later quorate meeting agrees it.',
  corrected: 'The correction is agreed, and the corrected version is published.',
  withdrawn: 'The correction is withdrawn.',
}

const onward = async (visit: Visit, outcome: Outcome<unknown>, done: string) =>
  outcome.ok
    ? {
        ok: true as const,
        value: `${workPathOf(await meetingOf(visit))}/minutes?done=${done}`,
      }
    : outcome

/** The minutes of a meeting, from the first draft to their publication. */
export const minutesPages = [
  formPage({
    path: '/work/meetings/:body/:date/minutes',
    needs: forMeeting('see drafts'),
    summary: 'Saves the text of a meeting’s minutes as a new version.',
    read: readMinutesPage,
    changes: { what: 'these minutes', version: ({ minutes }) => minutes.draft?.version ?? 0 },
    values: ({ entries }) => ({
      ...Object.fromEntries(
        entries.flatMap(entry => [
          [textField(entry.item), entry.text],
          [numberField(entry.item), entry.minuteNumber],
        ]),
      ),
    }),
    view: (model, { values, refusals }) => (
      <MeetingFrame of={model.of} title="Minutes" refusals={refusals}>
        {model.done && refusals.length === 0 ? <Done>{model.done}</Done> : null}
        <p>
          {minutesTag(model.minutes.standing.state)} {model.minutes.standing.working}
        </p>
        <Steps model={model} />
        <EarlierMinutes model={model} />
        <CorrectionsHere model={model} />
        {model.minutes.draft ? (
          <>
            <h2 className="nhsuk-heading-m">Text</h2>
            <Warnings model={model} />
            {mayEdit(model) ? (
              <Editor model={model} values={values} refusals={refusals} />
            ) : (
              model.entries.map(entry => <MinutedItem key={entry.item} entry={wholeItem(entry)} />)
            )}
            <Record model={model} />
            <Versions model={model} />
          </>
        ) : null}
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const outcome = await saveMinutes(visit.acting, {
        meeting: model.of.meeting.id,
        basedOn: Number(textOf(values, 'version')),
        entries: model.entries
          .filter(({ item }) => values[textField(item)] !== undefined)
          .map(({ item }) => ({
            item,
            text: textOf(values, textField(item)),
            ...(values[numberField(item)] === undefined
              ? {}
              : { minuteNumber: textOf(values, numberField(item)) }),
          })),
      })
      return onward(visit, outcome, 'saved')
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/minutes/draft',
    needs: forMeeting('keep minutes'),
    summary: 'Makes the first draft of the minutes from what was recorded.',
    submit: async visit =>
      onward(
        visit,
        await draftMinutes(visit.acting, { meeting: (await meetingOf(visit)).meeting.id }),
        'drafted',
      ),
  }),
  stepPage('chair', {
    title: 'Approve the draft as chair',
    summary: 'Records that the chair approved the draft minutes.',
    explained:
      'The draft goes out with your approval. It is the body’s own record only once a quorate meeting approves it.',
    button: 'Approve the draft',
    act: approveMinutesAsChair,
  }),
  stepPage('signed', {
    title: 'Sign the minutes',
    summary: 'Records that the person presiding signed approved minutes.',
    explained: 'Minutes approved at a quorate meeting are signed by the person presiding there.',
    button: 'Record the signature',
    act: signMinutes,
  }),
  actPage({
    path: '/work/meetings/:body/:date/minutes/approve',
    needs: forMeeting('keep minutes'),
    summary: 'Records that this meeting approved the minutes of an earlier one.',
    submit: async (visit, values) =>
      onward(
        visit,
        await approveMinutes(visit.acting, {
          minutesOf: textOf(values, 'minutesOf'),
          at: (await meetingOf(visit)).meeting.id,
        }),
        'approved',
      ),
  }),
  actPage({
    path: '/work/meetings/:body/:date/minutes/find-correct',
    needs: forMeeting('keep minutes'),
    summary: 'Records that this meeting, not quorate, found the minutes of an earlier one correct.',
    submit: async (visit, values) =>
      onward(
        visit,
        await findMinutesCorrect(visit.acting, {
          minutesOf: textOf(values, 'minutesOf'),
          at: (await meetingOf(visit)).meeting.id,
        }),
        'correct',
      ),
  }),
  formPage({
    path: '/work/meetings/:body/:date/minutes/publish',
    needs: forMeeting('publish'),
    summary: 'Publishes the minutes as they stand as a numbered version.',
    read: readMinutesPage,
    view: (model, { values, refusals }) => (
      <MeetingFrame
        of={model.of}
        title="Publish the minutes"
        refusals={refusals}
        crumbs={[{ text: 'Minutes', href: `${workPathOf(model.of)}/minutes` }]}
      >
        <p>
          Version {(model.published[0]?.version ?? 0) + 1} will show attendance, quorum,
          declarations, decisions and the text of public items as they stand now:{' '}
          {stateWords(model.minutes.standing.state)}. It never changes afterwards; a correction is a
          further version, and readers can see both.
        </p>
        <Warnings model={model} />
        <Form values={values}>
          <TextArea
            name="note"
            label="Why this version is made (optional)"
            hint="Published beside the version"
            rows={3}
          />
          <SubmitButton>Publish the minutes</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async (visit, values, model) =>
      onward(
        visit,
        await publishMinutes(visit.acting, {
          meeting: model.of.meeting.id,
          note: textOf(values, 'note'),
        }),
        'published',
      ),
  }),
  formPage({
    path: '/work/meetings/:body/:date/minutes/corrections/new',
    needs: forMeeting('keep minutes'),
    summary: 'Proposes a correction of approved minutes.',
    read: readMinutesPage,
    view: (model, { values, refusals }) => (
      <MeetingFrame
        of={model.of}
        title="Propose a correction"
        refusals={refusals}
        crumbs={[{ text: 'Minutes', href: `${workPathOf(model.of)}/minutes` }]}
      >
        <p>
          Approved minutes are not changed silently. A later quorate meeting agrees the correction;
          then a corrected version is published, with the correction marked, and both stay public.
        </p>
        <Form values={values}>
          <SelectField
            name="item"
            label="Which minute"
            empty="Choose the item"
            options={model.entries.map(({ item, number, title }) => ({
              value: item,
              text: `${number}. ${title}`,
            }))}
          />
          <TextArea name="was" label="It says" hint="Copy the words exactly" rows={3} />
          <TextArea name="reads" label="It should say" rows={3} />
          <TextArea name="why" label="Why" hint="Published beside the correction" rows={2} />
          <SubmitButton>Propose the correction</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async (visit, values, model) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: model.of.meeting.id,
        item: form.choice(
          'item',
          model.entries.map(({ item }) => item),
          'Choose the minute that is to be corrected.',
        ),
        was: form.text('was', 'Copy the words that are wrong.'),
        reads: form.optionalText('reads'),
        why: form.text('why', 'Write why it is wrong. That is published.'),
      })
      if (!input.ok) return input
      return onward(visit, await proposeCorrection(visit.acting, input.value), 'proposed')
    },
  }),
  actPage({
    path: '/work/meetings/:body/:date/minutes/corrections/agree',
    needs: forMeeting('keep minutes'),
    summary: 'Records that this meeting agreed a correction of earlier approved minutes.',
    submit: async (visit, values) =>
      onward(
        visit,
        await agreeCorrection(visit.acting, {
          correction: textOf(values, 'correction'),
          at: (await meetingOf(visit)).meeting.id,
        }),
        'corrected',
      ),
  }),
  formPage({
    path: '/work/meetings/:body/:date/minutes/corrections/:correction/withdraw',
    needs: forMeeting('keep minutes'),
    summary: 'Withdraws a correction that no meeting has agreed.',
    read: async visit => ({
      of: await meetingOf(visit),
      correction: await readCorrection(visit.db, idIn(visit, 'correction')),
    }),
    view: ({ of, correction }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        title="Withdraw the correction"
        refusals={refusals}
        crumbs={[{ text: 'Minutes', href: `${workPathOf(of)}/minutes` }]}
      >
        <p>{correctionWords(correction)}</p>
        <Form values={values}>
          <TextArea name="because" label="Why" rows={2} />
          <SubmitButton>Withdraw it</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async (visit, values, { correction }) =>
      onward(
        visit,
        await withdrawCorrection(visit.acting, {
          correction: correction.id,
          because: textOf(values, 'because'),
        }),
        'withdrawn',
      ),
  }),
  workPage({
    path: '/work/meetings/:body/:date/minutes/versions/:version',
    needs: forMeeting('see drafts'),
    read: async visit => {
      const model = await readMinutesPage(visit)
      const version = Number(visit.params.version)
      const draft = Number.isSafeInteger(version)
        ? await draftWithVersion(visit.db, model.of.meeting.id, version)
        : undefined
      if (!draft) throw new NotFound('There is no such version of these minutes.')
      return { ...model, old: draft }
    },
    view: ({ old, ...model }) => (
      <MeetingFrame
        of={model.of}
        title={`Minutes as saved in version ${old.version}`}
        crumbs={[{ text: 'Minutes', href: `${workPathOf(model.of)}/minutes` }]}
      >
        {model.entries.map(entry => {
          const text = old.entries.find(({ item }) => item === entry.item)?.text ?? ''
          return (
            <section key={entry.item}>
              <h2 className="nhsuk-heading-s">
                {entry.number}. {entry.title}
              </h2>
              {text === '' ? <p>Nothing was written here.</p> : <Markdown text={text} level={3} />}
            </section>
          )
        })}
      </MeetingFrame>
    ),
  }),
]

/** A page on which somebody puts name, role and day to the minutes. */
function stepPage(
  name: 'chair' | 'signed',
  step: {
    readonly title: string
    readonly summary: string
    readonly explained: string
    readonly button: string
    readonly act: typeof approveMinutesAsChair
  },
) {
  return formPage({
    path: `/work/meetings/:body/:date/minutes/${name}`,
    needs: forMeeting('approve minutes as chair'),
    summary: step.summary,
    read: async visit => ({ of: await meetingOf(visit), viewer: visit.viewer }),
    values: ({ viewer }, { today }) => ({
      name: viewer?.name ?? '',
      role: viewer?.position ?? '',
      on: today,
    }),
    view: ({ of }, { values, refusals }) => (
      <MeetingFrame
        of={of}
        title={step.title}
        refusals={refusals}
        crumbs={[{ text: 'Minutes', href: `${workPathOf(of)}/minutes` }]}
      >
        <p>{step.explained}</p>
        <Form values={values}>
          <TextField name="name" label="Name" hint="As it will stand beneath the minutes" />
          <TextField name="role" label="Role" hint="Such as: Chair of the partnership" />
          <DateField name="on" label="Day" />
          <SubmitButton>{step.button}</SubmitButton>
        </Form>
      </MeetingFrame>
    ),
    submit: async (visit, values, { of }) => {
      const form = reading(values)
      const input = form.outcome({
        meeting: of.meeting.id,
        name: form.text('name', 'Enter the name.'),
        role: form.text('role', 'Enter the role.'),
        on: form.day('on', 'Enter the day.'),
      })
      return input.ok ? onward(visit, await step.act(visit.acting, input.value), name) : input
    },
  })
}

const mayEdit = ({ minutes, mayKeep, today }: MinutesModel) =>
  mayKeep && reasonsNotToDraft(minutes.facts, today).length === 0

const reasonsIn = (refusals: readonly Refusal[]) => refusals.map(({ message }) => message).join(' ')

/** What can be done with the minutes now, and why not the rest. */
function Steps({ model }: { model: MinutesModel }) {
  const { of, minutes, today } = model
  const at = `${workPathOf(of)}/minutes`
  if (!minutes.draft) {
    const reasons = [
      ...reasonsNotToDraft(minutes.facts, today).map(({ message }) => message),
      ...(minutes.attendanceRecorded
        ? []
        : ['Record the attendance first: the minutes begin with who was there.']),
      ...(minutes.items.length + minutes.earlier.length === 0
        ? ['Put at least one item on the agenda first.']
        : []),
    ]
    if (!model.mayKeep) return null
    return reasons.length > 0 ? (
      <Notice>
        <p>{reasons.join(' ')}</p>
      </Notice>
    ) : (
      <ActButton action={`${at}/draft`} kind="primary" small={false}>
        Make the first draft from the record
      </ActButton>
    )
  }
  const named = { by: 'x', role: 'x', on: today }
  const chair = reasonsNotToApproveAsChair(minutes.facts, named, today)
  const sign = reasonsNotToSign(minutes.facts, named, today)
  return (
    <>
      <ButtonRow>
        {model.mayApprove && chair.length === 0 ? (
          <ButtonLink href={`${at}/chair`} small>
            Approve the draft as chair
          </ButtonLink>
        ) : null}
        {model.mayApprove && sign.length === 0 ? (
          <ButtonLink href={`${at}/signed`} small>
            Sign the minutes
          </ButtonLink>
        ) : null}
        {model.mayPublish && of.meeting.kind !== 'workshop' ? (
          <ButtonLink href={`${at}/publish`} kind="secondary" small>
            Publish these minutes
          </ButtonLink>
        ) : null}
      </ButtonRow>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {model.mayApprove || chair.length > 0 ? null : (
          <li>The chair has not approved this draft yet.</li>
        )}
        {minutes.standing.state === 'approved' || minutes.standing.state === 'signed' ? null : (
          <li>They are approved at the next quorate meeting, on that meeting’s own page.</li>
        )}
        {model.mayApprove && sign.length > 0 ? <li>Signing: {reasonsIn(sign)}</li> : null}
        <li>
          {model.published[0] ? (
            <>
              Version {model.published[0].version} is published (
              {stateWords(model.published[0].state)}
              ). <a href={publicPathOf(of)}>See the public page</a>
            </>
          ) : (
            'Nothing is published yet: the public page says that minutes are awaited.'
          )}
        </li>
      </ul>
      <Approvals approvals={minutes.forPublic.approvals} />
    </>
  )
}

/** Matters arising: the minutes of earlier meetings that this one may approve. */
function EarlierMinutes({ model }: { model: MinutesModel }) {
  if (model.awaiting.length === 0) return null
  return (
    <section>
      <h2 className="nhsuk-heading-m">Minutes put to this meeting</h2>
      <p>Those of earlier meetings that no quorate meeting has approved yet.</p>
      {model.awaiting.map(earlier => (
        <Earlier key={earlier.meeting.id} earlier={earlier} model={model} />
      ))}
    </section>
  )
}

const correctionWords = ({ number, was, reads }: PlacedCorrection) =>
  `Item ${number}: ‘${was}’ to read ‘${reads}’`

/** Corrections of these minutes, and of earlier ones that this meeting may agree. */
function CorrectionsHere({ model }: { model: MinutesModel }) {
  const { of, corrections, openCorrections, mayKeep } = model
  const at = `${workPathOf(of)}/minutes`
  const settled = isSettled(model.published.map(({ state }) => state))
  return (
    <>
      {openCorrections.length === 0 ? null : (
        <section>
          <h2 className="nhsuk-heading-m">Corrections put to this meeting</h2>
          {openCorrections.map(correction => (
            <section key={correction.id}>
              <p>
                Minutes of {formatDay(correction.minutes_of)}, {correctionWords(correction)}. Why:{' '}
                {correction.why}
              </p>
              {mayKeep ? (
                <ActButton
                  action={`${at}/corrections/agree`}
                  hidden={{ correction: correction.id }}
                >
                  Record that this meeting agreed the correction
                </ActButton>
              ) : null}
            </section>
          ))}
        </section>
      )}
      {settled ? (
        <section>
          <h2 className="nhsuk-heading-m">Corrections of these minutes</h2>
          {corrections.map(correction => (
            <section key={correction.id}>
              <p>
                {correctionWords(correction)}. Why: {correction.why}{' '}
                {correction.agreed_day
                  ? `Agreed on ${formatDay(correction.agreed_day)}.`
                  : correction.withdrawn_on
                    ? `Withdrawn: ${correction.withdrawn_because}`
                    : 'It awaits a later quorate meeting.'}
              </p>
              {mayKeep && !correction.agreed_day && !correction.withdrawn_on ? (
                <p>
                  <a href={`${at}/corrections/${correction.id}/withdraw`}>Withdraw it</a>
                </p>
              ) : null}
            </section>
          ))}
          {mayKeep ? (
            <ButtonRow>
              <ButtonLink href={`${at}/corrections/new`} kind="secondary" small>
                Propose a correction
              </ButtonLink>
            </ButtonRow>
          ) : null}
        </section>
      ) : null}
    </>
  )
}

function Earlier({ earlier, model }: { earlier: AwaitingMinutes; model: MinutesModel }) {
  const { of, minutes, today } = model
  const at = `${workPathOf(of)}/minutes`
  const manner = minutes.quorum.mannerForMinutes
  const reasons = minutes.attendanceRecorded
    ? reasonsNotToApproveAtMeeting(
        earlier.facts,
        { on: of.meeting.day, manner },
        today,
        minutesTermsOf(of.body),
      )
    : [
        {
          code: 'attendance-not-recorded',
          message: 'Record this meeting’s attendance first: only a quorate meeting approves them.',
        },
      ]
  const onlyInquorate = reasons.length > 0 && reasons.every(({ code }) => code === 'inquorate')
  const foundHere = earlier.facts.putTo.some(({ on }) => on === of.meeting.day)
  return (
    <section>
      <h3 className="nhsuk-heading-s">
        <a href={`${workPathOf({ body: of.body, meeting: earlier.meeting })}/minutes`}>
          {nameOfMeeting(earlier)}
        </a>
      </h3>
      <p>{earlier.standing.working}</p>
      {reasons.length > 0 ? <p className="nhsuk-hint">{reasonsIn(reasons)}</p> : null}
      {model.mayKeep && reasons.length === 0 ? (
        <ActButton action={`${at}/approve`} hidden={{ minutesOf: earlier.meeting.id }}>
          {`Record that this meeting approved the minutes of ${formatDay(earlier.meeting.day)}`}
        </ActButton>
      ) : null}
      {model.mayKeep && onlyInquorate && !foundHere ? (
        <ActButton action={`${at}/find-correct`} hidden={{ minutesOf: earlier.meeting.id }}>
          {`Record that they were found correct, to be approved later`}
        </ActButton>
      ) : null}
    </section>
  )
}

function Warnings({ model: { minutes } }: { model: MinutesModel }) {
  const warnings = exclusionWarnings(minutes.items, minutes.exclusions)
  return warnings.map(warning => (
    <Warning key={warning} heading="Before you publish">
      <p>{warning}</p>
    </Warning>
  ))
}

/** What the record holds of an item: shown beside its text, never typed into it. */
function FromTheRecord({ entry }: { entry: ComposedEntry }) {
  const { declarations, decisions, actions } = entry
  if (declarations.length + decisions.length + actions.length === 0) return null
  return (
    <Notice>
      <p className="nhsuk-hint">From the record, printed beneath this text:</p>
      {declarations.map(declared => (
        <p key={`${declared.who} ${declared.interest}`}>
          <DeclarationText declared={declared} />
        </p>
      ))}
      {decisions.map(decision => (
        <DecisionText key={decision.id} decision={decision} />
      ))}
      {actions.map(action => (
        <ActionText key={action.number} action={action} />
      ))}
    </Notice>
  )
}

function Editor({
  model,
  values,
  refusals,
}: {
  model: MinutesModel
  values: Readonly<Record<string, string | readonly string[] | undefined>>
  refusals: readonly Refusal[]
}) {
  const { minutes, entries } = model
  const stale = refusals.some(isAboutVersion)
  const numbered = minutes.quorum.termsInForce?.terms.minuteNumbers != null
  return (
    <Form values={values}>
      <p id="version" className="nhsuk-hint">
        Marks you can use: **bold**, *italics*, lists with - and 1., tables, [links](https://…).
        Declarations, decisions and actions stand beneath each item from the record, so that they
        cannot differ from it.
      </p>
      {entries.map(entry => {
        const typed = values[textField(entry.item)]
        const differs = stale && typeof typed === 'string' && typed.trim() !== entry.text
        return (
          <section key={entry.item}>
            {numbered ? (
              <TextField
                name={numberField(entry.item)}
                label={`Minute number of item ${entry.number}`}
                width={10}
              />
            ) : null}
            <TextArea
              name={textField(entry.item)}
              label={`${entry.number}. ${entry.title}`}
              size="s"
              rows={entry.text.length > 400 ? 12 : 6}
              {...(entry.audience === 'private'
                ? { hint: `Private item, not published: ${entry.privateReason}` }
                : {})}
            />
            {differs ? (
              <Warning heading={`Saved meanwhile, item ${entry.number}`} level={3}>
                {entry.text === '' ? (
                  <p>Nothing is written here in the saved version.</p>
                ) : (
                  <StoredText stored={entry.text} typed={typed} />
                )}
              </Warning>
            ) : null}
            <FromTheRecord entry={entry} />
          </section>
        )
      })}
      <SubmitButton>Save the minutes</SubmitButton>
    </Form>
  )
}

function Record({ model: { minutes } }: { model: MinutesModel }) {
  return (
    <section>
      <h2 className="nhsuk-heading-m">Attendance in these minutes</h2>
      {minutes.forPublic.earlier?.map(({ meeting, sitting, attendance }) => (
        <section key={meeting.day}>
          <h3 className="nhsuk-heading-s">Sitting of {formatDay(day(meeting.day))}</h3>
          <SittingText sitting={sitting} />
          <AttendanceTables attendance={attendance} />
        </section>
      ))}
      <SittingText sitting={minutes.forPublic.sitting} />
      <AttendanceTables attendance={minutes.forPublic.attendance} />
      <CourseOfMeeting
        course={minutes.forPublic.course}
        meetingDay={minutes.forPublic.meeting.day}
      />
    </section>
  )
}

function Versions({ model }: { model: MinutesModel }) {
  return (
    <DataTable
      caption="Versions saved"
      rows={model.saves}
      keyOf={save => String(save.version)}
      empty="Nothing is saved yet."
      columns={[
        {
          heading: 'Version',
          namesRow: true,
          cell: save => (
            <a href={`${workPathOf(model.of)}/minutes/versions/${save.version}`}>
              Version {save.version}
            </a>
          ),
        },
        { heading: 'Saved on', cell: save => <DayText day={save.saved_on} /> },
        {
          heading: 'By',
          cell: save => model.savers.get(save.saved_by ?? '')?.name ?? '–',
        },
      ]}
    />
  )
}
