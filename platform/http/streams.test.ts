import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { connect } from '../database/database.ts'
import { freshRecord } from '../testing/record.ts'
import { followStream } from './streams.samples.ts'
import { type Following, openStreams, type StreamLimits } from './streams.ts'

const record = await freshRecord()
const owner = connect({ url: record.url, size: 2 })
await sql`create table counters (name text primary key, version bigint not null)`.execute(owner)
await sql`grant select, update on counters to goldthread_app`.execute(owner)

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A counter that changes, and one process whose streams follow it. */
async function aCounter(name: string) {
  await sql`insert into counters values (${name}, 1)`.execute(owner)
  return {
    name,
    raise: () =>
      sql`with raised as (update counters set version = version + 1 where name = ${name} returning *)
        select pg_notify('counters', name || ' ' || version) from raised`.execute(owner),
    raiseInSilence: () =>
      sql`update counters set version = version + 1 where name = ${name}`.execute(owner),
  }
}

async function aProcess(limits?: StreamLimits) {
  let reads = 0
  let writes = 0
  const streams = openStreams({
    databaseUrl: record.url,
    channels: ['counters'],
    onFault: () => {},
    ...(limits ? { limits } : {}),
  })
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const whom = searchParams.has('staff') ? 'staff' : 'anybody'
    if (!streams.hasRoomFor(whom)) {
      response.writeHead(503).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' })
    const name = pathname.slice(1)
    const following: Following = {
      channel: 'counters',
      topic: name,
      reading: 'all',
      read: async () => {
        reads++
        const { rows } = await sql<{
          version: number
        }>`select version from counters where name = ${name}`.execute(record.db)
        return { version: rows[0]?.version ?? 0, value: null }
      },
      writing: searchParams.get('as') ?? '',
      write: ({ version }) => {
        writes++
        return JSON.stringify({ version, regions: {} })
      },
    }
    const since = request.headers['last-event-id']
    streams.open(
      following,
      {
        response,
        since: typeof since === 'string' ? since : '',
        stillAllowed: async () => true,
      },
      whom,
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    await streams.close()
    await new Promise(resolve => server.close(resolve))
  }
  closing.push(close)
  const { port } = server.address() as AddressInfo
  return {
    streams,
    close,
    reads: () => reads,
    writes: () => writes,
    at: (path: string) => `http://127.0.0.1:${port}/${path}`,
  }
}

test('whoever follows has the newest at once, and each change after that', async () => {
  const counter = await aCounter('plain')
  const process = await aProcess()
  const follower = followStream(() => process.at('plain'))
  await follower.reaches(1)
  await counter.raise()
  await follower.reaches(2)
  expect(follower.events.map(({ event }) => event)).toEqual(['state', 'state'])
  follower.leave()
})

test('many streams of one thing share one read of each change, and a burst is sent as its end', async () => {
  const counter = await aCounter('burst')
  const process = await aProcess()
  const followers = Array.from({ length: 20 }, () => followStream(() => process.at('burst')))
  await Promise.all(followers.map(follower => follower.reaches(1)))
  const before = process.reads()
  for (let at = 0; at < 100; at++) await counter.raise()
  await Promise.all(followers.map(follower => follower.reaches(101)))
  expect(process.reads() - before).toBeLessThan(100)
  for (const follower of followers) {
    expect(follower.newest()?.version).toBe(101)
    const versions = follower.events.map(({ data }) => JSON.parse(data).version)
    expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other))
    follower.leave()
  }
})

test('whoever comes back with what they had last is sent nothing until it changes', async () => {
  const counter = await aCounter('back')
  const process = await aProcess()
  const first = followStream(() => process.at('back'))
  await first.reaches(1)
  first.leave()
  const second = followStream(() => process.at('back'), {
    headers: { 'last-event-id': first.lastId() },
  })
  await counter.raise()
  await second.reaches(2)
  expect(second.events.map(({ data }) => JSON.parse(data).version)).toEqual([2])
  second.leave()
})

test('a listener that the database cut off comes back by itself, and everybody catches up', async () => {
  const counter = await aCounter('cut')
  const process = await aProcess()
  const follower = followStream(() => process.at('cut'))
  await follower.reaches(1)
  const cut = () =>
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'goldthread listener' and datname = current_database()`.execute(
      owner,
    )
  await cut()
  // Told to nobody: only catching up can bring it.
  await counter.raiseInSilence()
  await follower.reaches(2)
  await counter.raise()
  await follower.reaches(3)
  follower.leave()
})

test('two processes on one record pass on the same change', async () => {
  const counter = await aCounter('two')
  const [one, other] = [await aProcess(), await aProcess()]
  const followers = [one, other].map(process => followStream(() => process.at('two')))
  await Promise.all(followers.map(follower => follower.reaches(1)))
  await counter.raise()
  await Promise.all(followers.map(follower => follower.reaches(2)))
  for (const follower of followers) follower.leave()
})

test('the public cannot take the last place from the staff, and one too many is told so', async () => {
  await aCounter('room')
  const process = await aProcess({ all: 3, ofAnybody: 2 })
  const open = (path: string) => followStream(() => process.at(path), { once: true })
  const [first, second] = [open('room'), open('room')]
  await Promise.all([first.reaches(1), second.reaches(1)])
  const third = open('room')
  await third.ended
  expect(third.status()).toBe(503)
  const staff = open('room?staff')
  await staff.reaches(1)
  const late = open('room?staff')
  await late.ended
  expect(late.status()).toBe(503)
  first.leave()
  await expect.poll(() => process.streams.count()).toBe(2)
  const next = open('room')
  await next.reaches(1)
  for (const follower of [second, staff, next]) follower.leave()
})

test('a server that is asked to stop ends its streams and does stop', async () => {
  await aCounter('stop')
  const process = await aProcess()
  const follower = followStream(() => process.at('stop'), { once: true })
  await follower.reaches(1)
  await process.close()
  closing.length = 0
  await follower.ended
  expect(process.streams.count()).toBe(0)
})
