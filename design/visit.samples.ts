import { goldthreadBrand } from './brand.ts'
import type { VisitContext } from './visit-context.tsx'

/** A visit for tests of views: nobody signed in, no demonstration, addresses that lead nowhere. */
export const aVisit = (differences: Partial<VisitContext> = {}): VisitContext => ({
  brand: goldthreadBrand,
  assets: {
    stylesheet: '/assets/goldthread.css',
    supported: '/assets/supported.js',
    enhancements: '/assets/enhancements.js',
    live: '/assets/live.js',
    passkey: '/assets/passkey.js',
    icon: '/assets/icon.svg',
  },
  csrfToken: 'a-token',
  path: '/',
  ...differences,
})
