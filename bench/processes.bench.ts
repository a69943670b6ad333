import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { SMTPServer } from 'smtp-server'
import { connect, type Db } from '../platform/database/database.ts'
import { day } from '../platform/day.rules.ts'
import { type Follower, followStream } from '../platform/http/streams.samples.ts'
import { londonMoment } from '../platform/london.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import type { Acting } from '../platform/record/verb.ts'
import { aBody, anAppointment, aPerson, aSeat, someTerms } from '../rooms/bodies/bodies.samples.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { versionOfRoom } from '../rooms/meetings/read-room.ts'
import { inTheRoom } from '../rooms/meetings/room.samples.ts'
import { aMeeting } from '../rooms/meetings/sitting.samples.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { issueToken } from '../rooms/people/identify.ts'
import type { Role } from '../rooms/people/permissions.rules.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { ended, startApp } from './app-process.ts'
import { freePort } from './free-port.ts'
import type { BenchRow } from './row.ts'
import { startTheirPostgres } from './their-postgres.ts'

const ACTS = { short: 240, full: 1000 }
const WORKERS = 8
const MEMBERS = 40
const HOLDERS = 4
const PATIENCE_MS = 60_000
/** How often the letters are sent while people act, beside each minute. */
const SENDINGS = 6
/** Minutes whose jobs are counted, each of which both processes ask for. */
const MINUTES = { short: 0, full: 2 }

/**
 * Two processes of the app, as `npm start` runs them, on one PostgreSQL that is not theirs: 1,000
 * acts of every kind go now to one and now to the other, what was begun on one is gone on with on
 * the other, and in their midst one process is asked to stop and comes back. 240 acts in short.
 */
export async function rows({ short }: { readonly short: boolean }): Promise<BenchRow[]> {
  const acts = short ? ACTS.short : ACTS.full
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-processes-'))
  const postgres = await startTheirPostgres(folder)
  const mail = await openMailbox()
  const house = await openTwo(await postgres.emptyDatabase('record'), mail.url, folder)
  const db = connect({ url: house.databaseUrl, role: 'goldthread_app', size: 4 })
  const queue = await openQueue(house.databaseUrl)
  const screens: Follower[] = []
  try {
    const world = await aWorld(db, house, mail, queue, acts)
    screens.push(...world.follow())
    const told = await actTogether(acts, world, house, queue)
    const version = await versionOfRoom(db, world.meeting)
    const agree = await within(Promise.all(screens.map(screen => screen.reaches(version))))
    const ends = await sessionsEnd(world, house)
    if (MINUTES[short ? 'short' : 'full'] > 0)
      await new Promise(resolve => setTimeout(resolve, (MINUTES.full + 0.5) * 60_000))
    const jobs = await queue.settle(db)
    const letters = await lettersSettle(db, mail)
    const kept = await examine(db, told)
    const verified = await verify(house.databaseUrl)
    for (const line of [...told.wrong, ...kept.wrong, ...jobs.wrong, ...letters.wrong, ...ends])
      process.stderr.write(`${line}\n`)
    const none = (name: string, value: number, unit: string, also = true): BenchRow => ({
      name,
      value,
      unit,
      bar: '= 0',
      holds: value === 0 && also,
    })
    return [
      none(
        'acts on two processes answered otherwise than done, one of them stopped and started again meanwhile',
        told.wrong.length,
        `of ${told.sent}, ${told.switched} of them sent to the other process`,
        told.sent >= acts,
      ),
      none(
        'acknowledged acts that do not stand once in the journal and the record',
        kept.wrong.length,
        `of ${kept.looked}`,
        kept.looked >= acts / 3,
      ),
      none('screens that did not come to the newest state', agree ? 0 : 1, `of ${screens.length}`),
      none('sessions that outlived their end on the other process', ends.length, `of ${HOLDERS}`),
      none('jobs not run once', jobs.wrong.length, `of ${jobs.count}`, jobs.count >= SENDINGS),
      none(
        'letters not sent once',
        letters.wrong.length,
        `of ${letters.count}`,
        letters.count >= acts / 10,
      ),
      none('processes that did not stop in good order when asked', told.stopped === 0 ? 0 : 1, ''),
      none('what verify found', verified === 0 ? 0 : 1, ''),
    ]
  } finally {
    for (const screen of screens) screen.leave()
    await queue.close()
    await db.destroy()
    await house.stop()
    await mail.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const within = (work: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    work.then(() => true),
    new Promise<boolean>(resolve => setTimeout(resolve, PATIENCE_MS, false).unref()),
  ])

async function until(isDone: () => Promise<boolean>): Promise<boolean> {
  const giveUpAt = performance.now() + PATIENCE_MS
  while (performance.now() < giveUpAt) {
    if (await isDone()) return true
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return false
}

// ---- what stands around ---------------------------------------------------------------------------

type Mailbox = Awaited<ReturnType<typeof openMailbox>>

/** A mail server that keeps what it is sent. */
async function openMailbox() {
  const received: { readonly to: string; readonly source: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, callback) => {
      text(stream).then(source => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address).join(), source })
        callback()
      }, callback)
    },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}?from=clerk@example.org`,
    received,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

type Two = Awaited<ReturnType<typeof openTwo>>

/** Two processes, begun at the same moment on a database that is empty. */
async function openTwo(databaseUrl: string, smtpUrl: string, folder: string) {
  const ports = [await freePort(), await freePort()]
  const sites = ports.map(port => `http://127.0.0.1:${port}`)
  const start = (at: number) =>
    startApp({
      PORT: String(ports[at]),
      GOLDTHREAD_URL: sites[0] ?? '',
      GOLDTHREAD_DATA: join(folder, `process-${at}`),
      GOLDTHREAD_DEMO: 'off',
      DATABASE_URL: databaseUrl,
      SMTP_URL: smtpUrl,
    })
  const running: ChildProcess[] = await Promise.all([start(0), start(1)])
  const site = (at: number) => sites[at % 2] ?? ''
  return {
    databaseUrl,
    site,
    /** Asks the second to stop, as a new release is put in its place; its exit code, once it is back. */
    stopAndStart: async (): Promise<number | null> => {
      running[1]?.kill('SIGTERM')
      const code = running[1] ? await ended(running[1]) : null
      running[1] = await start(1)
      return code
    },
    stop: async () => {
      for (const app of running) app.kill('SIGTERM')
      await Promise.all(running.map(ended))
    },
  }
}

type Queue = Awaited<ReturnType<typeof openQueue>>

/** Asks for jobs as the app does, and does none. */
async function openQueue(url: string) {
  const options = encodeURIComponent('-c role=goldthread_app')
  const boss = new PgBoss({
    connectionString: `${url}${url.includes('?') ? '&' : '?'}options=${options}`,
    schema: 'jobs',
    createSchema: false,
    migrate: false,
    supervise: false,
    schedule: false,
    max: 2,
  })
  boss.on('error', () => {})
  // The processes make it, once their first page can be served.
  await until(() =>
    boss.start().then(
      () => true,
      () => false,
    ),
  )
  await until(async () => (await boss.getQueue('platform.check-journal')) !== null)
  const sent: string[] = []
  const send = async (name: string) => {
    const id = await boss.send(name, {})
    if (id) sent.push(id)
  }
  return {
    send,
    /** Waits until all is done; what was done otherwise than once, of what we and the clock asked for. */
    settle: async (db: Db) => {
      const read = async () =>
        (
          await sql<{ id: string; name: string; state: string; retries: number; minute: string }>`
            select id::text, name, state::text, retry_count as retries,
              date_trunc('minute', created_on)::text as minute
            from jobs.job where name not like '\\_\\_pgboss%'`.execute(db)
        ).rows
      await until(async () => (await read()).every(({ state }) => state === 'completed'))
      const jobs = await read()
      const there = new Set(jobs.map(({ id }) => id))
      const byClock = new Map<string, number>()
      for (const { id, name, minute } of jobs) {
        const when = `${name} at ${minute}`
        if (!sent.includes(id)) byClock.set(when, (byClock.get(when) ?? 0) + 1)
      }
      return {
        count: jobs.length,
        wrong: [
          ...sent.filter(id => !there.has(id)).map(id => `The job ${id} is gone.`),
          ...jobs
            .filter(({ state, retries }) => state !== 'completed' || retries > 0)
            .map(({ name, state, retries }) => `${name} is ${state} after ${retries + 1} tries.`),
          ...[...byClock]
            .filter(([, times]) => times > 1)
            .map(([when, times]) => `${when} was asked for ${times} times.`),
        ],
      }
    },
    close: () => boss.stop({ graceful: false }),
  }
}

// ---- who acts -------------------------------------------------------------------------------------

type World = Awaited<ReturnType<typeof aWorld>>

/** A committee that sits, and four who keep it, signed in by letters: the link is asked of one process and opened on the other. */
async function aWorld(db: Db, two: Two, mail: Mailbox, queue: Queue, acts: number) {
  const now = new Date()
  const today = day(londonMoment(now).day)
  const acting: Acting = { db, person: null, today, now, may: () => true }
  const somebody = async (name: string, held: readonly Role[]) => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@fens.test`
    const { id } = expectDone(await recordPerson(acting, { name, email }))
    for (const role of held)
      expectDone(await grantRole(acting, { person: id, role, scope: null, from: today }))
    return { id, email, token: await issueToken(db, id, now) }
  }
  const board = await aBody(acting, { slug: 'a-board' })
  const seat = await aSeat(acting, board, { maxHolders: MEMBERS })
  const members: string[] = []
  for (let at = 0; at < MEMBERS; at++) {
    const person = await aPerson(acting)
    await anAppointment(acting, seat, { person })
    members.push(person)
  }
  await someTerms(acting, board)
  const body = {
    id: board,
    slug: 'a-board',
    seats: members.map(holder => ({ id: seat, role: '', holder })),
  }
  const meeting = await aMeeting({ db }, body, today)
  expectDone(
    await giveNotice(acting, {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: today,
      manner: 'On the website',
      text: 'The board meets in public.',
    }),
  )
  await inTheRoom({ db }, meeting.id).opened(now.toISOString(), body)
  const holders = await Promise.all(
    Array.from({ length: HOLDERS }, (_, at) =>
      somebody(`Keeper ${at}`, ['administrator', 'clerk']),
    ),
  )
  const readers: string[] = []
  for (let at = 0; at < acts / 10; at++) readers.push((await somebody(`Reader ${at}`, [])).email)

  const keepers = await Promise.all(
    holders.map(async ({ email, token }, at) => {
      const asked = await sendForm(
        { site: two.site(at), address: `198.51.100.${at}` },
        '/sign-in/letter',
        { email },
      )
      if (asked.status !== 303) throw new Error(`No link could be asked for: ${asked.status}`)
      let link: string | undefined
      await queue.send('platform.send-letters')
      await until(async () => {
        const letter = mail.received.find(({ to }) => to === email)?.source
        link = /\/sign-in\?key=[\w-]+/.exec(
          letter?.replace(/=\r?\n/g, '').replaceAll('=3D', '=') ?? '',
        )?.[0]
        return link !== undefined
      })
      const entered = await sendForm({ site: two.site(at + 1) }, link ?? '/', {})
      const session = /(?:^|;\s*)(goldthread=[^;]+)/.exec(entered.cookies)?.[1]
      if (!session) throw new Error(`The link did not sign in: ${entered.status}`)
      return { token, session, begunOn: at + 1 }
    }),
  )
  const path = `meetings/${body.slug}/${today}/room`
  return {
    keepers,
    readers,
    ids: Array.from({ length: ACTS.full }, () => randomUUID()),
    slug: body.slug,
    members,
    meeting: meeting.id,
    room: path,
    /** Two screens of each kind, one for each process; when theirs stops they come back to the other. */
    follow: () =>
      [0, 1].flatMap(at => {
        let tries = at
        return [
          followStream(() => `${two.site(tries++)}/${path}/stream`),
          followStream(() => `${two.site(tries++)}/work/${path}/stream`, {
            headers: { cookie: keepers[at]?.session ?? '' },
          }),
        ]
      }),
  }
}

type Browser = {
  readonly site: string
  readonly session?: string
  readonly address?: string
  /** Where the form is sent that `site` showed. */
  readonly sendsTo?: string
}

const headersOf = ({ session, address }: Browser) => ({
  ...(session ? { cookie: session } : {}),
  ...(address ? { 'x-forwarded-for': address } : {}),
})

/** Opens a form and sends it, maybe to another process than showed it. */
async function sendForm(browser: Browser, path: string, fields: Readonly<Record<string, string>>) {
  const opened = await fetch(browser.site + path, {
    headers: headersOf(browser),
    redirect: 'manual',
  })
  const body = await opened.text()
  if (opened.status !== 200) return { status: opened.status, cookies: '', body }
  const set = opened.headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '')
  const token = /name="_csrf" value="([^"]*)"/.exec(body)?.[1] ?? ''
  const sent = await fetch((browser.sendsTo ?? browser.site) + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...headersOf(browser),
      cookie: [browser.session, ...set].filter(Boolean).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ _csrf: token, ...fields }),
  })
  return {
    status: sent.status,
    cookies: sent.headers
      .getSetCookie()
      .map(cookie => cookie.split(';')[0])
      .join('; '),
    body: await sent.text(),
  }
}

// ---- what they do ---------------------------------------------------------------------------------

type Told = {
  sent: number
  /** Told by a process that it is not there just now, and sent to the other. */
  switched: number
  wrong: string[]
  /** The exit code of the process that was asked to stop. */
  stopped: number | null
  /** Acknowledged: a verb, and what is found in its line of the journal. */
  readonly acknowledged: { readonly verb: string; readonly mark: string }[]
}

async function actTogether(count: number, world: World, two: Two, queue: Queue): Promise<Told> {
  const told: Told = { sent: 0, switched: 0, wrong: [], stopped: null, acknowledged: [] }
  let away: Promise<void> | undefined
  const actAt = async (at: number) => {
    if (at === Math.floor(count * 0.4))
      away = two.stopAndStart().then(code => {
        told.stopped = code
      })
    if (at % Math.floor(count / SENDINGS) === 0) {
      await queue.send('platform.send-letters')
      await queue.send('platform.make-checkpoint')
    }
    told.sent++
    // A browser behind a proxy, which sends to the other what one process does not take.
    for (let attempt = 0; ; attempt++) {
      const answer = await act(at, attempt, world, two).catch((fault: Error) => ({
        status: codeOf(fault),
        body: fault.message,
      }))
      if (answer.status === 'ECONNREFUSED' && attempt < 3) {
        told.switched++
        continue
      }
      if (answer.status === ('done' as const)) {
        if ('mark' in answer && answer.mark) told.acknowledged.push(answer.mark)
      } else told.wrong.push(`Act ${at}: ${answer.status} ${wordsOf(answer.body ?? '')}`)
      return
    }
  }
  let next = 0
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      while (next < count) await actAt(next++)
    }),
  )
  await away
  return told
}

/** What a page says, without its head and its marks. */
const wordsOf = (body: string) =>
  body
    .replace(/^.*<main/s, '<main')
    .replace(/<[^>]*>|\s+/g, ' ')
    .slice(0, 300)

const isAway = (fault: Error) => codeOf(fault) === 'ECONNREFUSED'

const codeOf = (fault: Error) =>
  String((fault.cause as NodeJS.ErrnoException | undefined)?.code ?? fault.message)

type Answer = {
  readonly status: 'done' | 'nobody there' | number
  readonly body?: string
  readonly mark?: Told['acknowledged'][number]
}

/** One act: which, and to which process, follows from its number. */
async function act(at: number, attempt: number, world: World, two: Two): Promise<Answer> {
  const kinds = 10
  const turn = Math.floor(at / kinds)
  const here = two.site(at + turn + attempt)
  const there = two.site(at + turn + attempt + 1)
  const keeper = world.keepers[turn % world.keepers.length]
  if (!keeper) throw new Error('Nobody is signed in.')
  const { token, session } = keeper
  const name = `Person ${at}, try ${attempt}`
  const member = world.members[turn % world.members.length] ?? ''
  const mode = Math.floor(turn / world.members.length) % 2 === 0 ? 'in person' : 'remote'
  const read = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await fetch(here + path, { headers, redirect: 'manual' })
    const body = await answer.text()
    return answer.status === 200 ? { status: 'done' } : { status: answer.status, body }
  }
  const write = async (
    site: string,
    path: string,
    fields: Record<string, unknown>,
    mark: NonNullable<Answer['mark']>,
  ): Promise<Answer> => {
    const answer = await fetch(`${site}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
    const body = await answer.text()
    return answer.ok ? { status: 'done', mark } : { status: answer.status, body }
  }
  const form = async (
    browser: Omit<Browser, 'site' | 'sendsTo'>,
    path: string,
    fields: Record<string, string>,
    mark?: NonNullable<Answer['mark']>,
  ): Promise<Answer> => {
    // While one process is away there is no other to go on with.
    const { status, body } = await sendForm(
      { ...browser, site: here, sendsTo: attempt === 0 ? there : here },
      path,
      fields,
    )
    return status === 303 ? { status: 'done', ...(mark ? { mark } : {}) } : { status, body }
  }
  switch (at % kinds) {
    case 0:
      return read(['/', '/meetings', `/bodies/${world.slug}`, '/decisions'][turn % 4] ?? '/')
    case 1:
      return read(['/work', `/work/${world.room}`, '/work/people'][turn % 3] ?? '/work', {
        cookie: session,
      })
    case 2:
      return read('/api/v1/meetings', { authorization: `Bearer ${token}` })
    case 3:
      return form(
        { session },
        '/work/people/new',
        { name },
        { verb: 'people.record-person', mark: name },
      )
    case 4:
      return write(here, '/work/people/new', { name }, { verb: 'people.record-person', mark: name })
    case 5:
      return form(
        { address: `203.0.113.${turn % 250}` },
        '/questions/ask',
        {
          to: `body ${world.slug}`,
          text: `When? (${name})`,
          name: 'A resident',
          email: `resident.${at}@fens.test`,
        },
        { verb: 'voices.ask-question', mark: `When? (${name})` },
      )
    case 6: {
      // Told to both processes at the same moment, as a screen does that had no answer: done once.
      const id = world.ids[at] ?? ''
      const fields = { act: id, person: member, mode }
      const mark = { verb: 'meetings.note-change-of-mode', mark: id }
      const path = `/work/${world.room}/mode`
      const answers = await Promise.allSettled(
        [here, there].map(site => write(site, path, fields, mark)),
      )
      const came = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))
      for (const answer of answers)
        if (answer.status === 'rejected' && !isAway(answer.reason)) throw answer.reason
      return came.find(({ status }) => status !== 'done') ?? came[0] ?? { status: 'nobody there' }
    }
    case 7:
      return form(
        { session },
        '/work/actions/new',
        {
          body: world.slug,
          text: `Bring it back (${name})`,
          ownersLabel: 'Chief Nurse',
          deadlineText: 'ASAP',
          ...Object.fromEntries(
            ['year', 'month', 'day'].map((part, place) => [
              `raisedOn-${part}`,
              londonMoment(new Date()).day.split('-')[place] ?? '',
            ]),
          ),
          audience: 'public',
        },
        { verb: 'actions.raise-action', mark: `Bring it back (${name})` },
      )
    case 8:
      return read(`/work/${world.room}/log`, { authorization: `Bearer ${token}` })
    default:
      return form({ address: `192.0.2.${turn % 250}` }, '/sign-in/letter', {
        email: world.readers[turn % world.readers.length] ?? '',
      })
  }
}

// ---- what came of it ------------------------------------------------------------------------------

/** Whoever leaves on one process has left on the other. */
async function sessionsEnd(world: World, two: Two): Promise<string[]> {
  const wrong: string[] = []
  for (const [at, { session }] of world.keepers.entries()) {
    const opens = async (site: string) =>
      (await fetch(`${site}/work`, { headers: { cookie: session }, redirect: 'manual' })).status
    const before = [await opens(two.site(0)), await opens(two.site(1))]
    const page = await fetch(`${two.site(at)}/work`, { headers: { cookie: session } })
    const csrf = page.headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '')
    const token = /name="_csrf" value="([^"]*)"/.exec(await page.text())?.[1] ?? ''
    await fetch(`${two.site(at)}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: [session, ...csrf].join('; ') },
      body: new URLSearchParams({ _csrf: token }),
    })
    const after = await opens(two.site(at + 1))
    if (`${before} ${after}` !== '200,200 303')
      wrong.push(`Session ${at} answered ${before} before its end, and then ${after}.`)
  }
  return wrong
}

/** What was acknowledged and does not stand once in the journal, or what stands there and was not. */
async function examine(db: Db, { acknowledged }: Told) {
  const { rows: lines } = await sql<{ verb: string; after: string }>`
    select verb, after::text as after from platform.journal where verb in (
      'people.record-person', 'voices.ask-question', 'meetings.note-change-of-mode', 'actions.raise-action')`.execute(
    db,
  )
  const { rows: facts } = await sql<{ id: string }>`
    select id::text from meetings.proceedings where kind = 'changed mode'`.execute(db)
  const wrong = acknowledged.flatMap(({ verb, mark }) => {
    const found = lines.filter(line => line.verb === verb && line.after.includes(mark)).length
    return found === 1 ? [] : [`${verb} of ${mark} stands ${found} times in the journal.`]
  })
  const modes = acknowledged.filter(({ verb }) => verb === 'meetings.note-change-of-mode')
  if (facts.length !== modes.length)
    wrong.push(`The room holds ${facts.length} changes, and ${modes.length} were acknowledged.`)
  return { wrong, looked: acknowledged.length }
}

/** Waits until no letter waits; each that was not received once. */
async function lettersSettle(db: Db, mail: Mailbox) {
  const waiting = async () =>
    (
      await sql<{ n: number }>`
        select (select count(*) from platform.letters where sent_at is null)
          + (select count(*) from people.link_requests) as n`.execute(db)
    ).rows[0]?.n
  await until(async () => (await waiting()) === 0)
  const { rows: letters } = await sql<{ id: string; recipient: string; attempts: number }>`
    select id::text, recipient, attempts from platform.letters`.execute(db)
  const times = new Map<string, number>()
  for (const { source } of mail.received) {
    const id = /^Message-ID: <([0-9a-f-]+)@/im.exec(source)?.[1] ?? 'none'
    times.set(id, (times.get(id) ?? 0) + 1)
  }
  return {
    count: letters.length,
    wrong: [
      ...letters
        .filter(({ id }) => times.get(id) !== 1)
        .map(({ id, recipient }) => `The letter to ${recipient} came ${times.get(id) ?? 0} times.`),
      ...(times.size === letters.length ? [] : ['Letters came that nobody wrote.']),
      ...((await waiting()) === 0 ? [] : ['Letters wait.']),
    ],
  }
}

/** The exit code of `goldthread verify`. */
async function verify(databaseUrl: string): Promise<number | null> {
  const child = spawn(process.execPath, ['bin/goldthread.mjs', 'verify'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = text(child.stdout)
  const code = await ended(child)
  if (code !== 0) process.stderr.write(await said)
  return code
}
