import type { Quorum } from '../bodies/quorum.rules.ts'
import type { PublishedDecision } from './minutes.rules.ts'

export type OutsideFile = {
  readonly name: string
  readonly description: string
  readonly hash: string
  readonly mediaType: string
  readonly size: number
  readonly pages: number | null
}

/** A decision taken outside a meeting as it was published: what its page and its JSON show. */
export type OutsideContent = PublishedDecision & {
  /** 'By e-mail', or the office that decided. */
  readonly by: string
  readonly files: readonly OutsideFile[]
  /** Of one taken between meetings. */
  readonly correspondence?: {
    readonly manner: 'e-mail' | 'telephone'
    readonly urgentBecause: string
    readonly agreedBy: string
    readonly agreedOn: string
    readonly openedOn: string
    readonly asked: number
    readonly objected: number
    readonly declared: readonly { readonly who: string; readonly interest: string }[]
    readonly quorum: Quorum
    readonly terms: string
  }
  /** Of one by an officer: the written record (SI 2014/2095, regulation 7). */
  readonly officer?: {
    readonly office: string
    readonly delegation: {
      readonly scope: string
      readonly limits: string
      readonly most: number | null
      readonly from: string
      readonly source: string
    }
    readonly amount: number | null
    readonly reasons: string
    readonly options: string
    readonly interests: string
    readonly dispensation: string
    /** Why what was decided is not published; '' where it is. */
    readonly confidentialBecause: string
  }
}
