import { Warning } from '../../design/notice.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PasskeyForm } from '../../design/passkey.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { TextField } from '../../design/text-fields.tsx'
import { SESSION_COOKIE } from '../../platform/http/credentials.ts'
import { formPage, type Page, textOf, type Visit } from '../../platform/http/page.ts'
import { type Outcome, type Refusal, refused } from '../../platform/outcome.ts'
import { inTransaction } from '../../platform/record/verb.ts'
import { addPasskey, holdPerson, withdrawCopiedPasskey } from './change-passkeys.ts'
import { FIRST_PASSKEY, nextStep, SECOND_STEP, startSession } from './enter.ts'
import { type OwnSession, readSession } from './list-sessions.ts'
import { askToAdd, askToSign, checkMade, checkSigned } from './passkeys.ts'
import { everybodyMay } from './permissions.rules.ts'
import type { Waiting } from './session.rules.ts'
import { endHalfSession, noteWrong } from './waiting-sessions.ts'

type Db = Visit['acting']['db']

const over: Refusal = {
  code: 'sign-in-over',
  message: 'This sign-in has run out, or was finished in another window. Begin again.',
}

type Model = { readonly session: OwnSession; readonly options: string } | null

/** The sign-in that waits in this browser for such a step, and what is asked for it. */
const waiting =
  (step: Waiting, ask: (db: Db, visit: Visit, session: OwnSession) => Promise<string>) =>
  async (visit: Visit): Promise<Model> => {
    const { db } = visit.acting
    const session = await readSession(db, visit.cookie(SESSION_COOKIE), new Date())
    if (session?.waitsFor !== step) return null
    return { session, options: await ask(db, visit, session) }
  }

const asked = (session: OwnSession) => ({
  session: session.id,
  person: session.person,
  now: new Date(),
})

const NothingWaits = () => (
  <>
    <Warning heading="There is no sign-in to finish">
      <p>{over.message}</p>
    </Warning>
    <p>
      <a href="/sign-in">Sign in</a>
    </p>
  </>
)

/** The second step done: the half session gives way to a whole one, under a new secret. Once. */
async function finish(db: Db, visit: Visit, session: OwnSession): Promise<Outcome<string>> {
  if (!(await endHalfSession(db, session.id))) return refused(over)
  await startSession(db, visit, {
    person: session.person,
    method: session.method,
    onward: session.onward,
  })
  return { ok: true, value: session.onward }
}

const actingAs = (visit: Visit, person: string) => ({
  ...visit.acting,
  person,
  may: everybodyMay,
})

const passkeyPage = formPage<Model>({
  path: SECOND_STEP,
  needs: 'anyone',
  summary: 'Asks for the passkey of somebody who signs in.',
  browserOnly: true,
  read: waiting('passkey', (db, visit, session) => askToSign(db, visit.settings, asked(session))),
  view: (model, { refusals }) => (
    <PublicPage title="Use your passkey" refusals={refusals}>
      <PageHeading title="Use your passkey" />
      {model ? (
        <>
          <p>
            You are nearly signed in as <strong>{model.session.name}</strong>. Your device asks for
            your finger, your face or its code.
          </p>
          <PasskeyForm asks="use" options={model.options} button="Use my passkey" />
          <p>
            Lost it? Ask whoever looks after people in this record, usually the governance team:
            they take the lost one away and make a link with which you can make another.
          </p>
          <p>
            <a href="/sign-in">Begin again</a>
          </p>
        </>
      ) : (
        <NothingWaits />
      )}
    </PublicPage>
  ),
  submit: async (visit, values, model) => {
    if (!model) return refused(over)
    const { session } = model
    const { db } = visit.acting
    const signed = await checkSigned(db, visit.settings, asked(session), textOf(values, 'answer'))
    if (!signed.ok) return (await noteWrong(db, session.id)) ? signed : refused(over)
    if (signed.value.copied) {
      await withdrawCopiedPasskey(actingAs(visit, session.person), {
        passkey: signed.value.passkey,
      })
      visit.setCookie(SESSION_COOKIE, null)
      return refused({
        code: 'passkey-copied',
        message: `The passkey “${signed.value.name}” seems to have been copied: another device used it since. It was taken away, and you are signed out everywhere. Tell whoever looks after people in this record.`,
      })
    }
    return finish(db, visit, session)
  },
})

const firstPasskeyPage = formPage<Model>({
  path: FIRST_PASSKEY,
  needs: 'anyone',
  summary: 'Makes the first passkey of somebody whose role needs one.',
  browserOnly: true,
  read: waiting('new passkey', (db, visit, session) =>
    askToAdd(db, visit.settings, { ...asked(session), name: session.name }),
  ),
  view: (model, { values, refusals }) => (
    <PublicPage title="Make a passkey" refusals={refusals}>
      <PageHeading title="Make a passkey" />
      {model ? (
        <>
          <p>
            You are nearly signed in as <strong>{model.session.name}</strong>. Your role needs a
            passkey beside your first sign-in: a key that stays on your device, phone or security
            key and is used with your finger, your face or its code. Nothing of these reaches us.
          </p>
          <PasskeyForm asks="make" options={model.options} button="Make a passkey" values={values}>
            <TextField
              name="name"
              label="A name to know it by"
              hint="Such as “Work laptop”"
              width={20}
            />
          </PasskeyForm>
        </>
      ) : (
        <NothingWaits />
      )}
    </PublicPage>
  ),
  submit: async (visit, values, model) => {
    if (!model) return refused(over)
    const { session } = model
    const { db } = visit.acting
    const made = await checkMade(db, visit.settings, asked(session), textOf(values, 'answer'))
    if (!made.ok) return made
    return inTransaction<string>(db, async tx => {
      await holdPerson(tx, session.person)
      // Since the first step they may have got one elsewhere: a mailbox alone must not add another.
      if ((await nextStep(tx, visit, session.person, session.method)) !== 'new passkey')
        return refused(over)
      const added = await addPasskey(
        { ...actingAs(visit, session.person), db: tx },
        { name: textOf(values, 'name'), made: made.value },
      )
      if (!added.ok) return added
      await startSession(tx, visit, {
        person: session.person,
        method: session.method,
        onward: session.onward,
      })
      return { ok: true, value: session.onward }
    })
  },
})

/** The second step of signing in. */
export const passkeyPages: Page[] = [passkeyPage, firstPasskeyPage]
