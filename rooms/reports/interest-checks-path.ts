/** Where the checks of a body's register of interests stand. */
export const checksPath = (body: { readonly slug: string }) =>
  `/work/bodies/${body.slug}/interest-checks`
