import type { PackContent } from './pack-content.ts'

/** Where a pack stands on the public site. */
export const packHref = ({ body, meeting }: Pick<PackContent, 'body' | 'meeting'>) =>
  `/meetings/${body.slug}/${meeting.slug}/pack`

/** Where a released file is served; its name is for whoever saves it. */
export const fileHref = (hash: string, name: string) => `/files/${hash}/${encodeURIComponent(name)}`
