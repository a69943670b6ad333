import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHouse } from '../app/house.ts'
import { connect } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { day } from '../platform/day.rules.ts'
import { type Follower, followStream } from '../platform/http/streams.samples.ts'
import { londonMoment } from '../platform/london.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { readSettings } from '../platform/settings.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { noteChangeOfMode } from '../rooms/meetings/note-change-of-mode.ts'
import { versionOfRoom } from '../rooms/meetings/read-room.ts'
import { inTheRoom } from '../rooms/meetings/room.samples.ts'
import { aCommittee, aMeeting, anItem } from '../rooms/meetings/sitting.samples.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { beginSession } from '../rooms/people/identify.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { type BenchRow, timeRow } from './row.ts'

const SCREENS = 40
const CHANGES = 160
const MEMBERS = 30
const BURST = 40

const rounded = (milliseconds: number) => Math.round(milliseconds) / 1_000

/**
 * How long it takes from an act in the room until every screen shows it: forty screens of
 * one meeting, public and staff, on two processes' worth of the house and one database,
 * with thirty members on the roll.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'goldthread-live-'))
  const database = await startEmbeddedPostgres(folder)
  await migrate(database.url())
  const db = connect({ url: database.url(), role: 'goldthread_app', size: 4 })
  const settings = readSettings({
    GOLDTHREAD_DEMO: 'off',
    GOLDTHREAD_DATA: folder,
    LOG_LEVEL: 'silent',
  })
  const houses = [
    await openHouse(settings, database.url()),
    await openHouse(settings, database.url()),
  ]
  const screens: Follower[] = []
  try {
    const { day: today } = londonMoment(new Date())
    const record = { db }
    const body = await aCommittee(record, 'a-board', MEMBERS)
    const meeting = await aMeeting(record, body, today)
    for (let at = 1; at <= 12; at++) await anItem(record, meeting, String(at))
    const clerk = inTheRoom(record, meeting.id)
    const acting = clerk.actingAt(new Date())
    expectDone(
      await giveNotice(acting, {
        meeting: meeting.id,
        kind: 'public notice',
        givenOn: today,
        manner: 'On the website',
        text: 'The board meets in public.',
      }),
    )
    const { id } = expectDone(await recordPerson(acting, { name: 'The clerk' }))
    expectDone(
      await grantRole(acting, { person: id, role: 'clerk', scope: body.id, from: day(today) }),
    )
    const cookie = `goldthread=${await beginSession(db, id, new Date())}`
    await clerk.opened(new Date().toISOString(), body)

    const sites = await Promise.all(
      houses.map(({ server }) => server.listen({ port: 0, host: '127.0.0.1' })),
    )
    const path = `meetings/${body.slug}/${today}/room/stream`
    for (let at = 0; at < SCREENS; at++) {
      const site = sites[at % 2] ?? ''
      screens.push(
        at % 4 < 2
          ? followStream(() => `${site}/${path}`)
          : followStream(() => `${site}/work/${path}`, { headers: { cookie } }),
      )
    }
    const agree = async () => {
      const version = await versionOfRoom(db, meeting.id)
      await Promise.all(screens.map(screen => screen.reaches(version)))
    }
    await agree()

    const remote = new Set<number>()
    const change = async (at: number) => {
      const member = at % MEMBERS
      const mode = remote.has(member) ? ('remote' as const) : ('in person' as const)
      if (!remote.delete(member)) remote.add(member)
      await clerk.done(new Date(), noteChangeOfMode, {
        person: body.seats[member]?.holder ?? '',
        mode,
      })
    }
    const times: number[] = []
    for (let at = 0; at < CHANGES; at++) {
      await change(at)
      const began = performance.now()
      await agree()
      times.push(performance.now() - began)
    }
    times.sort((one, other) => one - other)
    for (let at = 0; at < BURST; at++) await change(at + CHANGES)
    const ended = performance.now()
    await agree()
    const burst = rounded(performance.now() - ended)

    const median = rounded(times[Math.floor(times.length / 2)] ?? 0)
    const slowest = rounded(times.at(-1) ?? 0)
    const name = (what: string) => `${what}, until ${SCREENS} screens of a meeting agree`
    return [
      timeRow(name('a change, usually'), median, 0.5),
      timeRow(name(`the slowest of ${CHANGES} changes`), slowest, 1),
      timeRow(name(`${BURST} changes in a row, after the last`), burst, 1),
    ]
  } finally {
    for (const screen of screens) screen.leave()
    for (const house of houses) await house.close()
    await db.destroy()
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
