type Somewhere = {
  readonly body: { readonly slug: string }
  readonly meeting: { readonly slug: string }
}

/** Where a pack stands on the public site. */
export const packHref = ({ body, meeting }: Somewhere) =>
  `/meetings/${body.slug}/${meeting.slug}/pack`

/** Where a released file is served; its name is for whoever saves it. */
export const fileHref = (hash: string, name: string) => `/files/${hash}/${encodeURIComponent(name)}`
