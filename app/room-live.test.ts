import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Follower, followStream } from '../platform/http/streams.samples.ts'
import { londonMoment } from '../platform/london.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { readSettings } from '../platform/settings.ts'
import { freshRecord } from '../platform/testing/record.ts'
import { beginItem } from '../rooms/meetings/begin-item.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { noteChangeOfMode } from '../rooms/meetings/note-change-of-mode.ts'
import { versionOfRoom } from '../rooms/meetings/read-room.ts'
import { inTheRoom } from '../rooms/meetings/room.samples.ts'
import { aCommittee, aMeeting, anItem } from '../rooms/meetings/sitting.samples.ts'
import { beginSession } from '../rooms/people/identify.ts'
import { openHouse } from './house.ts'
import { aVisitor } from './visitor.samples.ts'

const record = await freshRecord()
const folder = mkdtempSync(join(tmpdir(), 'goldthread-live-'))
// Real processes have the real clock, so the meeting is today.
const { day: TODAY } = londonMoment(new Date())
const settings = readSettings({
  GOLDTHREAD_DEMO: 'off',
  GOLDTHREAD_DATA: folder,
  LOG_LEVEL: 'silent',
})

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const started: ChildProcess[] = []

/** Goldthread in a process of its own, as it is installed; resolves once it answers. */
async function aProcess(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: record.url,
      GOLDTHREAD_DEMO: 'off',
      GOLDTHREAD_DATA: folder,
      LOG_LEVEL: 'silent',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('Goldthread stopped while starting.')))
    child.stdout?.on('data', data => String(data).includes('is ready') && resolve())
  })
  return child
}

afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

let committees = 0
/** A committee in the middle of a meeting, as the public knows of it, with an item in hand. */
async function aSitting() {
  const body = await aCommittee(record, `live-committee-${++committees}`, 8)
  const meeting = await aMeeting(record, body, TODAY)
  const items = [
    await anItem(record, meeting, '1', { title: 'Strategy' }),
    await anItem(record, meeting, '2', { title: 'Accounts' }),
  ]
  const clerk = inTheRoom(record, meeting.id)
  expectDone(
    await giveNotice(clerk.actingAt(new Date()), {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: TODAY,
      manner: 'On the website',
      text: 'The committee meets in public.',
    }),
  )
  await clerk.opened(new Date().toISOString(), body)
  await clerk.done(new Date(), beginItem, { item: items[0] ?? '' })
  const at = `meetings/${body.slug}/${TODAY}/room`
  let turn = 0
  // The sample meeting is held remotely, so that is how everybody came.
  const remote = Array.from({ length: 8 }, () => true)
  return {
    body,
    meeting,
    items,
    board: `/${at}`,
    desk: `/work/${at}`,
    /** One change: somebody goes on remotely, or in person again. */
    change: () => {
      const at = turn++ % 8
      remote[at] = !remote[at]
      return clerk.done(new Date(), noteChangeOfMode, {
        person: body.seats[at]?.holder ?? '',
        mode: remote[at] ? ('remote' as const) : ('in person' as const),
      })
    },
    version: () => versionOfRoom(record.db, meeting.id),
  }
}

test('forty screens of one meeting end on the same newest state after two hundred changes, although the server was killed in the middle', async () => {
  const sitting = await aSitting()
  const port = await freePort()
  const site = () => `http://127.0.0.1:${port}`
  let child = await aProcess(port)
  const house = await openHouse(settings, record.url)
  afterAll(() => house.close())
  const clerk = await aVisitor(house, record, 'clerk', sitting.body.id)
  const cookie = `goldthread=${await beginSession(record.db, clerk.person, new Date())}`

  const follow = (path: string, headers = {}) =>
    followStream(() => `${site()}${path}/stream`, { headers })
  const publicly = Array.from({ length: 24 }, () => follow(sitting.board))
  const desks = Array.from({ length: 10 }, () => follow(sitting.desk, { cookie }))
  const chairs = Array.from({ length: 6 }, () => follow(`${sitting.desk}/chair`, { cookie }))
  const all: Follower[] = [...publicly, ...desks, ...chairs]
  const first = await sitting.version()
  await Promise.all(all.map(follower => follower.reaches(first)))

  for (let at = 0; at < 90; at++) await sitting.change()
  child.kill('SIGKILL')
  for (let at = 0; at < 40; at++) await sitting.change()
  child = await aProcess(port)
  for (let at = 0; at < 70; at++) await sitting.change()

  const last = await sitting.version()
  expect(last).toBeGreaterThanOrEqual(200)
  await Promise.all(all.map(follower => follower.reaches(last)))
  for (const screens of [publicly, desks, chairs]) {
    const fresh = follow(
      screens === publicly
        ? sitting.board
        : screens === desks
          ? sitting.desk
          : `${sitting.desk}/chair`,
      screens === publicly ? {} : { cookie },
    )
    await fresh.reaches(last)
    for (const screen of screens) expect(screen.newest()).toEqual(fresh.newest())
    fresh.leave()
  }
  for (const follower of all) {
    // Told once more by another process they may be, but never an older state after a newer one.
    const versions = follower.events
      .filter(({ event }) => event === 'state')
      .map(({ data }) => Number(JSON.parse(data).version))
    expect(versions).toEqual(versions.toSorted((one, other) => one - other))
    follower.leave()
  }

  // A process that is asked to stop does so, although screens still hold on to it.
  const held = follow(sitting.board)
  await held.reaches(last)
  const gone = new Promise<number | null>(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await gone).toBe(0)
  held.leave()
}, 180_000)

test('what is noted through one process reaches the screens of another', async () => {
  const sitting = await aSitting()
  const one = await openHouse(settings, record.url)
  const other = await openHouse(settings, record.url)
  afterAll(() => Promise.all([one.close(), other.close()]))
  const site = await other.server.listen({ port: 0, host: '127.0.0.1' })
  const clerk = await aVisitor(one, record, 'clerk', sitting.body.id)
  const screen = followStream(() => `${site}${sitting.board}/stream`)
  await screen.reaches(await sitting.version())
  expect(screen.newest()?.regions.board).toContain('Strategy')
  const sent = await clerk.post(
    `${sitting.desk}/begin`,
    { item: sitting.items[1] ?? '', act: crypto.randomUUID() },
    sitting.desk,
  )
  expect(sent.status).toBe(303)
  await screen.reaches(await sitting.version())
  expect(screen.newest()?.regions.board).toContain('Accounts')
  screen.leave()
})

test('an act sent twice under one id is done once', async () => {
  const sitting = await aSitting()
  const house = await openHouse(settings, record.url)
  afterAll(() => house.close())
  const clerk = await aVisitor(house, record, 'clerk', sitting.body.id)
  const act = crypto.randomUUID()
  const leave = () =>
    clerk.post(
      `${sitting.desk}/leave`,
      { person: sitting.body.seats[0]?.holder ?? '', act },
      sitting.desk,
    )
  expect((await leave()).status).toBe(303)
  const after = await sitting.version()
  expect((await leave()).status).toBe(303)
  expect(await sitting.version()).toBe(after)
})
