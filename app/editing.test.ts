import { expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { type FormPage, textOf } from '../platform/http/page.ts'
import { expectDone } from '../platform/outcome.ts'
import { onVersion, versionOf } from '../platform/record/on-version.ts'
import { readSettings } from '../platform/settings.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { readBody } from '../rooms/bodies/read-body.ts'
import { draftMinutes } from '../rooms/meetings/draft-minutes.ts'
import { readSitting } from '../rooms/meetings/read-attendance.ts'
import { latestDraft } from '../rooms/meetings/read-drafts.ts'
import { recordAttendance } from '../rooms/meetings/record-attendance.ts'
import {
  aCommittee,
  aMeeting,
  anItem,
  aPerson,
  present,
} from '../rooms/meetings/sitting.samples.ts'
import { changeContact } from '../rooms/people/change-contact.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { beginSession, issueToken } from '../rooms/people/identify.ts'
import { readPersonForStaff } from '../rooms/people/list-people.ts'
import { housePages } from './pages.ts'
import { aHouse } from './visitor.samples.ts'

/** The forms that only add, and why none of them can undo what somebody else typed. */
const addsOnly: Readonly<Record<string, readonly string[]>> = {
  'it makes something new': [
    '/set-up',
    '/work/bodies/new',
    '/work/bodies/:slug/delegations',
    '/work/bodies/:slug/members',
    '/work/bodies/:slug/attendance',
    '/work/bodies/:slug/seats/new',
    '/work/bodies/:slug/seats/:seat/appoint',
    '/work/bodies/:slug/seats/:seat/deputy',
    '/work/bodies/:slug/offices/new',
    '/work/bodies/:slug/participants/new',
    '/work/bodies/:slug/year/:year/plan',
    '/work/bodies/:slug/year/:year/dates',
    '/work/bodies/:slug/forward-plan/add',
    '/work/bodies/:slug/forward-plan/recurring/new',
    '/work/bodies/:slug/agenda-setting/new',
    '/work/bodies/:slug/duties/gap',
    '/work/organisations/new',
    '/work/places/new',
    '/work/people/new',
    '/work/people/:id/grant',
    '/work/decisions/officer',
    '/work/decisions/ask',
    '/work/decisions/:id/attach',
    '/work/meetings/new',
    '/work/meetings/:body/:date/notice/give',
    '/work/meetings/:body/:date/agenda/add',
    '/work/meetings/:body/:date/agenda/items/:item/papers/new',
    '/work/meetings/:body/:date/papers/:paper/attach',
    '/work/meetings/:body/:date/invitations',
    '/work/meetings/:body/:date/sign-off',
    '/work/meetings/:body/:date/declarations',
    '/work/meetings/:body/:date/conflicts/add',
    '/work/meetings/:body/:date/exclusion',
    '/work/meetings/:body/:date/decisions/new',
    '/work/meetings/:body/:date/minutes/corrections/new',
    '/work/meetings/:body/:date/actions/new',
    '/work/meetings/:body/:date/review',
    '/work/actions/new',
    '/work/actions/:body/:number/report',
    '/work/interests/declare',
    '/work/interests/:body/enter',
    '/work/interests/gift',
    '/work/interests/:body/gift',
    '/work/interests/:body/dispensations',
    '/work/interests/:body/import',
    '/questions/ask',
    '/work/correspondence/new',
    '/work/correspondence/:id/reply',
    '/work/correspondence/:id/files/new',
    '/work/redactions/new',
    '/work/account/passkeys/new',
  ],
  'each reply and each correction is kept, and shown with who recorded it': [
    '/reply',
    '/work/invitations/:invitation',
    '/work/meetings/:body/:date/invitations/:invitation',
    '/work/bodies/:slug/attendance/correct',
  ],
  'it is done once: a second time is refused, with what was done': [
    '/work/bodies/:slug/terms/:terms/force',
    '/work/bodies/:slug/dissolve',
    '/work/bodies/:slug/appointments/:appointment/end',
    '/work/bodies/:slug/offices/:office/end',
    '/work/bodies/:slug/merge',
    '/work/bodies/:slug/agenda-setting/:setter/end',
    '/work/organisations/:slug/merge',
    '/work/organisations/:slug/successor',
    '/work/people/:id/merge',
    '/work/people/:id/remove',
    '/work/people/:id/handover',
    '/work/decisions/:id/lapse',
    '/work/meetings/:body/:date/files/:file/replace',
    '/work/meetings/:body/:date/papers/:paper/withdraw',
    '/work/meetings/:body/:date/agenda/items/:item/defer',
    '/work/meetings/:body/:date/agenda/items/:item/withdraw',
    '/work/meetings/:body/:date/agenda/items/:item/together',
    '/work/meetings/:body/:date/agenda/items/:item/urgent',
    '/work/meetings/:body/:date/carry',
    '/work/meetings/:body/:date/take-over',
    '/work/meetings/:body/:date/recording/deleted',
    '/work/meetings/:body/:date/minutes/chair',
    '/work/meetings/:body/:date/minutes/signed',
    '/work/meetings/:body/:date/minutes/corrections/:correction/withdraw',
    '/work/meetings/:body/:date/actions/:number/close',
    '/work/questions/:id/answer',
    '/work/questions/:id/decline',
    '/work/correspondence/:id/put',
    '/work/redactions/:id',
    '/work/interests/declared/:id/correct',
    '/work/interests/declared/:id/end',
    '/work/interests/gifts/:gift/withdraw',
    '/work/interests/:body/review/:id',
    '/work/account/passkeys/:passkey/remove',
    '/work/people/:id/access/passkeys/:passkey/take-away',
  ],
  'it adds a fact with its day to those before it': [
    '/work/interests/:body/limits',
    '/work/decisions/:id/state',
    '/work/meetings/:body/:date/decisions/:decision/undoes',
    '/work/meetings/:body/:date/movements',
    '/work/bodies/:slug/interest-checks/answer',
    '/work/meetings/:body/:date/movements/time',
  ],
  'it states in a field of its own what it was made on: `seen` or `replaces`': [
    '/work/actions/:body/:number/deadline',
    '/work/bodies/:slug/year/:year/publish',
    '/work/meetings/:body/:date/pack',
    '/work/interests/:body/import/:draft/take-in',
    '/work/meetings/:body/:date/conflicts/:item/:person/:about',
  ],
  'it freezes what stands as a further version, of which all are kept': [
    '/work/decisions/:id/publish',
    '/work/meetings/:body/:date/minutes/publish',
    '/work/bodies/:slug/assessments/:year/publish',
    '/work/meetings/:body/:date/members',
  ],
  'each decision on what is due is kept, with its reason and its day': ['/work/retention/:body'],
  'it signs somebody in, or makes what does': [
    '/sign-in',
    '/sign-in/letter',
    '/sign-in/passkey',
    '/sign-in/new-passkey',
    '/work/people/:id/access/link',
  ],
}

/** Facts of a meeting in the room have ids of their own, in whatever order they arrive (decision 6). */
const isOfTheRoom = (path: string) => path.startsWith('/work/meetings/:body/:date/room/')

const formsOf = (environment: Record<string, string>) =>
  housePages(readSettings(environment), async () => {}).filter(
    (page): page is FormPage => page.kind === 'form',
  )

test('every form that changes what exists states the version it was made on, or is listed with why it only adds', () => {
  const forms = [...formsOf({}), ...formsOf({ GOLDTHREAD_DEMO: 'off' })]
  const listed = Object.values(addsOnly).flat()
  const unversioned = new Set(
    forms.filter(({ saved, path }) => saved === null && !isOfTheRoom(path)).map(({ path }) => path),
  )
  expect([...unversioned].filter(path => !listed.includes(path))).toEqual([])
  // One that states its version, or is gone, needs no excuse.
  expect(listed.filter(path => !unversioned.has(path))).toEqual([])
  expect(new Set(forms.filter(({ saved }) => saved).map(({ path }) => path)).size).toBeGreaterThan(
    25,
  )
})

const PEOPLE = 50

const record = await freshRecord()
const today = '2025-02-14'
const house = await aHouse(record, today)
const site = await house.server.listen({ port: 0, host: '127.0.0.1' })
const acting = actingOn(record, today)
const body = await aCommittee(record, 'saved-by-many')
const meeting = await aMeeting(record, body, today)
const item = await anItem(record, meeting, '1', { title: 'Strategy' })
expectDone(await recordAttendance(acting, { meeting: meeting.id, lines: present(body) }))
expectDone(await draftMinutes(acting, { meeting: meeting.id }))
const somebody = await aPerson(record, 'Somebody with an address')

type Saver = { readonly cookie: string; readonly csrf: string; readonly bearer: string }

/** People who may all change the same things, each with a session, a form open and a token. */
const savers: Saver[] = await Promise.all(
  Array.from({ length: PEOPLE }, async (_, at) => {
    const person = await aPerson(record, `Clerk ${at}`)
    const from = day('2020-01-01')
    expectDone(await grantRole(acting, { person, role: 'clerk', scope: body.id, from }))
    expectDone(await grantRole(acting, { person, role: 'administrator', scope: null, from }))
    const session = `goldthread=${await beginSession(record.db, person, new Date())}`
    const opened = await fetch(`${site}/work/people/${somebody}/contact`, {
      headers: { cookie: session },
    })
    const set = opened.headers
      .getSetCookie()
      .find(each => each.startsWith('goldthread-csrf='))
      ?.split(';')[0]
    return {
      cookie: `${session}; ${set}`,
      csrf: /name="_csrf" value="([^"]*)"/.exec(await opened.text())?.[1] ?? '',
      bearer: await issueToken(record.db, person, new Date()),
    }
  }),
)
const anybody = savers[0] as Saver

type Kind = {
  readonly of: string
  readonly path: string
  /** The field in which each types a text of their own. */
  readonly field: string
  readonly typed: (at: string) => string
  readonly stored: () => Promise<string>
  /** Whether fifty programs try as well: once for each way of knowing a version. */
  readonly byPrograms?: boolean
}

const at = `/work/meetings/${body.slug}/${today}`
const kinds: readonly Kind[] = [
  {
    of: 'the minutes of a meeting',
    byPrograms: true,
    path: `${at}/minutes`,
    field: `text-${item}`,
    typed: who => `As ${who} heard it, the board noted the strategy.`,
    stored: async () => (await latestDraft(record.db, meeting.id))?.entries[0]?.text ?? '',
  },
  {
    of: 'what a body is for',
    path: `/work/bodies/${body.slug}/describe`,
    field: 'purpose',
    typed: who => `It is for what ${who} says.`,
    stored: async () => (await readBody(record.db, body.id)).purpose,
  },
  {
    of: 'the attendance of a meeting',
    path: `${at}/attendance`,
    field: 'note',
    typed: who => `Seen by ${who}.`,
    stored: async () => (await readSitting(record.db, meeting.id)).sitting?.note ?? '',
  },
  {
    of: 'the address of a person',
    byPrograms: true,
    path: `/work/people/${somebody}/contact`,
    field: 'email',
    typed: who => `${who.replace(/\W/g, '-')}@example.org`,
    stored: async () => (await readPersonForStaff(record.db, somebody)).email ?? '',
  },
]

/** What a program reads before it changes something. */
const standingOf = async ({ path }: Kind) => {
  const answer = await fetch(`${site}/api/v1${path}`, {
    headers: { authorization: `Bearer ${anybody.bearer}` },
  })
  return (await answer.json()) as {
    version: string
    fields: Record<string, string | string[] | undefined>
  }
}

type Told = {
  readonly type: string
  readonly refusals: readonly { readonly saved?: unknown }[]
}

const asProgram = (kind: Kind, saver: Saver, fields: Record<string, unknown>) =>
  fetch(`${site}/api/v1${kind.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${saver.bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  })

const asPage = (kind: Kind, saver: Saver, fields: Record<string, string | string[] | undefined>) =>
  fetch(`${site}${kind.path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: saver.cookie },
    body: new URLSearchParams([
      ['_csrf', saver.csrf],
      ...Object.entries(fields).flatMap(([name, value = '']) =>
        (typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
      ),
    ]),
  })

/** The text of a page, as a reader has it. */
const textIn = (html: string) =>
  html
    .replace(/<\/?mark>/g, '')
    .replace(/&#x27;/g, '’')
    .replace(/&amp;/g, '&')

for (const kind of kinds) {
  test(`of fifty people who save ${kind.of} at once, one is taken; the others see both texts`, async () => {
    const { version, fields } = await standingOf(kind)
    const own = (who: number) => kind.typed(`person ${who} of ${PEOPLE}`)
    const answers = await Promise.all(
      savers.map(async (saver, who) => {
        const answer = await asPage(kind, saver, { ...fields, [kind.field]: own(who), version })
        return { who, status: answer.status, text: textIn(await answer.text()) }
      }),
    )
    const taken = answers.filter(({ status }) => status === 303)
    expect(taken).toHaveLength(1)
    const winner = own(taken[0]?.who ?? -1)
    expect(await kind.stored()).toBe(winner)
    for (const { who, status, text } of answers.filter(each => each.who !== taken[0]?.who)) {
      expect(status).toBe(422)
      expect(text).toContain('Somebody else saved')
      expect(text).toContain(own(who))
      expect(text).toContain(winner)
    }
    // Whoever then saves on what stands now is taken.
    const now = (await standingOf(kind)).version
    expect(now).not.toBe(version)
    const refused = answers.find(each => each.status === 422)
    expect(refused?.text).toContain(`name="version" value="${now}"`)
    const again = { ...fields, [kind.field]: own(50), version: now }
    expect((await asPage(kind, anybody, again)).status).toBe(303)
    expect(await kind.stored()).toBe(own(50))
  })

  if (kind.byPrograms)
    test(`of fifty programs that save ${kind.of} at once, one is taken; the others are told what is stored`, async () => {
      const { version, fields } = await standingOf(kind)
      const own = (who: number) => kind.typed(`program ${who} of ${PEOPLE}`)
      const answers = await Promise.all(
        savers.map(async (saver, who) => {
          const answer = await asProgram(kind, saver, {
            ...fields,
            [kind.field]: own(who),
            version,
          })
          return { who, status: answer.status, body: (await answer.json()) as Told }
        }),
      )
      const taken = answers.filter(({ status }) => status === 200)
      expect(taken).toHaveLength(1)
      const now = await standingOf(kind)
      expect(textOf(now.fields, kind.field)).toBe(own(taken[0]?.who ?? -1))
      for (const { body: told } of answers.filter(({ status }) => status === 409)) {
        expect(told.type).toMatch(/\/changed-meanwhile$/)
        expect(told.refusals[0]?.saved).toMatchObject({ version: now.version, fields: now.fields })
      }
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(PEOPLE - 1)
    })

  test(`a change of ${kind.of} that states no version is refused, with what is stored and its version`, async () => {
    const { version, fields } = await standingOf(kind)
    const before = await kind.stored()
    const typed = { ...fields, [kind.field]: kind.typed('nobody who looked') }
    const answer = await asProgram(kind, anybody, typed)
    expect(answer.status).toBe(422)
    const told = (await answer.json()) as Told
    expect(told.type).toMatch(/\/version-missing$/)
    expect(told.refusals[0]?.saved).toMatchObject({ version, fields })
    expect((await asPage(kind, anybody, typed)).status).toBe(422)
    expect(await kind.stored()).toBe(before)
  })
}

test('what somebody changes otherwise between the check and the save is noticed, and nothing of it is lost', async () => {
  const person = await aPerson(record, 'Somebody who moves')
  const change = (db: typeof record.db, email: string) =>
    changeContact({ ...acting, db }, { person, email })
  expectDone(await change(record.db, 'before@example.org'))
  const textsOf = (email: string) => [{ label: 'E-mail address', text: email }]
  let looked = 0
  const outcome = await onVersion(record.db, {
    thing: `contact/${person}`,
    what: 'this address',
    opened: versionOf(textsOf('before@example.org')),
    read: async tx => {
      looked++
      return (await readPersonForStaff(tx, person)).email ?? ''
    },
    textsOf,
    act: async tx => {
      if (looked === 1) expectDone(await change(record.db, 'meanwhile@example.org'))
      return change(tx, 'mine@example.org')
    },
  })
  expect(looked).toBe(2)
  expect(outcome).toMatchObject({ ok: false, refusals: [{ code: 'changed-meanwhile' }] })
  expect((await readPersonForStaff(record.db, person)).email).toBe('meanwhile@example.org')
})
