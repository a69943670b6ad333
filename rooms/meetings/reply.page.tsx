import { Fold } from '../../design/fold.tsx'
import { Form, HiddenField, SubmitButton } from '../../design/form.tsx'
import { Done, Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage, WorkPage } from '../../design/shell.tsx'
import { formatDayWithWeekday } from '../../platform/day.rules.ts'
import {
  type FormState,
  formPage,
  type Page,
  textOf,
  type Values,
  type Visit,
} from '../../platform/http/page.ts'
import { networkOf, tries } from '../../platform/http/tries.ts'
import { NotFound, NotPermitted } from '../../platform/outcome.ts'
import { hashOf } from '../people/secret.ts'
import { answers } from './invitation.rules.ts'
import { replyAddress } from './invitation-letter.rules.ts'
import { whenAndWhere } from './meeting-parts.view.tsx'
import { workPathOf } from './meeting-paths.ts'
import { idIn } from './meeting-visit.ts'
import { findInvitationByLink, replyOf } from './read-invitations.ts'
import { type Replying, readReplying } from './read-replying.ts'
import { chosenIn, ReplyFields, readReply, repliedValues } from './reply-fields.view.tsx'
import { replyByLink, replyToInvitation } from './reply-to-invitation.ts'

/** Nobody mistypes a link so often; whoever guesses needs far more tries. */
const wrongLinks = tries({ purpose: 'reply links that are not known', most: 20, minutes: 10 })

type LinkModel = { readonly key: string; readonly replying: Replying }

async function readLink({ db, acting, query, now, address }: Visit): Promise<LinkModel> {
  const key = textOf(query, 'key')
  const id = key === '' ? undefined : await findInvitationByLink(db, hashOf(key))
  const replying = id && (await readReplying(db, id, now))
  // A right link always opens: others in the same network cannot shut it.
  if (!replying) {
    const network = networkOf(address)
    if (await wrongLinks.isShut(acting.db, network, now))
      throw new NotPermitted(
        'Too many links that are not known here were opened from your address. Wait ten minutes, then open the link in your letter again.',
      )
    await wrongLinks.count(acting.db, network, now)
    throw new NotFound(
      'This link is not known here. Check that the whole of it was copied from the letter.',
    )
  }
  return { key, replying }
}

const Meeting = ({ replying }: { replying: Replying }) => (
  <p>
    {formatDayWithWeekday(replying.meeting.day)}, {whenAndWhere(replying.meeting)}
  </p>
)

const Shut = ({ replying }: { replying: Replying }) => (
  <Warning heading="No reply can be given">
    {replying.shut.map(({ code, message }) => (
      <p key={code}>{message}</p>
    ))}
  </Warning>
)

const sayingOf = (replying: Replying) =>
  answers.find(({ answer }) => answer === replyOf(replying)?.answer)?.says

/** The whole form; folded away where one press of a button is enough. */
const WholeForm = ({
  action,
  replying,
  values,
}: {
  action: string
  replying: Replying
  values: Values
}) => (
  <Form action={action} values={values}>
    <ReplyFields replying={replying} forOneself />
    <SubmitButton>Send this reply</SubmitButton>
  </Form>
)

/** The answer chosen by the link and its one button, or the whole form. */
function ReplyByLink({ model, form, visit }: { model: LinkModel; form: FormState; visit: Visit }) {
  const { key, replying } = model
  const action = replyAddress('', key)
  const whole = <WholeForm action={action} replying={replying} values={form.values} />
  if (form.refusals.length > 0) return whole
  if (textOf(visit.query, 'recorded') === 'yes')
    return (
      <>
        <p>You can change it until the meeting begins, here or by the links in your letter.</p>
        <Fold summary="Change the answer">{whole}</Fold>
      </>
    )
  const chosen = chosenIn(visit.query, replying)
  // Who comes as deputy has still to be said.
  if (!chosen || chosen.answer === 'deputy') return whole
  return (
    <>
      <Form action={action}>
        <HiddenField name="answer" value={chosen.slug} />
        <SubmitButton>Reply: {chosen.says}</SubmitButton>
      </Form>
      <Fold
        summary={
          chosen.answer === 'apologies' ? 'Give a reason, or another answer' : 'Another answer'
        }
      >
        {whole}
      </Fold>
    </>
  )
}

/**
 * A reply by the link in a letter, without signing in. Opening it changes nothing, for programs
 * that look through mail open every link: the button does. It shows nothing private: neither a
 * reason nor a deputy, nor how to join.
 */
const linkPage = formPage({
  path: '/reply',
  needs: 'anyone',
  readsAs: 'the installation',
  summary: 'Replies to an invitation by the link in a letter.',
  browserOnly: true,
  read: readLink,
  values: ({ replying }, { query }) => {
    const chosen = chosenIn(query, replying)?.slug
    return { answer: chosen ?? repliedValues(replying).answer }
  },
  view: (model, form, visit) => {
    const { replying } = model
    const { person, body, shut } = replying
    const said = sayingOf(replying)
    const isRecorded = textOf(visit.query, 'recorded') === 'yes' && form.refusals.length === 0
    return (
      <PublicPage title={`Reply of ${person.name}`} refusals={form.refusals}>
        {isRecorded && said && shut.length === 0 ? (
          <Done>
            The reply of {person.name} is recorded: {said}.
          </Done>
        ) : null}
        <PageHeading caption={body.name} title="Will you come?" />
        <Meeting replying={replying} />
        {shut.length > 0 ? (
          <Shut replying={replying} />
        ) : (
          <>
            {isRecorded ? null : (
              <>
                <p>
                  This is the reply of <strong>{person.name}</strong>. If that is not you, their
                  letter was passed on: please close this page.
                </p>
                {said ? <p>The answer so far: {said}.</p> : null}
              </>
            )}
            <ReplyByLink model={model} form={form} visit={visit} />
          </>
        )}
      </PublicPage>
    )
  },
  submit: async ({ acting }, values, { key }) => {
    const given = readReply(values)
    if (!given.ok) return given
    const outcome = await replyByLink(acting, { ...given.value, key })
    return outcome.ok ? { ok: true, value: `${replyAddress('', key)}&recorded=yes` } : outcome
  },
})

const invitationOf = async (visit: Visit): Promise<Replying> => {
  const replying = await readReplying(visit.db, idIn(visit, 'invitation'), visit.now)
  if (!replying || replying.person.id !== visit.viewer?.person)
    throw new NotFound('There is no invitation of yours at this address.')
  return replying
}

/** The same for a member who has signed in. */
const ownPage = formPage({
  path: '/work/invitations/:invitation',
  needs: 'a person',
  summary: 'Replies to one’s own invitation.',
  read: invitationOf,
  values: repliedValues,
  view: (replying, { values, refusals }, { query, viewer }) => {
    const { body, meeting, shut } = replying
    const mayRead = viewer?.may('see drafts', body.id) ?? false
    const said = sayingOf(replying)
    return (
      <WorkPage title={`Your reply, ${body.name}`} refusals={refusals}>
        {textOf(query, 'recorded') === 'yes' && refusals.length === 0 && said ? (
          <Done>Your reply is recorded: {said}.</Done>
        ) : null}
        <PageHeading caption={body.name} title="Your reply" />
        <Meeting replying={replying} />
        {meeting.joining === '' || meeting.mode === 'in person' ? null : (
          <p>How to join remotely: {meeting.joining}</p>
        )}
        {mayRead ? (
          <p>
            <a href={`${workPathOf(replying)}/read`}>Read the papers</a>
          </p>
        ) : null}
        {shut.length > 0 ? (
          <Shut replying={replying} />
        ) : (
          <WholeForm
            action={`/work/invitations/${replying.invitation.id}`}
            replying={replying}
            values={values}
          />
        )}
      </WorkPage>
    )
  },
  submit: async ({ acting }, values, { invitation }) => {
    const given = readReply(values)
    if (!given.ok) return given
    const outcome = await replyToInvitation(acting, { ...given.value, invitation: invitation.id })
    return outcome.ok
      ? { ok: true, value: `/work/invitations/${invitation.id}?recorded=yes` }
      : outcome
  },
})

/** A reply to an invitation: by the link in a letter, and signed in. */
export const replyPages: Page[] = [linkPage, ownPage]
