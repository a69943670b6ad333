import Type, { type TObject, type TSchema } from 'typebox'
import { ChangesOfPage } from '../design/what-changed.tsx'
import { type Page, type PublicPage, textOf, type Values } from '../platform/http/page.ts'
import { listPublicChanges } from '../rooms/keeping/list-public-changes.ts'
import { addressWith } from '../rooms/meetings/list-address.ts'

const A_PAGE = 10

const changeSchema = Type.Object({
  on: Type.String({ format: 'date' }),
  what: Type.String(),
  version: Type.Optional(Type.Integer()),
  page: Type.Optional(Type.String({ description: 'Where that version can be read.' })),
})

const withChangesIn = (schema: TSchema): TSchema => {
  const { properties } = schema as TObject
  return Type.Object({
    ...properties,
    changes: Type.Array(changeSchema, {
      description: 'What changed and when, the newest first, ten at a time: ?changes=2.',
    }),
    changesTotal: Type.Integer(),
  })
}

/** Which page of the changes is asked for, from 1. */
function pageOfChanges(query: Values): number {
  const number = Number(textOf(query, 'changes') || 1)
  return Number.isSafeInteger(number) && number >= 1 && number <= 100_000 ? number : 1
}

/** What else the address says, kept where one goes on to older changes. */
const restOf = (query: Values) =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'changes' ? [[name, value]] : [],
    ),
  )

/**
 * A public page about a thing with what changed of it, at its end and in its JSON: nothing that
 * was published changes silently. One query more.
 */
export function withChanges(page: PublicPage): PublicPage {
  if (page.aboutNothing !== null) return page
  return {
    ...page,
    schema: withChangesIn(page.schema),
    answer: async visit => {
      const { view, json, about } = await page.answer(visit)
      const number = pageOfChanges(visit.query)
      const { changes, total } = await listPublicChanges(visit.db, about, {
        today: visit.today,
        limit: A_PAGE,
        offset: (number - 1) * A_PAGE,
      })
      const path = page.path.replaceAll(/:(\w+)/g, (_, name: string) => visit.params[name] ?? '')
      return {
        about,
        view: () => (
          <ChangesOfPage
            value={{
              changes: changes.map(({ on, what, href }) => ({
                on,
                what,
                ...(href === null ? {} : { href }),
              })),
              page: number,
              pages: Math.max(1, Math.ceil(total / A_PAGE)),
              hrefOf: at =>
                `${addressWith(path, restOf(visit.query), { changes: String(at) })}#what-changed`,
            }}
          >
            {view()}
          </ChangesOfPage>
        ),
        json: () => ({
          ...(json() as object),
          changes: changes.map(({ on, what, version, href }) => ({
            on,
            what,
            ...(version === null ? {} : { version }),
            ...(href === null ? {} : { page: `${visit.settings.url}${href}` }),
          })),
          changesTotal: total,
        }),
      }
    },
  }
}

/** Each public page of these with what changed of the thing it is about. */
export const allWithChanges = (pages: readonly Page[]): Page[] =>
  pages.map(page => (page.kind === 'public' ? withChanges(page) : page))
