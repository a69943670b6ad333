import type { ReactNode } from 'react'
import type { Visit } from '../../platform/http/page.ts'
import type { BodyOnDay } from './body-on-day.ts'
import type { Body } from './read-body.ts'
import type { BodyRecord } from './read-body-record.ts'

/** What a later room shows of a body: its part of the page, and of the answer in JSON. */
export type BodyPart = { readonly view: ReactNode; readonly json: unknown }

/** Where app/ puts the parts of later rooms. A slot left out shows nothing. */
export type BodySlots = {
  readonly meetings: (visit: Visit, body: Body) => Promise<BodyPart>
  readonly actions: (visit: Visit, body: Body) => Promise<BodyPart>
  readonly interests: (visit: Visit, body: Body) => Promise<BodyPart>
  readonly letters: (visit: Visit, body: Body) => Promise<BodyPart | undefined>
  readonly duties: (visit: Visit, body: Body) => Promise<BodyPart>
  readonly attendance: (visit: Visit, body: Body) => Promise<BodyPart>
}

export type BodyPageModel = {
  readonly record: BodyRecord
  readonly onDay: BodyOnDay
  readonly parts: { readonly [Name in keyof BodySlots]?: BodyPart }
}
