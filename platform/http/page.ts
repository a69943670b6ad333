import type { ReactElement } from 'react'
import type { Static, TSchema } from 'typebox'
import type { Db } from '../database/database.ts'
import type { Day } from '../day.rules.ts'
import { type Outcome, type Refusal, refused, type Saved, type StoredText } from '../outcome.ts'
import type { Subject } from '../record/journal.ts'
import { onVersion, versionOf } from '../record/on-version.ts'
import { isAboutVersion, versionMissing } from '../record/stale-save.rules.ts'
import { type Acting, inTransaction } from '../record/verb.ts'
import type { Settings } from '../settings.ts'

/** Somebody signed in: who they are, and what they may do. */
export type Viewer = {
  readonly person: string
  readonly name: string
  readonly position: string
  readonly may: (permission: string, scope: string | null) => boolean
  /** Whether they hold the permission in any scope at all. */
  readonly mayAnywhere: (permission: string) => boolean
  /** The scopes in which they hold it; 'everywhere' for the whole installation. */
  readonly scopesOf: (permission: string) => 'everywhere' | readonly string[]
}

/** What a form sent, or a query string: text under each name; several where a name repeats. */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>

export type Upload = { readonly field: string; readonly name: string; readonly bytes: Uint8Array }

/** One request, as a page sees it. */
export type Visit = {
  /**
   * Public pages read through the public role, which cannot see the rest; work pages as the
   * person who asks, of whom the database sees to what they may see; neither can write.
   */
  readonly db: Db
  /** For verbs. On public pages a visitor acts: no person, and only what anyone may do. */
  readonly acting: Acting
  readonly viewer: Viewer | null
  readonly today: Day
  readonly now: Date
  readonly params: Readonly<Record<string, string>>
  readonly query: Values
  readonly settings: Settings
  /** From which address of the network it came. */
  readonly address: string
  /** What the browser calls itself; '' where it does not say. */
  readonly device: string
  /** Notes in the log what the page has answered for and whoever runs the site should know; no secret. */
  readonly note: (text: string) => void
  /** A cookie as the browser sent it. */
  readonly cookie: (name: string) => string | undefined
  /** Sets a session cookie (http-only, same-site), or takes it away with null. */
  readonly setCookie: (name: string, value: string | null) => void
}

export type FileAnswer = {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly name: string
  readonly inline: boolean
}

/**
 * The things of the record of which a public page tells, so that it ends with what changed of
 * them; or why it has no such part: it is a list, a search, or about no one thing.
 */
export type About<Model> =
  | ((model: Model, visit: Visit) => readonly Subject[])
  | { readonly nothing: string }

/** A page that anyone may read, and the same facts as JSON under /api/v1. */
export type PublicPage = {
  readonly kind: 'public'
  readonly path: string
  readonly summary: string
  readonly schema: TSchema
  /** Why it tells of no thing whose changes it could show; null where it does. */
  readonly aboutNothing: string | null
  readonly answer: (visit: Visit) => Promise<{
    view: () => ReactElement
    json: () => unknown
    about: readonly Subject[]
  }>
}

type PublicPageSpec<Model, Schema extends TSchema> = {
  readonly path: string
  /** For the API's description: one sentence. */
  readonly summary: string
  /** What the JSON holds. Only what the schema names is ever sent. */
  readonly schema: Schema
  readonly about: About<Model>
  /** Finds what the page shows; throws NotFound. */
  readonly read: (visit: Visit) => Promise<Model>
  readonly view: (model: Model, visit: Visit) => ReactElement
  readonly json: (model: Model, visit: Visit) => Static<Schema>
}

export const publicPage = <Model, Schema extends TSchema>(
  spec: PublicPageSpec<Model, Schema>,
): PublicPage => ({
  kind: 'public',
  path: spec.path,
  summary: spec.summary,
  schema: spec.schema,
  aboutNothing: typeof spec.about === 'function' ? null : spec.about.nothing,
  answer: async visit => {
    const model = await spec.read(visit)
    return {
      view: () => spec.view(model, visit),
      json: () => spec.json(model, visit),
      about: typeof spec.about === 'function' ? spec.about(model, visit) : [],
    }
  },
})

/** A file that anyone may fetch. */
export type PublicFile = {
  readonly kind: 'public file'
  readonly path: string
  readonly summary: string
  readonly answer: (visit: Visit) => Promise<FileAnswer>
}

export const publicFile = (spec: Omit<PublicFile, 'kind'>): PublicFile => ({
  kind: 'public file',
  ...spec,
})

/** What must have been granted to open a page of the workspace, and within which scope. */
export type Needs = {
  readonly permission: string
  /** Left out: the permission in any scope will do, and the page shows what is theirs. */
  readonly scope?: (visit: Visit) => Promise<string | null>
}

/**
 * With whose eyes a page reads. 'The installation' sees everything and is for the few pages that
 * show by a secret of the address, or that work one state out of facts not all of which the
 * visitor may see, and then leave those out themselves; a test names each of them.
 */
export type ReadsAs = 'whoever asks' | 'the installation'

export type WorkPage = {
  readonly kind: 'work'
  readonly path: string
  readonly needs: Needs | 'a person'
  readonly readsAs: ReadsAs
  readonly answer: (visit: Visit) => Promise<ReactElement | FileAnswer>
}

type WorkPageSpec<Model> = {
  readonly path: string
  readonly needs: Needs | 'a person'
  readonly readsAs?: ReadsAs
  readonly read: (visit: Visit) => Promise<Model>
  readonly view: (model: Model, visit: Visit) => ReactElement
}

export const workPage = <Model>(spec: WorkPageSpec<Model>): WorkPage => ({
  kind: 'work',
  path: spec.path,
  needs: spec.needs,
  readsAs: spec.readsAs ?? 'whoever asks',
  answer: async visit => spec.view(await spec.read(visit), visit),
})

export const workFile = (spec: {
  readonly path: string
  readonly needs: Needs | 'a person'
  readonly answer: (visit: Visit) => Promise<FileAnswer>
}): WorkPage => ({ kind: 'work', readsAs: 'whoever asks', ...spec })

/** What was typed, and what was wrong with it. */
export type FormState = { readonly values: Values; readonly refusals: readonly Refusal[] }

/**
 * What a form changes that exists already. The form then states the version on which it was
 * opened, in the field `version`; a change made on an older one is refused, with what is
 * stored now beside what was typed.
 */
export type Changes<Model> = {
  /** As the refusal names it: 'this address'. */
  readonly what: string
} & (
  | {
      /** Names the thing: `person/ID`. Its version is then the digest of what is stored. */
      readonly thing: (model: Model) => string
      /** What is stored now, field by field, in words. */
      readonly stored: (model: Model, visit: Visit) => readonly StoredText[]
    }
  | {
      /** The version that the thing itself has; the verb checks it, under a lock. */
      readonly version: (model: Model) => number
      /** Left out where the page itself shows what is stored beside what was typed. */
      readonly stored?: (model: Model, visit: Visit) => readonly StoredText[]
    }
)

/** A form: GET shows it, POST does what it says or shows it again with its refusals. */
export type FormPage = {
  readonly kind: 'form'
  readonly path: string
  readonly needs: Needs | 'a person' | 'anyone'
  readonly readsAs: ReadsAs
  /** For the API's description: one sentence. */
  readonly summary: string
  /** Whether it takes files. */
  readonly files: boolean
  /** Whether it has no place in the API: what it gives is a cookie. */
  readonly browserOnly: boolean
  /** What is stored, and the version that a change of it must state; null where it only adds. */
  readonly saved: ((visit: Visit) => Promise<Saved>) | null
  readonly answer: (
    visit: Visit,
    sent: { readonly values: Values; readonly uploads: readonly Upload[] } | null,
  ) => Promise<{ outcome: Outcome<string> | null; view: (state: FormState | null) => ReactElement }>
}

type FormPageSpec<Model> = {
  readonly path: string
  readonly needs: Needs | 'a person' | 'anyone'
  readonly readsAs?: ReadsAs
  readonly summary: string
  readonly files?: boolean
  /** Sign-in: it gives a cookie, and a program that asked for one would skip the form's token. */
  readonly browserOnly?: boolean
  /** What it changes; left out where it only adds (listed, with reasons, in app/editing.test.ts). */
  readonly changes?: Changes<Model>
  readonly read: (visit: Visit) => Promise<Model>
  /** What stands in the fields before anyone types. */
  readonly values?: (model: Model, visit: Visit) => Values
  readonly view: (model: Model, form: FormState, visit: Visit) => ReactElement
  /** Does it; answers with the path to go on to. */
  readonly submit: (
    visit: Visit,
    values: Values,
    model: Model,
    uploads: readonly Upload[],
  ) => Promise<Outcome<string>>
}

export const formPage = <Model>(spec: FormPageSpec<Model>): FormPage => ({
  kind: 'form',
  path: spec.path,
  needs: spec.needs,
  summary: spec.summary,
  readsAs: spec.readsAs ?? 'whoever asks',
  files: spec.files ?? false,
  browserOnly: spec.browserOnly ?? false,
  saved: savedOn(spec),
  answer: async (visit, sent) => {
    let model = await spec.read(visit)
    let outcome = sent && (await submitted(spec, visit, sent, model))
    const refusals = outcome?.ok === false ? outcome.refusals : []
    if (spec.changes && refusals.some(isAboutVersion)) {
      // What somebody else saved meanwhile is in the page that shows both.
      model = await spec.read(visit)
      const saved = savedOf(spec, spec.changes, model, visit)
      outcome = refused(
        ...refusals.map(refusal => (isAboutVersion(refusal) ? { ...refusal, saved } : refusal)),
      )
    }
    return {
      outcome,
      view: state => {
        const { values, refusals } = state ?? {
          values: spec.values?.(model, visit) ?? {},
          refusals: [],
        }
        if (!spec.changes) return spec.view(model, { values, refusals }, visit)
        // After a clash the next save builds on what stands now, which is shown beside it.
        const opened = refusals.some(isAboutVersion) ? '' : state ? textOf(values, 'version') : ''
        const version = opened || savedOf(spec, spec.changes, model, visit).version
        return spec.view(model, { values: { ...values, version }, refusals }, visit)
      },
    }
  },
})

function savedOn<Model>(spec: FormPageSpec<Model>): FormPage['saved'] {
  const { changes } = spec
  return changes ? async visit => savedOf(spec, changes, await spec.read(visit), visit) : null
}

const savedOf = <Model>(
  spec: FormPageSpec<Model>,
  changes: Changes<Model>,
  model: Model,
  visit: Visit,
): Saved => {
  const texts = changes.stored?.(model, visit) ?? []
  return {
    version: 'version' in changes ? String(changes.version(model)) : versionOf(texts),
    texts,
    fields: spec.values?.(model, visit) ?? {},
  }
}

/**
 * Does what a form says, on the version that it states. Refuses one that states none; whoever may
 * not do it at all is told that first.
 *
 * @throws NotPermitted
 */
async function submitted<Model>(
  spec: FormPageSpec<Model>,
  visit: Visit,
  { values, uploads }: { readonly values: Values; readonly uploads: readonly Upload[] },
  model: Model,
): Promise<Outcome<string>> {
  const { changes } = spec
  if (!changes) return spec.submit(visit, values, model, uploads)
  const opened = textOf(values, 'version')
  const within = (db: Db): Visit => ({ ...visit, db, acting: { ...visit.acting, db } })
  if (opened === '')
    // The act says whether it is permitted; refused, it leaves nothing.
    return inTransaction(visit.acting.db, async tx => {
      await spec.submit(within(tx), values, model, uploads)
      return refused(versionMissing(changes.what))
    })
  if ('version' in changes) return spec.submit(visit, values, model, uploads)
  return onVersion(visit.acting.db, {
    thing: changes.thing(model),
    what: changes.what,
    opened,
    read: tx => spec.read(within(tx)),
    textsOf: read => changes.stored(read, visit),
    act: (tx, read) => spec.submit(within(tx), values, read, uploads),
  })
}

/**
 * One button and no fields of its own: POST only. A refusal is shown on a page
 * with the reason and the way back.
 */
export const actPage = (spec: {
  readonly path: string
  readonly needs: Needs | 'a person' | 'anyone'
  readonly summary: string
  readonly submit: (visit: Visit, values: Values) => Promise<Outcome<string>>
}): ActPage => ({ kind: 'act', ...spec })

export type ActPage = {
  readonly kind: 'act'
  readonly path: string
  readonly needs: Needs | 'a person' | 'anyone'
  readonly summary: string
  readonly submit: (visit: Visit, values: Values) => Promise<Outcome<string>>
}

/**
 * A step of signing in (GET): it leads on, also to an organisation's own site, or says why
 * it does not. It changes nothing but the way itself, so that it needs no form's token.
 */
export type WayPage = {
  readonly kind: 'way'
  readonly path: string
  readonly needs: 'anyone'
  readonly summary: string
  readonly answer: (
    visit: Visit,
  ) => Promise<
    { readonly to: string } | { readonly view: ReactElement; readonly status: 200 | 422 | 503 }
  >
}

export const wayPage = (spec: Omit<WayPage, 'kind' | 'needs'>): WayPage => ({
  kind: 'way',
  needs: 'anyone',
  ...spec,
})

/** Parts of a page by name, as a stream sends them and the page shows them. */
export type Regions = Readonly<Record<string, ReactElement>>

/** What a stream follows, and how its newest state is read and shown. */
export type Follows<State> = {
  /** What the changes are told of, on the page's channel. */
  readonly topic: string
  /** Streams of the same topic and reading share one read of each change: 'public', 'staff'. */
  readonly reading: string
  readonly read: (at: { readonly now: Date; readonly today: Day }) => Promise<{
    /** As it is told with each change; null while there is nothing to have one. */
    readonly version: number | null
    readonly state: State
  }>
  /** Those with the same writing, too, are sent the same text: 'clerk', 'member'. */
  readonly writing: string
  readonly regions: (state: State) => Regions
}

/**
 * Server-sent events that follow something as it changes. Each event is the whole
 * newest state: the regions of a page, which `design/static/live.js` puts in place.
 */
export type StreamPage = {
  readonly kind: 'stream'
  readonly path: string
  readonly needs: Needs | 'a person' | 'anyone'
  /** For the API's description: one sentence. */
  readonly summary: string
  /** The PostgreSQL channel on which changes are told, as `TOPIC VERSION`. */
  readonly channel: string
  readonly answer: (visit: Visit) => Promise<Follows<unknown>>
}

export const streamPage = <State>(
  spec: Omit<StreamPage, 'kind' | 'answer'> & {
    readonly follow: (visit: Visit) => Promise<Follows<State>>
  },
): StreamPage => ({
  kind: 'stream',
  path: spec.path,
  needs: spec.needs,
  summary: spec.summary,
  channel: spec.channel,
  answer: async visit => (await spec.follow(visit)) as Follows<unknown>,
})

export type Page = PublicPage | PublicFile | WorkPage | FormPage | ActPage | StreamPage | WayPage

/** The text under a name, trimmed; '' when there is none. */
export const textOf = (values: Values, name: string): string => {
  const value = values[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** All the texts under a name. */
export const listOf = (values: Values, name: string): readonly string[] => {
  const value = values[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
