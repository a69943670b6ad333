import { createContext, type ReactNode, useContext } from 'react'
import type { Brand } from './brand.ts'

/** Where a page finds its style sheet and scripts; `loadAssets` answers it. */
export type AssetAddresses = {
  readonly stylesheet: string
  readonly supported: string
  readonly enhancements: string
  readonly live: string
  readonly passkey: string
  readonly icon: string
}

/** One place a visitor can go. `current` is the page itself, or the part of the site it is in. */
export type MenuItem = {
  readonly text: string
  readonly href: string
  readonly current?: boolean
  /** How many wait there; shown only when above nought. */
  readonly count?: number
}

/** What every page needs to know about the visit that asked for it. */
export type VisitContext = {
  readonly brand: Brand
  readonly assets: AssetAddresses
  /** The menus of the house; absent in tests of single views. */
  readonly menus?: {
    readonly site: readonly MenuItem[]
    readonly workspace: readonly MenuItem[]
    /** Small links at the right of the masthead: sign in, the workspace. */
    readonly tools: readonly MenuItem[]
  }
  /** Put in each form; empty only where no form is shown. */
  readonly csrfToken: string
  /** Makes the id of an act for a form; absent where what is rendered is sent to many. */
  readonly newId?: () => string
  /** Of the request, without its query: `/meetings/icb-board/2025-03-28`. */
  readonly path: string
  /** Who is signed in; absent on the public site. */
  readonly viewer?: { readonly name: string; readonly office: string }
  /** Present where the record is a demonstration; `today` is an ISO day. */
  readonly demo?: { readonly today: string }
  /** Of the content security policy, where it has one. */
  readonly nonce?: string
  /** The same for style sheets. */
  readonly styleNonce?: string
}

const Visit = createContext<VisitContext | undefined>(undefined)

export function VisitProvider({ visit, children }: { visit: VisitContext; children: ReactNode }) {
  return <Visit value={visit}>{children}</Visit>
}

/** The visit being answered. Outside `renderPage` there is none, which is a fault. */
export function useVisit(): VisitContext {
  const visit = useContext(Visit)
  if (!visit) throw new Error('A page is rendered through renderPage, which knows the visit.')
  return visit
}
