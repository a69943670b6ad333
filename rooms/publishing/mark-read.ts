import { NotPermitted, refused } from '../../platform/outcome.ts'
import { recorded, verb } from '../../platform/record/verb.ts'
import { readMeeting } from '../meetings/read-meeting.ts'
import { saveReading } from './publishing.records.ts'
import { listPackVersions } from './read-pack.ts'

/**
 * A member says up to which version they have read, so that they are shown what is new since.
 * Nobody else is shown it. Refuses a version that is not published.
 */
export const markRead = verb<{ readonly meeting: string; readonly version: number }, null>({
  name: 'publishing.mark-read',
  permission: 'take part',
  scope: async (tx, { meeting }) => (await readMeeting(tx, meeting)).body_id,
  act: async (tx, { meeting, version }, { person, today }) => {
    if (person === null) throw new NotPermitted('Only a member can say what they have read.')
    const versions = await listPackVersions(tx, meeting)
    if (!versions.some(each => each.version === version))
      return refused({
        code: 'version-unknown',
        field: 'version',
        message: `Version ${version} of these papers is not published.`,
      })
    await saveReading(tx, { meeting_id: meeting, person_id: person, version, read_on: today })
    return recorded({ value: null, subject: { kind: 'meeting', id: meeting }, after: { version } })
  },
})
