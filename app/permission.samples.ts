import { randomUUID } from 'node:crypto'
import { day } from '../platform/day.rules.ts'
import type { DeclaredRoute } from '../platform/http/declared-routes.ts'
import type { Page, Visit } from '../platform/http/page.ts'
import { expectDone, NotFound } from '../platform/outcome.ts'
import { actingOn, type TestRecord } from '../platform/testing/record.ts'
import { delegate } from '../rooms/bodies/delegate.ts'
import { aBody } from '../rooms/meetings/agenda.samples.ts'
import { listItems, listPapers } from '../rooms/meetings/read-agenda.ts'
import { recordOfficerDecision } from '../rooms/meetings/record-officer-decision.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { issueToken } from '../rooms/people/identify.ts'
import { mayDo, type Role, roles } from '../rooms/people/permissions.rules.ts'
import { recordPerson } from '../rooms/people/record-person.ts'
import { aMeetingWithPapers, CANARY } from '../rooms/publishing/publishing.samples.ts'
import { listQuestions } from '../rooms/voices/list-questions.ts'
import { recordLetter } from '../rooms/voices/record-letter.ts'
import type { House } from './house.ts'

export const roleNames = Object.keys(roles) as Role[]

/** Somebody who asks: with a role in the body with the private session, in another, or with none. */
export type Asker = {
  readonly called: string
  readonly person: string | null
  readonly token: string | null
  readonly grants: readonly { readonly role: Role; readonly scope: string | null }[]
}

export type Planted = Awaited<ReturnType<typeof plantPrivate>>

/**
 * A meeting on the eve of its pack with a private item, its paper and file, a private action,
 * letter and officer's decision, a sensitive interest and an unpublished question, each of which
 * bears the canary; and somebody of each role.
 */
export async function plantPrivate(record: Pick<TestRecord, 'db'>) {
  const given = await aMeetingWithPapers(record as TestRecord, { slug: 'partnership' })
  const clerk = actingOn(record, '2025-02-05')
  const body = given.body.id
  const letter = expectDone(
    await recordLetter(clerk, {
      body,
      direction: 'received',
      form: 'letter',
      datedOn: { day: day('2025-01-20'), precision: 'day', text: '20 January 2025' },
      correspondent: '',
      privatePerson: true,
      writer: `Writer ${CANARY}`,
      writerAddress: `1 ${CANARY} Street`,
      subject: `Complaint about ${CANARY}`,
      summary: `The ${CANARY} ward`,
      points: [`Why ${CANARY}?`],
      audience: 'private',
      privateReason: 'A complaint',
    }),
  )
  const delegation = expectDone(
    await delegate(clerk, {
      body,
      office: 'Chief Executive',
      scope: 'Contracts of the hub',
      from: day('2024-01-01'),
      source: 'Minutes of January 2024',
    }),
  )
  const officer = expectDone(
    await recordOfficerDecision(clerk, {
      delegation,
      decidedOn: day('2025-02-04'),
      title: `Award of ${CANARY}`,
      text: `The contract of ${CANARY} is awarded.`,
      reasons: `Best value of ${CANARY}`,
      confidentialBecause: `Commercial terms of ${CANARY}`,
    }),
  )
  const items = await listItems(record.db, given.meeting.id, { private: true })
  const secret = items.find(({ audience }) => audience === 'private')
  const [hidden] = secret ? await listPapers(record.db, [secret.id]) : []
  if (!secret || !hidden) throw new Error('The private item and its paper were planted.')
  const asked = await listQuestions(record.db, { bodies: [body] })
  const other = await aBody(record, { slug: 'another-board', name: 'Another board' })

  const somebody = async (
    called: string,
    grants: Asker['grants'],
    until?: string,
  ): Promise<Asker> => {
    const { id } = expectDone(
      await recordPerson(clerk, { name: `The ${called}`, email: `${randomUUID()}@example.org` }),
    )
    for (const { role, scope } of grants)
      expectDone(
        await grantRole(actingOn(record, '2024-01-01'), {
          person: id,
          role,
          scope,
          from: day('2024-01-01'),
          ...(until ? { until: day(until) } : {}),
        }),
      )
    return {
      called,
      person: id,
      token: await issueToken(record.db, id, new Date()),
      grants: until ? [] : grants,
    }
  }
  const askers: Asker[] = [{ called: 'visitor', person: null, token: null, grants: [] }]
  for (const role of roleNames)
    askers.push(await somebody(role, [{ role, scope: role === 'administrator' ? null : body }]))
  askers.push(await somebody('clerk of another body', [{ role: 'clerk', scope: other.id }]))
  askers.push(
    await somebody('clerk until yesterday', [{ role: 'clerk', scope: body }], '2025-02-09'),
  )
  askers.push(await somebody('person without a role', []))
  return {
    ...given,
    askers,
    asker: (called: string): Asker => {
      const found = askers.find(each => each.called === called)
      if (!found) throw new Error(`There is no ${called}.`)
      return found
    },
    letter: letter.id,
    officer,
    question: asked.find(({ published_at }) => published_at === null)?.id ?? '',
    secretItem: secret.id,
    secretPaper: hidden.id,
    secretFile: hidden.files[0]?.id ?? '',
  }
}

const NOTHING = '00000000-0000-4000-8000-000000000000'

/** An address of a page with the planted things in it: as they are public, or as they are private. */
export function fillIn(path: string, planted: Planted, which: 'public' | 'private'): string {
  const secret = which === 'private'
  const values: Record<string, string> = {
    body: planted.body.slug,
    slug: planted.body.slug,
    date: planted.meeting.slug,
    item: secret ? planted.secretItem : planted.greenPlan.id,
    paper: secret ? planted.secretPaper : planted.paper,
    file: planted.secretFile,
    hash: planted.privateHash,
    name: 'file.pdf',
    number: secret ? '2' : '1',
    version: '1',
    year: '2024-25',
    kind: 'ordinary',
    code: 'inquorate',
    secret: 'no-such-secret',
    person: planted.asker('member').person ?? '',
  }
  const ids: Readonly<Record<string, string>> = {
    '/work/people': planted.asker('member').person ?? '',
    '/work/correspondence': planted.letter,
    '/correspondence': planted.letter,
    '/work/questions': planted.question,
    '/questions': planted.question,
    '/work/decisions': planted.officer,
    '/decisions': planted.officer,
  }
  return path
    .replaceAll(/(.*)\/:id\b/g, (_all, before: string) => `${before}/${ids[before] ?? NOTHING}`)
    .replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => values[name] ?? NOTHING)
}

const needsOf = (page: Page) => ('needs' in page ? page.needs : 'anyone')

/** What the declaration says of a request: nobody is asked again, somebody is refused, or it is answered. */
export async function declaredFor(
  needs: DeclaredRoute['needs'],
  asker: Asker,
  visit: Pick<Visit, 'params' | 'query' | 'db'>,
): Promise<'open' | 'sign in' | 'refused' | 'not there'> {
  if (needs === 'anyone') return 'open'
  if (asker.person === null) return 'sign in'
  if (needs === 'a person') return 'open'
  if (!needs.scope)
    return asker.grants.some(grant => mayDo([grant], needs.permission, grant.scope))
      ? 'open'
      : 'refused'
  try {
    const scope = await needs.scope(visit as Visit)
    return mayDo(asker.grants, needs.permission, scope) ? 'open' : 'refused'
  } catch (fault) {
    if (fault instanceof NotFound) return 'not there'
    throw fault
  }
}

/** The parameters of an address, by the pattern that it fills. */
function paramsOf(pattern: string, address: string): Record<string, string> {
  const names = [...pattern.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name ?? '')
  const found = new RegExp(
    `^${pattern.replaceAll('.', '\\.').replaceAll(/:[A-Za-z]+/g, '([^/]+)')}$`,
  ).exec(address)
  return Object.fromEntries(names.map((name, at) => [name, found?.[at + 1] ?? '']))
}

/** Pages that, beside the permission, want the thing to be the visitor's own. */
const forTheirOwn = ['/work/actions/:body/:number/report']

/** Pages on which somebody changes how they sign in: never by a program's token. */
const inABrowser = (path: string) => path.startsWith('/work/account/')

export type MatrixFound = { readonly asked: number; readonly wrong: readonly string[] }

/**
 * Asks every page of the house as everybody, about public and private things, and says where the
 * answer is another than its declaration. None of the lines is written by hand: pages, roles and
 * permissions are those of the house.
 *
 * @param how 'all' asks as everybody; 'some' as one who may and two who may not, others each time
 */
export async function matrixOfReading(
  { house, pages, planted }: { house: House; pages: readonly Page[]; planted: Planted },
  how: 'all' | 'some',
): Promise<MatrixFound> {
  const wrong: string[] = []
  let asked = 0
  let turn = 0
  for (const page of pages) {
    if (page.kind === 'act') continue
    const needs = needsOf(page)
    const addresses = new Set(
      (['public', 'private'] as const).map(which => fillIn(page.path, planted, which)),
    )
    for (const address of addresses) {
      const visit = { db: house.db, params: paramsOf(page.path, address), query: {} }
      const declared = await Promise.all(
        planted.askers.map(async asker => ({
          asker,
          says: await declaredFor(needs, asker, visit),
        })),
      )
      const open = declared.filter(({ says }) => says === 'open')
      const others = declared.filter(({ says }) => says !== 'open')
      turn++
      const chosen = new Set([
        open[turn % Math.max(1, open.length)],
        others[turn % Math.max(1, others.length)],
        others[(turn * 5 + 1) % Math.max(1, others.length)],
      ])
      for (const each of declared) {
        const { asker, says } = each
        if (says === 'open' && page.kind === 'stream') continue
        if (how === 'some' && !chosen.has(each)) continue
        asked++
        const { statusCode } = await house.server.inject({
          url: address,
          ...(asker.token ? { headers: { authorization: `Bearer ${asker.token}` } } : {}),
        })
        const right =
          says === 'open'
            ? [200, 301, 303, 308, 404].includes(statusCode) ||
              (statusCode === 403 && (forTheirOwn.includes(page.path) || inABrowser(page.path)))
            : says === 'sign in'
              ? statusCode === (page.kind === 'stream' ? 401 : 303)
              : statusCode === (says === 'refused' ? 403 : 404)
        if (!right) wrong.push(`GET ${address} as ${asker.called}: ${says}, and ${statusCode}`)
      }
    }
  }
  return { asked, wrong }
}

/**
 * Sends every form and button, empty, as everybody. Who may not is refused and nothing is stored;
 * who may is answered in a sentence and never with a fault; an auditor does nothing at all.
 *
 * @param lines how many lines the journal has
 */
export async function matrixOfActing(
  { house, pages, planted }: { house: House; pages: readonly Page[]; planted: Planted },
  how: 'all' | 'some',
  lines: () => Promise<number>,
): Promise<MatrixFound> {
  const wrong: string[] = []
  let asked = 0
  const send = async (address: string, asker: Asker) => {
    asked++
    const { statusCode } = await house.server.inject({
      method: 'POST',
      url: `/api/v1${address}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(asker.token ? { authorization: `Bearer ${asker.token}` } : {}),
      },
      payload: '',
    })
    return statusCode
  }
  const permitted: { address: string; asker: Asker; onlyToSee: boolean }[] = []
  const before = await lines()
  let turn = 0
  for (const page of pages) {
    if (page.kind !== 'act' && !(page.kind === 'form' && !page.browserOnly)) continue
    const { needs } = page
    const address = fillIn(page.path, planted, 'public')
    const visit = { db: house.db, params: paramsOf(page.path, address), query: {} }
    const open: Asker[] = []
    for (const asker of planted.askers) {
      const says = await declaredFor(needs, asker, visit)
      if (says === 'open') {
        open.push(asker)
        continue
      }
      if (how === 'some' && asker.person !== null && (turn + planted.askers.indexOf(asker)) % 4 > 0)
        continue
      const status = await send(address, asker)
      const expected = says === 'sign in' ? 401 : says === 'refused' ? 403 : 404
      if (status !== expected)
        wrong.push(`POST ${address} as ${asker.called}: ${says}, and ${status}`)
    }
    // What a page shows may be seen by more than may do what it does: the verb has the last word.
    const onlyToSee =
      typeof needs === 'string' ||
      needs.permission.startsWith('see ') ||
      forTheirOwn.includes(page.path)
    const auditor = open.find(({ called }) => called === 'auditor')
    if (auditor && needs !== 'anyone') {
      const status = await send(address, auditor)
      if (status < 400 || status >= 500) wrong.push(`POST ${address} as auditor: ${status}`)
    }
    const others = open.filter(asker => asker !== auditor)
    const chosen = others[turn++ % Math.max(1, others.length)]
    for (const asker of how === 'all' ? others : chosen ? [chosen] : [])
      permitted.push({ address, asker, onlyToSee })
  }
  const after = await lines()
  if (after !== before) wrong.push(`${after - before} lines were written by who may not.`)
  for (const { address, asker, onlyToSee } of permitted) {
    const status = await send(address, asker)
    const right = [200, 404, 422, ...(onlyToSee ? [403] : []), ...(asker.token ? [] : [401])]
    if (!right.includes(status))
      wrong.push(`POST ${address} as ${asker.called}: may, and ${status}`)
  }
  return { asked, wrong }
}
