import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { readSettings } from '../platform/settings.ts'
import { actingOn, type TestRecord } from '../platform/testing/record.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { beginSession } from '../rooms/people/identify.ts'
import type { Role } from '../rooms/people/permissions.rules.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { type House, openHouse } from './house.ts'

/** The house open on a test's record, on a day; closed when the test file is done. */
export async function aHouse(record: TestRecord, today: string): Promise<House> {
  const house = await openHouse(
    readSettings({
      GOLDTHREAD_TODAY: today,
      GOLDTHREAD_DATA: mkdtempSync(join(tmpdir(), 'goldthread-house-')),
      LOG_LEVEL: 'silent',
    }),
    record.url,
  )
  afterAll(() => house.close())
  return house
}

export type Answer = { readonly status: number; readonly body: string; readonly location: string }

/** Somebody who looks at pages and sends forms, as a browser does. */
export type Visitor = {
  readonly person: string
  readonly get: (path: string) => Promise<Answer>
  /** Opens the form's page first, for its token and version; fields as a form sends them. */
  readonly post: (path: string, fields?: Fields, opened?: string) => Promise<Answer>
  /** The same, with a file in the field `file`. */
  readonly upload: (path: string, fields: Fields, file: File) => Promise<Answer>
}

export type Fields = Readonly<Record<string, string | readonly string[]>>

const pairsOf = (fields: Fields) =>
  Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
  )

/** A person signed in with a role in a body, or in the whole record. */
export async function aVisitor(
  house: House,
  record: TestRecord,
  role: Role,
  scope: string | null = null,
): Promise<Visitor> {
  const admin = actingOn(record, '2024-01-01')
  const { id } = expectDone(await recordPerson(admin, { name: `The ${role}` }))
  expectDone(await grantRole(admin, { person: id, role, scope, from: day('2024-01-01') }))
  const session = `goldthread=${await beginSession(record.db, id, new Date())}`

  const get = async (path: string) => {
    const reply = await house.server.inject({ url: path, headers: { cookie: session } })
    const cookie = reply.cookies.find(({ name }) => name === 'goldthread-csrf')
    return {
      status: reply.statusCode,
      body: reply.body,
      location: String(reply.headers.location ?? ''),
      token: /name="_csrf" value="([^"]*)"/.exec(reply.body)?.[1] ?? '',
      version: /name="version" value="([^"]*)"/.exec(reply.body)?.[1],
      cookies: cookie ? `${session}; goldthread-csrf=${cookie.value}` : session,
    }
  }
  const send = async (
    path: string,
    opened: string,
    body: Buffer,
    type: string,
    cookies: string,
  ) => {
    const reply = await house.server.inject({
      method: 'POST',
      url: path,
      headers: { cookie: cookies, 'content-type': type, referer: `http://localhost${opened}` },
      payload: body,
    })
    return {
      status: reply.statusCode,
      body: reply.body,
      location: String(reply.headers.location ?? ''),
    }
  }
  return {
    person: id,
    get,
    post: async (path, fields = {}, opened = path) => {
      const { token, version, cookies } = await get(opened)
      const hidden = { _csrf: token, ...(version === undefined ? {} : { version }) }
      const body = new URLSearchParams(pairsOf({ ...hidden, ...fields })).toString()
      return send(path, opened, Buffer.from(body), 'application/x-www-form-urlencoded', cookies)
    },
    upload: async (path, fields, file) => {
      const { token, cookies } = await get(path)
      const form = new FormData()
      for (const [name, value] of [['_csrf', token], ...pairsOf(fields)] as [string, string][])
        form.append(name, value)
      form.append('file', file)
      const encoded = new Response(form)
      const type = encoded.headers.get('content-type') ?? ''
      return send(path, path, Buffer.from(await encoded.arrayBuffer()), type, cookies)
    },
  }
}
