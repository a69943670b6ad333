const OVERVIEW = '/work'

/**
 * Where to go on after signing in: a path of this site as it was given, else the workspace.
 * Anything that a browser might read as another site's address (`//`, `/\`, a scheme, a line
 * break or a tab, which browsers leave out) is not a path of this site. Nor is signing in or out.
 */
export function ownPath(then: string): string {
  if (then.length > 2_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(then)) return OVERVIEW
  const here = 'https://here.invalid'
  if (!URL.canParse(then, here)) return OVERVIEW
  const { origin, pathname, search } = new URL(then, here)
  // Dots are resolved by now: '/.//elsewhere' has become '//elsewhere'.
  if (origin !== here || pathname.startsWith('//')) return OVERVIEW
  return /^\/(sign-in|sign-out|api)(\/|$)/.test(pathname) ? OVERVIEW : pathname + search
}
