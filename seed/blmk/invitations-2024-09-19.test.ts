import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { day, time } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { readInstallation } from '../../platform/record/installation.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { stateMembers } from '../../rooms/bodies/state-members.ts'
import { inviteToMeeting } from '../../rooms/meetings/invite-to-meeting.ts'
import { readExpectation } from '../../rooms/meetings/read-expected-quorum.ts'
import { listForecasts, listRounds } from '../../rooms/meetings/read-invitations.ts'
import { recordReply } from '../../rooms/meetings/reply-to-invitation.ts'
import { scheduleMeeting } from '../../rooms/meetings/schedule-meeting.ts'
import { tellOfQuorum } from '../../rooms/meetings/tell-of-quorum.ts'
import { changeContact } from '../../rooms/people/change-contact.ts'
import attendance from './facts/partnership-2024-09-19.attendance.json' with { type: 'json' }
import { loadDemo } from './load.ts'

// The papers say who came on 19 September 2024, not who had said so before. The round of
// invitations below is made up, from who came, who sent apologies and who did neither.

const record = await freshRecord()
const { db } = record
const SITE = 'https://goldthread.example.org'

/** The demonstration as it stood a week before, with the meeting in its calendar and a reply from all but two. */
async function theRound() {
  expectDone(await loadDemo(db, day('2024-09-12'), SITE))
  const { kept } = (await readInstallation(db, 'demo')) as { kept: Record<string, string> }
  const idOf = (kind: string, key: string) => kept[`${kind}/${key}`] ?? ''
  const acting = actingOn(record, '2024-08-20', {
    person: idOf('person', 'partnership-governance-lead-blmk-icb'),
  })
  const body = idOf('body', 'partnership')
  expectDone(
    await stateMembers(acting, {
      body,
      from: day('2024-09-19'),
      until: day('2024-09-19'),
      members: 34,
      deputiesAsMinuted: true,
      citation: 'As the minutes of the meeting will have it, item 2',
    }),
  )
  const meeting = expectDone(
    await scheduleMeeting(acting, {
      body,
      day: day('2024-09-19'),
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: 'Microsoft Teams',
    }),
  )
  expectDone(await inviteToMeeting(acting, { meeting: meeting.id, site: SITE, papers: '' }))
  const [round] = await listRounds(db, meeting.id)
  const replied = actingOn(record, '2024-09-02', { person: acting.person ?? '' })
  for (const { invitation } of round?.invited ?? []) {
    const lineOf = attendance.find(
      ({ person, deputisingFor }) =>
        idOf('person', deputisingFor ?? person) === invitation.person_id,
    )
    if (!lineOf) continue
    expectDone(
      await recordReply(replied, {
        invitation: invitation.id,
        ...(lineOf.capacity === 'deputy'
          ? { answer: 'deputy' as const, deputyWords: lineOf.role }
          : {
              answer: lineOf.capacity === 'member' ? ('remote' as const) : ('apologies' as const),
            }),
      }),
    )
  }
  return { meeting, clerk: acting.person ?? '' }
}

test('R-TOR-5: on 12 September 2024 the forecast tells the clerk that the meeting is two short, and which two replies would cure it', async () => {
  const { meeting, clerk } = await theRound()
  expectDone(
    await changeContact(actingOn(record, '2024-09-02'), {
      person: clerk,
      email: 'clerk@example.org',
    }),
  )
  const morning = { today: day('2024-09-12'), now: new Date('2024-09-12T06:15:00Z'), site: SITE }
  const { expected } = await readExpectation(db, meeting, morning.now)
  expect(expected).toMatchObject({
    state: 'uncertain',
    certain: { members: 34, required: 17, present: 15 },
    cure: { size: 2, withoutReply: 2 },
  })
  expect(expected?.limbs).toEqual([
    { name: 'number', required: 17, certain: 15, possible: 17, short: 2 },
    { name: 'ICB', required: 1, certain: 2, possible: 2, short: 0 },
    { name: 'local authority', required: 2, certain: 3, possible: 3, short: 0 },
  ])

  expect(await tellOfQuorum(db, morning)).toBe(1)
  const words = [
    'The meeting is not yet certain to be quorate.',
    'Fifteen members are coming and seventeen are required: two short.',
    'Two replies would do, and only these two: Portfolio Holder for Population Wellbeing, Luton and Director of Partnerships, South Central Ambulance Service.',
  ].join('\n')
  expect((await listForecasts(db, meeting.id)).map(forecast => forecast.words)).toEqual([words])
  const { rows } = await sql<{ recipient: string; body: string }>`
    select recipient, body from platform.letters where starts_with(key, 'quorum/')`.execute(db)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.recipient).toBe('clerk@example.org')
  expect(rows[0]?.body).toContain(words)
})
