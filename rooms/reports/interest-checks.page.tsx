import { Fold } from '../../design/fold.tsx'
import { Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Done } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { WorkPage } from '../../design/shell.tsx'
import { StatusTag } from '../../design/status-tag.tsx'
import { TextArea } from '../../design/text-fields.tsx'
import { formatDay } from '../../platform/day.rules.ts'
import { formPage, textOf, type Visit, workPage } from '../../platform/http/page.ts'
import { done, NotFound } from '../../platform/outcome.ts'
import { countOf, opening } from '../../platform/plain-english.rules.ts'
import { forBody } from '../bodies/body-visit.ts'
import { type Body, readBodyBySlug } from '../bodies/read-body.ts'
import { accountSections } from '../duties/account-paths.ts'
import { answerInterestCheck } from './answer-interest-check.ts'
import {
  type AnsweredFinding,
  type InterestCheck,
  type InterestFinding,
  interestChecks,
} from './interest-checks.rules.ts'
import { checksPath } from './interest-checks-path.ts'
import { type InterestChecks, readInterestChecks } from './read-interest-checks.ts'

const answerPath = (body: Body, { about }: InterestFinding) =>
  `${checksPath(body)}/answer?about=${encodeURIComponent(about)}`

async function readChecks(visit: Visit) {
  const body = await readBodyBySlug(visit.db, visit.params.slug ?? '')
  return { body, checks: await readInterestChecks(visit.db, body, visit.acting, visit.today) }
}

type Model = Awaited<ReturnType<typeof readChecks>>

const Open = ({ body, finding }: { body: Body; finding: InterestFinding }) => (
  <li>
    <p className="nhsuk-u-margin-bottom-1">
      <strong>{finding.what}</strong>
    </p>
    <p className="nhsuk-u-margin-bottom-1">{finding.why}</p>
    <p>
      <a href={finding.mend.href}>
        {finding.mend.text}
        <span className="nhsuk-u-visually-hidden">: {finding.what}</span>
      </a>
      {finding.see ? (
        <>
          , <a href={finding.see.href}>{finding.see.text}</a>
        </>
      ) : null}
      , or{' '}
      <a href={answerPath(body, finding)}>
        say why it is no fault
        <span className="nhsuk-u-visually-hidden">: {finding.what}</span>
      </a>
    </p>
  </li>
)

const Answered = ({
  body,
  checks,
  each: { finding, answer },
}: {
  body: Body
  checks: InterestChecks
  each: AnsweredFinding
}) => (
  <li>
    <p className="nhsuk-u-margin-bottom-1">
      <strong>{finding.what}</strong> <StatusTag colour="grey">No fault</StatusTag>
    </p>
    <p className="nhsuk-u-margin-bottom-1">{finding.why}</p>
    <p>
      “{answer.word}”{' '}
      <span className="gt-quiet">
        {answer.by === null ? 'Answered' : `Answered by ${checks.nameOf(answer.by)}`} on{' '}
        {formatDay(answer.on)}.
      </span>{' '}
      <a href={answerPath(body, finding)}>
        Take it back<span className="nhsuk-u-visually-hidden">: {finding.what}</span>
      </a>
    </p>
  </li>
)

function Check({ check, body, checks }: { check: InterestCheck } & Model) {
  const { title, asks, rule, none } = interestChecks[check]
  const open = checks.open.filter(finding => finding.check === check)
  const answered = checks.answered.filter(({ finding }) => finding.check === check)
  return (
    <section aria-labelledby={check}>
      <h2 className="nhsuk-heading-m" id={check}>
        {title}{' '}
        {open.length === 0 ? (
          <StatusTag colour="green">Nothing open</StatusTag>
        ) : (
          <StatusTag colour="amber">{`${open.length} open`}</StatusTag>
        )}
      </h2>
      <p className="nhsuk-u-margin-bottom-1">{asks}</p>
      <p className="gt-quiet nhsuk-u-margin-bottom-4">{rule}</p>
      {open.length > 0 ? (
        <ul className="nhsuk-list">
          {open.map(finding => (
            <Open key={finding.about} body={body} finding={finding} />
          ))}
        </ul>
      ) : answered.length === 0 ? (
        <p>{none}</p>
      ) : null}
      {answered.length > 0 ? (
        <Fold
          summary={opening(
            countOf(answered.length, 'answered as no fault', 'answered as no fault'),
          )}
        >
          <ul className="nhsuk-list">
            {answered.map(each => (
              <Answered key={each.finding.about} body={body} checks={checks} each={each} />
            ))}
          </ul>
        </Fold>
      ) : null}
    </section>
  )
}

const crumbs = [{ text: 'What is due', href: '/work/duties?show=all' }]

/** Cross-checks of a body's register of interests, and the answers to what they find (R-COI-3, R-COI-5, R-COI-8). */
export const interestCheckPages = [
  workPage({
    path: '/work/bodies/:slug/interest-checks',
    needs: forBody('keep interests'),
    read: async visit => ({
      ...(await readChecks(visit)),
      answered: textOf(visit.query, 'done') === 'answered',
    }),
    view: ({ body, checks, answered }, { viewer }) => (
      <WorkPage
        title={`Checks of interests, ${body.name}`}
        breadcrumbs={crumbs}
        sections={accountSections(body, viewer)}
      >
        <PageHeading
          caption={body.name}
          title="Checks of interests"
          lede="The register held against agendas, seats and minutes. What is found may be no fault: then say so, and why."
        />
        {answered ? <Done>Your answer is recorded.</Done> : null}
        {(Object.keys(interestChecks) as InterestCheck[]).map(check => (
          <Check key={check} check={check} body={body} checks={checks} />
        ))}
      </WorkPage>
    ),
  }),
  formPage({
    path: '/work/bodies/:slug/interest-checks/answer',
    needs: forBody('keep interests'),
    summary: 'Says why something that the checks of a register of interests found is no fault.',
    read: async visit => {
      const { body, checks } = await readChecks(visit)
      return { body, checks, about: textOf(visit.query, 'about') }
    },
    values: ({ about, checks }) => ({
      about,
      outcome: checks.answered.some(({ finding }) => finding.about === about)
        ? 'taken back'
        : 'no fault',
    }),
    view: ({ body, checks }, { values, refusals }) => {
      const about = textOf(values, 'about')
      const takesBack = textOf(values, 'outcome') === 'taken back'
      const found = [...checks.open, ...checks.answered.map(({ finding }) => finding)].find(
        finding => finding.about === about,
      )
      // What was mended meanwhile is still told of where somebody was about to answer it.
      if (!found && refusals.length === 0)
        throw new NotFound('This is not found any more: it was mended meanwhile.')
      return (
        <WorkPage
          title={takesBack ? 'Take an answer back' : 'Say why it is no fault'}
          refusals={refusals}
          breadcrumbs={[...crumbs, { text: 'Checks of interests', href: checksPath(body) }]}
        >
          <PageHeading
            caption={`Checks of interests, ${body.name}`}
            title={takesBack ? 'Take an answer back' : 'Say why it is no fault'}
          />
          {found ? (
            <>
              <h2 className="nhsuk-heading-m">{found.what}</h2>
              <p>{found.why}</p>
              <p className="gt-quiet nhsuk-u-margin-bottom-4">{interestChecks[found.check].rule}</p>
            </>
          ) : null}
          <Form values={values}>
            <HiddenField name="about" value={about} />
            <HiddenField name="outcome" value={textOf(values, 'outcome')} />
            <TextArea
              name="word"
              label={takesBack ? 'Why it no longer holds' : 'Why it is no fault'}
              hint="For those who keep the register"
              rows={3}
            />
            <SubmitButton>{takesBack ? 'Take it back' : 'Record the answer'}</SubmitButton>
          </Form>
        </WorkPage>
      )
    },
    submit: async (visit, values, { body }) => {
      const outcome = await answerInterestCheck(visit.acting, {
        body: body.id,
        about: textOf(values, 'about'),
        outcome: textOf(values, 'outcome') === 'taken back' ? 'taken back' : 'no fault',
        word: textOf(values, 'word'),
      })
      return outcome.ok ? done(`${checksPath(body)}?done=answered`) : outcome
    },
  }),
]
