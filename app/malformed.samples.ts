import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../platform/database/database.ts'
import { day } from '../platform/day.rules.ts'
import type { ActPage, FormPage, Page } from '../platform/http/page.ts'
import { expectDone } from '../platform/outcome.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { beginSession, issueToken } from '../rooms/people/identify.ts'
import { type Role, roles } from '../rooms/people/permissions.rules.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import type { House } from './house.ts'

/** Somebody who holds every role everywhere, by cookie and by bearer token. */
export type Sender = {
  readonly cookie: string
  readonly bearer: string
  /** Of a form that was opened, and good for all. */
  readonly token: string
}

/** What a form shows of one of its fields. */
type Field = {
  readonly name: string
  readonly kind: 'text' | 'day part' | 'number' | 'choice' | 'tick' | 'hidden' | 'file'
  readonly shown: string
}

/** A form or an act, where it was found on a page and with the fields that it has there. */
export type Target = {
  readonly page: FormPage | ActPage
  readonly path: string
  readonly fields: readonly Field[]
  /** Whether a page of the record leads to it; otherwise the ids in its address are made up. */
  readonly found: boolean
}

/** One request that nothing may come of, and what is wrong with it. */
export type Malformed = {
  readonly way: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer
}

/** Records a person with every role, and signs them in. */
export async function aSender(house: House, db: Db, now = new Date()): Promise<Sender> {
  const acting = { db, person: null, today: day('2024-01-01'), now, may: () => true }
  const { id } = expectDone(await recordPerson(acting, { name: 'Holder of every role' }))
  for (const role of Object.keys(roles) as Role[])
    expectDone(await grantRole(acting, { person: id, role, scope: null, from: day('2024-01-01') }))
  const session = `goldthread=${await beginSession(db, id, now)}`
  const reply = await house.server.inject({
    url: '/questions/ask',
    headers: { cookie: session },
  })
  const csrf = reply.cookies.find(({ name }) => name.endsWith('goldthread-csrf'))
  const token = /name="_csrf" value="([^"]*)"/.exec(reply.body)?.[1]
  if (!csrf || !token) throw new Error('The question form has no token.')
  return {
    cookie: `${session}; ${csrf.name}=${csrf.value}`,
    bearer: await issueToken(db, id, now),
    token,
  }
}

// ---- what there is to send to --------------------------------------------------------------------

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}

/** The forms of a page: where each is sent, and its fields. */
function formsOf(html: string, at: string): { action: string; fields: Field[] }[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(
    ([, head = '', inner = '']) => {
      if (!/method="post"/i.test(head)) return []
      const fields = new Map<string, Field>()
      for (const [tag] of inner.matchAll(/<(?:input|select|textarea|button)\b[^>]*>/g)) {
        const name = attribute(tag, 'name')
        if (name === undefined || name === '_csrf' || fields.has(name)) continue
        const type = attribute(tag, 'type') ?? 'text'
        const kind = /-(?:day|month|year)$/.test(name)
          ? 'day part'
          : tag.startsWith('<select') || type === 'radio'
            ? 'choice'
            : type === 'checkbox'
              ? 'tick'
              : type === 'file'
                ? 'file'
                : type === 'hidden' || tag.startsWith('<button')
                  ? 'hidden'
                  : attribute(tag, 'inputMode') === 'numeric' ||
                      attribute(tag, 'inputmode') === 'numeric'
                    ? 'number'
                    : 'text'
        fields.set(name, {
          name,
          kind,
          shown: attribute(tag, 'value') ?? '',
        })
      }
      return [{ action: attribute(head, 'action') ?? at, fields: [...fields.values()] }]
    },
  )
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/:[A-Za-z]+/g, '[^/]+')}$`)

/**
 * Every form and act of the house: walks the record's pages as the sender and takes each address
 * that leads to one, with the fields it shows. Those that no page of this record leads to get ids
 * of their own.
 *
 * @param most how many addresses of one pattern are opened
 */
export async function findTargets(
  house: House,
  sender: Sender,
  pages: readonly Page[],
  most = 3,
): Promise<Target[]> {
  const writes = pages.filter(page => page.kind === 'form' || page.kind === 'act')
  const patterns = pages
    .filter(page => ['work', 'form', 'act'].includes(page.kind))
    .map(page => ({ page, pattern: patternOf(page.path), wild: page.path.split(':').length }))
    .sort((one, other) => one.wild - other.wild)
  const opened = new Map<string, number>()
  const found = new Map<string, Target>()
  const waiting = ['/work', '/questions/ask', '/sign-in', '/reply']
  const seen = new Set(waiting)
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const bare = path.split('?')[0] ?? path
    const match = patterns.find(({ pattern }) => pattern.test(bare))
    if (!match || match.page.kind === 'act') continue
    const before = opened.get(match.page.path) ?? 0
    if (before >= most) continue
    opened.set(match.page.path, before + 1)
    const reply = await house.server.inject({ url: path, headers: { cookie: sender.cookie } })
    if (reply.statusCode !== 200) continue
    if (!String(reply.headers['content-type']).startsWith('text/html')) continue
    for (const { action, fields } of formsOf(reply.body, path)) {
      const to = action.split('?')[0] ?? action
      const target = patterns.find(({ pattern }) => pattern.test(to))?.page
      if (target?.kind !== 'form' && target?.kind !== 'act') continue
      const earlier = found.get(target.path)
      if (!earlier || earlier.fields.length < fields.length)
        found.set(target.path, { page: target, path: action, fields, found: true })
    }
    for (const [, href = ''] of reply.body.matchAll(/<a\b[^>]*\shref="([^"#]*)/g)) {
      const next = unescaped(href)
      if (!/^\/(?:work|questions|sign-in|reply|decide)/.test(next) || seen.has(next)) continue
      seen.add(next)
      waiting.push(next)
    }
  }
  return writes.map(
    page =>
      found.get(page.path) ?? {
        page,
        path: page.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) =>
          name === 'date' ? '2025-02-14' : /slug|body/.test(name) ? 'icb-board' : randomUUID(),
        ),
        fields: [],
        found: false,
      },
  )
}

// ---- what is sent to it --------------------------------------------------------------------------

/** Letters that no text may hold: NUL, the other controls, and half of a pair. */
const unstorable = fc.constantFrom('\0', '\u0001', '\u0008', '\u001b', '\u007f', '\u0090')
const halves = fc.constantFrom('\ud800', '\udfff', 'x\udc00y')

const wrongDayPart = fc.constantFrom(
  '0',
  '32',
  '-1',
  '99999',
  'NaN',
  '1e1',
  '١',
  '31st',
  '½',
  "' or 1=1 --",
)
const wrongChoice = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'none of these',
    '-1',
    'true',
    '<b>',
    '../..',
    '%00',
    '💥',
  ),
  fc.uuid(),
)
const wrongNumber = fc.constantFrom(
  '-1',
  '1.5',
  '1e9',
  'NaN',
  'Infinity',
  '٣',
  '99999999999999999999',
  '0x10',
)

const wrongParam = fc.oneof(
  fc.constantFrom(
    '%00',
    'x%00y',
    '%ff%fe',
    '%ED%A0%80',
    '..%2f..%2fetc%2fpasswd',
    '__proto__',
    'constructor',
    '-1',
    '0',
    '99999999999999999999',
    'NaN',
    '2025-02-31',
    '2025-13-01',
    '%E2%80%AE',
    "'%20or%201%3D1--",
    '%F0%9F%92%A5',
    'null',
    'undefined',
    'a'.repeat(90),
  ),
  fc.uuid(),
  fc
    .string({ minLength: 1, maxLength: 40 })
    .map(text => `~${encodeURIComponent(text.toWellFormed())}`),
)

/** Beginnings of files of every kind, right and wrong, that nothing right comes after. */
const wrongBytes = fc
  .tuple(
    fc.constantFrom(
      '',
      '%PDF-1.7\n',
      '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer <</Root 1 0 R>>\n',
      'PK\u0003\u0004',
      'PK\u0005\u0006'.padEnd(22, '\0'),
      '\u0089PNG\r\n\u001a\n',
      '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\u007f\u00ff\u00ff\u00ff\u007f\u00ff\u00ff\u00ff',
      '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
      'MZ',
      '#!/bin/sh\n',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
      '<!DOCTYPE html><script>1</script>',
      '\u001f\u008b',
    ),
    fc.uint8Array({ maxLength: 300 }),
  )
  .map(([begins, rest]) => Buffer.concat([Buffer.from(begins, 'latin1'), rest]))
const wrongName = fc.constantFrom(
  'paper.pdf',
  'paper.docx',
  'paper.xlsx',
  'paper.png',
  'paper.exe',
  'paper.pdf.exe',
  '../../etc/passwd',
  'C:\\\\paper.pdf',
  'paper\u202efdp.exe',
  'CON',
  '.pdf',
  `${'x'.repeat(3000)}.pdf`,
  '💥.pdf',
  '%00.pdf',
)
const wrongType = fc.constantFrom(
  'application/pdf',
  'image/png',
  'text/html',
  'application/x-msdownload',
  'nonsense',
  'multipart/mixed; boundary=gtgtgtgtgt',
)

type Pairs = readonly (readonly [name: string, value: string])[]

const urlencoded = (pairs: Pairs) => ({
  type: 'application/x-www-form-urlencoded',
  payload: Buffer.from(
    new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString(),
  ),
})

const multipart = (pairs: Pairs, cut = 1) => {
  const boundary = 'gtgtgtgtgt'
  const whole = Buffer.from(
    `${pairs
      .map(
        ([name, value]) =>
          `--${boundary}\r\ncontent-disposition: form-data; name="${name.replaceAll('"', '%22')}"\r\n\r\n${value}\r\n`,
      )
      .join('')}--${boundary}--\r\n`,
  )
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    payload: whole.subarray(0, Math.floor(whole.length * cut)),
  }
}

/** A file as a browser sends it; `head` may be wrong, too. */
type SentFile = { readonly head: string; readonly bytes: Buffer }

const withFiles = (pairs: Pairs, files: readonly SentFile[], cut = 1) => {
  const fields = multipart(pairs)
  const boundary = 'gtgtgtgtgt'
  const end = Buffer.from(`--${boundary}--\r\n`)
  const whole = Buffer.concat([
    fields.payload.subarray(0, fields.payload.length - end.length),
    ...files.flatMap(({ head, bytes }) => [
      Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]),
    end,
  ])
  return { type: fields.type, payload: whole.subarray(0, Math.floor(whole.length * cut)) }
}

const json = (value: unknown) => ({
  type: 'application/json',
  payload: Buffer.from(JSON.stringify(value)),
})

/**
 * Requests to a form or act that are wrong by construction: each has at least one thing that the
 * form, or every form, must refuse. Half go to its page, half to its twin in the API, where it has one.
 */
export function malformedFor(target: Target, sender: Sender): fc.Arbitrary<Malformed> {
  const { page, path, fields } = target
  const [bare = path, query] = path.split('?')
  const shown: Pairs = fields
    .filter(({ kind }) => kind !== 'file')
    .map(({ name, shown: value }) => [name, value])
  const names = fields.map(({ name }) => name)
  const anyName = fc.oneof(
    fc.constantFrom(...(names.length > 0 ? names : ['text'])),
    fc.constantFrom('text', 'note', 'reason', 'id', 'version'),
  )
  const typed = fields.filter(({ kind }) => ['day part', 'number', 'choice'].includes(kind))
  const hasTwin = !(page.kind === 'form' && page.browserOnly)
  const inApi = hasTwin ? fc.boolean() : fc.constant(false)

  type Encoded = { readonly type: string; readonly payload: Buffer }
  const send = (
    way: string,
    api: boolean,
    encoded: Encoded,
    { to = bare, bearer = sender.bearer }: { readonly to?: string; readonly bearer?: string } = {},
  ): Malformed => ({
    way: `${way}${api ? ' (API)' : ''}`,
    url: `${api ? '/api/v1' : ''}${to}${query === undefined ? '' : `?${query}`}`,
    headers: {
      'content-type': encoded.type,
      ...(api ? { authorization: `Bearer ${bearer}` } : { cookie: sender.cookie }),
    },
    payload: encoded.payload,
  })
  const withToken = (pairs: Pairs): Pairs => [['_csrf', sender.token], ...pairs]
  const changed = (name: string, value: string): Pairs => [
    ...shown.filter(([other]) => other !== name),
    [name, value],
  ]

  const ways: fc.Arbitrary<Malformed>[] = [
    fc
      .tuple(inApi, anyName, fc.string({ maxLength: 20 }), unstorable, fc.boolean())
      .map(([api, name, before, letter, apart]) => {
        const pairs = withToken(changed(name, `${before.toWellFormed()}${letter}x`))
        return send(
          'letters no text may hold',
          api,
          apart && !/[\r\n]/.test(before) ? multipart(pairs) : urlencoded(pairs),
        )
      }),
    fc
      .tuple(inApi, anyName, halves)
      .map(([api, name, half]) =>
        send('half a letter', api, json(Object.fromEntries(withToken(changed(name, half))))),
      ),
    fc
      .tuple(inApi, anyName, fc.integer({ min: 1, max: 2000 }))
      .map(([api, name, more]) =>
        send('too long', api, urlencoded(withToken(changed(name, 'x'.repeat(200_000 + more))))),
      ),
    fc
      .tuple(
        inApi,
        fc.constantFrom('__proto__', 'constructor', 'prototype', 'a\0b', ''),
        fc.boolean(),
      )
      .map(([api, name, asJson]) =>
        send(
          'a name no field has',
          api,
          asJson && name !== '__proto__'
            ? json(Object.fromEntries(withToken([...shown, [name, 'yes']])))
            : urlencoded(withToken([...shown, [name, 'yes']])),
        ),
      ),
    fc
      .tuple(
        inApi,
        anyName,
        fc.constantFrom<unknown>({}, { a: 1 }, [[1]], [{}], { __proto__: null, toString: 1 }, [
          null,
          {},
        ]),
      )
      .map(([api, name, value]) =>
        send(
          'a thing where text is wanted',
          api,
          json({ ...Object.fromEntries(withToken(shown)), [name]: value }),
        ),
      ),
    fc
      .tuple(
        inApi,
        fc.constantFrom<Encoded>(
          { type: 'application/json', payload: Buffer.from('{"a":') },
          { type: 'application/json', payload: Buffer.from('[1,2]') },
          { type: 'application/json', payload: Buffer.from('"text"') },
          { type: 'application/json', payload: Buffer.from('null') },
          { type: 'application/json', payload: Buffer.from('{"__proto__":{"admin":true}}') },
          {
            type: 'application/json',
            payload: Buffer.from('{"constructor":{"prototype":{"a":1}}}'),
          },
          { type: 'application/json', payload: Buffer.alloc(0) },
          { type: 'application/json', payload: Buffer.from([0xff, 0xfe, 0x00]) },
          { type: 'text/plain', payload: Buffer.from('text=1') },
          {
            type: 'application/xml',
            payload: Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
          },
          { type: 'not a type', payload: Buffer.from('text=1') },
          { type: 'multipart/form-data', payload: Buffer.from('text=1') },
          { type: 'multipart/form-data; boundary=', payload: Buffer.from('--\r\n') },
          { type: 'multipart/form-data; boundary=x', payload: Buffer.from('--x\r\nnonsense') },
          {
            type: 'application/x-www-form-urlencoded',
            payload: Buffer.from('x='.padEnd(3 * 1024 * 1024, 'y')),
          },
        ),
      )
      .map(([api, encoded]) => send('a body that cannot be read', api, encoded)),
    fc
      .tuple(inApi, fc.double({ min: 0.1, max: 0.95, noNaN: true }))
      .map(([api, cut]) =>
        send('cut short', api, multipart(withToken([...shown, ['note', 'x'.repeat(400)]]), cut)),
      ),
    fc
      .tuple(inApi, fc.integer({ min: 1001, max: 1500 }))
      .map(([api, many]) =>
        send(
          'too many fields',
          api,
          urlencoded(
            withToken([
              ...shown,
              ...Array.from({ length: many }, (_, at) => [`f${at}`, ''] as const),
            ]),
          ),
        ),
      ),
    fc.tuple(inApi, fc.constantFrom('', 'wrong', `${sender.token}x`, '\0')).map(([api, token]) =>
      send(
        'a false token',
        // Where nobody need say who they are, a program need not either.
        api && page.needs !== 'anyone',
        urlencoded([['_csrf', token], ...shown]),
        { bearer: `x${token.length}` },
      ),
    ),
  ]
  if (bare.split('/').some((_part, at) => page.path.split('/')[at]?.startsWith(':')))
    ways.push(
      fc.tuple(inApi, wrongParam, fc.nat()).map(([api, wrong, which]) => {
        const parts = page.path.split('/')
        const params = parts.flatMap((part, at) => (part.startsWith(':') ? [at] : []))
        const chosen = params[which % params.length]
        const to = bare
          .split('/')
          .map((part, at) => (at === chosen ? wrong : part))
          .join('/')
        return send('an address of nothing', api, urlencoded(withToken(shown)), { to })
      }),
    )
  if (typed.length > 0)
    ways.push(
      fc
        .tuple(
          inApi,
          fc.infiniteStream(wrongDayPart),
          fc.infiniteStream(wrongChoice),
          fc.infiniteStream(wrongNumber),
          fc.boolean(),
        )
        .map(([api, dayParts, choices, numbers, twice]) => {
          const wrong = new Map(
            typed.map(({ name, kind }): [string, string] => [
              name,
              String(
                (kind === 'day part' ? dayParts : kind === 'choice' ? choices : numbers).next()
                  .value,
              ),
            ]),
          )
          const pairs = shown.map(
            ([name, value]) => [name, wrong.get(name) ?? (value || 'x')] as const,
          )
          return send(
            'wrong days, numbers and choices',
            api,
            urlencoded(withToken(twice ? [...pairs, ...pairs] : pairs)),
          )
        }),
    )
  if (page.kind === 'form' && page.files) {
    const file = (field: string) =>
      fc.tuple(wrongName, wrongType, wrongBytes).map(
        ([name, type, bytes]): SentFile => ({
          head: `content-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}`,
          bytes,
        }),
      )
    const wrongFile = fc.oneof(
      file('file'),
      file('files'),
      fc.tuple(anyName, wrongBytes).map(
        ([name, bytes]): SentFile => ({
          head: `content-disposition: form-data; name="${name}"; filename=""`,
          bytes,
        }),
      ),
      wrongBytes.map((bytes): SentFile => ({ head: 'content-type: application/pdf', bytes })),
    )
    const sends = fc
      .tuple(
        inApi,
        fc.array(wrongFile, { minLength: 1, maxLength: 12 }),
        fc.oneof(fc.constant(1), fc.double({ min: 0.1, max: 0.99, noNaN: true })),
      )
      .map(([api, files, cut]) => send('wrong files', api, withFiles(withToken(shown), files, cut)))
    // As often as all the other ways together: here is what the form is for.
    return fc.oneof({ arbitrary: fc.oneof(...ways), weight: 1 }, { arbitrary: sends, weight: 1 })
  }
  return fc.oneof(...ways)
}

/**
 * Requests that leave out some of what the form shows, or send it empty, twice, or as a file: some
 * forms can do without, so that these may be done. They are sent to a copy of the record.
 */
export function incompleteFor(target: Target, sender: Sender): fc.Arbitrary<Malformed> {
  const { page, path, fields } = target
  const [bare = path, query] = path.split('?')
  const hasTwin = !(page.kind === 'form' && page.browserOnly)
  const fates = fc.array(
    fc.constantFrom('left out', 'empty', 'as shown', 'spaces', 'twice', 'a file'),
    { minLength: fields.length, maxLength: fields.length },
  )
  return fc
    .tuple(hasTwin ? fc.boolean() : fc.constant(false), fates, wrongBytes)
    .map(([api, each, bytes]) => {
      const pairs: [string, string][] = [['_csrf', sender.token]]
      const files: SentFile[] = []
      for (const [at, { name, shown }] of fields.entries()) {
        const fate = each[at]
        if (fate === 'a file')
          files.push({
            head: `content-disposition: form-data; name="${name}"; filename="paper.pdf"`,
            bytes,
          })
        else if (fate !== 'left out')
          pairs.push([name, fate === 'empty' ? '' : fate === 'spaces' ? ' \t ' : shown])
        if (fate === 'twice') pairs.push([name, shown])
      }
      const encoded = files.length > 0 ? withFiles(pairs, files) : urlencoded(pairs)
      return {
        way: `incomplete${api ? ' (API)' : ''}: ${each.join(', ')}`,
        url: `${api ? '/api/v1' : ''}${bare}${query === undefined ? '' : `?${query}`}`,
        headers: {
          'content-type': encoded.type,
          ...(api ? { authorization: `Bearer ${sender.bearer}` } : { cookie: sender.cookie }),
        },
        payload: encoded.payload,
      }
    })
}

/** Sends it, and says what is wrong with the answer: nothing is right but a refusal. */
export async function answerTo(
  house: House,
  { url, headers, payload }: Malformed,
): Promise<{ readonly reply: LightMyRequestResponse; readonly fault: string | null }> {
  const reply = await house.server.inject({ method: 'POST', url, headers, payload })
  const fault =
    reply.statusCode >= 500
      ? 'a fault'
      : reply.statusCode < 400 && reply.statusCode !== 308
        ? 'done'
        : null
  return { reply, fault }
}

/** The number of the last line and how many rows were ever changed: nothing is recorded without both. */
export const standingOf = async (db: Db) =>
  (
    await sql<{ seq: number; changes: number }>`
      select seq, (select count(*) from platform.row_changes) as changes
      from platform.journal_head`.execute(db)
  ).rows[0]
