import { readFile } from '../../platform/files/files.ts'
import { publicFile, publicPage, type Visit } from '../../platform/http/page.ts'
import { NotFound } from '../../platform/outcome.ts'
import { meetingOf } from '../meetings/meeting-visit.ts'
import { WhatBecame } from '../meetings/what-became.tsx'
import { packJson, packSchema } from './pack.json.ts'
import { PackPage } from './pack.view.tsx'
import { publicVersionsPage } from './public-versions.page.tsx'
import { fileNamed } from './read-file.ts'
import { listPackVersions, readPackWithVersions } from './read-pack.ts'

/** The version that the path names. @throws NotFound where it is no number */
function versionIn(visit: Visit): number {
  const text = visit.params.version ?? ''
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new NotFound('A version of a pack is a number, such as 2.')
  return Number(text)
}

async function readPackAt(visit: Visit, version?: number) {
  const of = await meetingOf(visit)
  return { of, ...(await readPackWithVersions(visit.db, of.meeting.id, version)) }
}

async function pdfAt(visit: Visit, version?: number) {
  const { body, meeting } = await meetingOf(visit)
  const versions = await listPackVersions(visit.db, meeting.id)
  const pack = version === undefined ? versions[0] : versions.find(each => each.version === version)
  const file = pack && (await readFile(visit.db, pack.pdfHash))
  if (!pack || !file) throw new NotFound('No such pack has been published for this meeting.')
  return {
    bytes: file.bytes,
    mediaType: file.mediaType,
    name: `${body.slug}-${meeting.slug}-pack-v${pack.version}.pdf`,
    inline: true,
  }
}

/** What has been published of a meeting's papers, as pages, JSON and files. */
export const packPages = [
  publicPage({
    path: '/meetings/:body/:date/pack',
    summary:
      'The latest published pack of a meeting: agenda, papers, minutes, tracker and register.',
    schema: packSchema,
    read: visit => readPackAt(visit),
    about: ({ of }) => [{ kind: 'pack', id: of.meeting.id }],
    view: ({ of, ...model }) => <PackPage {...model} above={<WhatBecame of={of} />} />,
    json: (model, { settings }) => packJson(model, settings.url),
  }),
  publicVersionsPage,
  publicPage({
    path: '/meetings/:body/:date/packs/:version',
    summary: 'One version of a meeting’s pack, as it was published.',
    schema: packSchema,
    read: visit => readPackAt(visit, versionIn(visit)),
    about: ({ of }) => [{ kind: 'pack', id: of.meeting.id }],
    view: ({ of, ...model }) => <PackPage {...model} above={<WhatBecame of={of} />} />,
    json: (model, { settings }) => packJson(model, settings.url),
  }),
  publicFile({
    path: '/meetings/:body/:date/pack.pdf',
    summary: 'The latest published pack of a meeting as one PDF.',
    answer: visit => pdfAt(visit),
  }),
  publicFile({
    path: '/meetings/:body/:date/packs/:version.pdf',
    summary: 'One version of a meeting’s pack as one PDF.',
    answer: visit => pdfAt(visit, versionIn(visit)),
  }),
  publicFile({
    path: '/files/:hash/:name',
    summary: 'A file that has been published.',
    answer: ({ db, params }) => fileNamed(db, params.hash ?? '', params.name ?? ''),
  }),
]
