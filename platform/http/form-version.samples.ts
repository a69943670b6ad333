/** The version that a form on a page states, as a browser sends it on with what is typed. */
export function versionIn(html: string): { readonly version?: string } {
  const version = /name="version" value="([^"]*)"/.exec(html)?.[1]
  return version === undefined ? {} : { version }
}
