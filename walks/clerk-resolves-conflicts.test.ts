import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../platform/browser/chromium.ts'
import { day } from '../platform/day.rules.ts'
import { aTaggedPdf } from '../platform/documents/documents.samples.ts'
import { pageText, pdfFacts } from '../platform/documents/pdf-facts.ts'
import { expectDone } from '../platform/outcome.ts'
import { actingOn } from '../platform/testing/record.ts'
import { declareInterest } from '../rooms/interests/declare-interest.ts'
import { attachFile } from '../rooms/meetings/attach-file.ts'
import { closeMeeting } from '../rooms/meetings/close-meeting.ts'
import { closeVote } from '../rooms/meetings/close-vote.ts'
import { giveNotice } from '../rooms/meetings/give-notice.ts'
import { invitationsTo, invite } from '../rooms/meetings/invitations.samples.ts'
import { noteArrival } from '../rooms/meetings/note-arrival.ts'
import { openVote } from '../rooms/meetings/open-vote.ts'
import { putMotion } from '../rooms/meetings/put-motion.ts'
import { recordReply } from '../rooms/meetings/reply-to-invitation.ts'
import { inTheRoom } from '../rooms/meetings/room.samples.ts'
import { aBody, aMeeting, anItem } from '../rooms/meetings/sitting.samples.ts'
import { submitPaper } from '../rooms/meetings/submit-paper.ts'
import { listDemoPersons } from '../rooms/people/demo-persons.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { beginSession } from '../rooms/people/identify.ts'
import { openStage, type Stage, Walker } from './walk.samples.ts'

const CLERK = 'Clerk of the partnership'
const TODAY = '2025-07-01'
const HELD = '2025-07-08'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/**
 * A committee of four, of whom two make a quorum: the chair and the trustee of a hospice will
 * come, and two have sent apologies. The hospice asks it for money, and another item names a
 * trust for which one of them once worked.
 */
async function prepared({ record }: Stage) {
  const acting = actingOn(record, TODAY)
  const body = await aBody(record, {
    slug: 'grants-committee',
    name: 'Grants Committee',
    seats: [
      { role: 'Chair, Grants Committee' },
      { role: 'Partner member, hospices' },
      { role: 'Partner member, housing' },
      { role: 'Partner member, carers' },
    ],
  })
  const [chair = '', member = '', other = '', away = ''] = body.seats.map(
    ({ holder }) => holder ?? '',
  )
  const clerkOfDemo =
    (await listDemoPersons(record.db)).find(({ role }) => role === CLERK)?.id ?? ''
  const roles = [
    [chair, 'chair'],
    [member, 'member'],
    [clerkOfDemo, 'clerk'],
  ] as const
  for (const [person, role] of roles)
    expectDone(await grantRole(acting, { person, role, scope: body.id, from: day('2025-01-01') }))
  const meeting = await aMeeting(record, body, HELD)
  expectDone(
    await giveNotice(acting, {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day(TODAY),
      manner: 'on the website',
      text: 'Notice is given that the committee meets in public.',
    }),
  )
  const grant = await anItem(record, meeting, '1', { title: 'Grant to Larkspur Hospice' })
  const lease = await anItem(record, meeting, '2', { title: 'Lease from Quietwater Trust' })
  const submit = async (item: string, title: string, summary: string) =>
    expectDone(
      await submitPaper(acting, {
        item,
        title,
        kind: 'paper',
        submittedOn: day(TODAY),
        cover: { summary },
      }),
    )
  const { paper } = await submit(
    grant,
    'Terms of the grant',
    'WITHHELD: Larkspur Hospice asks for £90,000.',
  )
  await submit(lease, 'The lease', 'Quietwater Trust would let the hall for a year.')
  const file = expectDone(
    await attachFile(acting, {
      paper: paper.id,
      name: 'terms.pdf',
      bytes: await aTaggedPdf('WITHHELD: the price'),
    }),
  )
  const declare = async (person: string, description: string) =>
    expectDone(
      await declareInterest(acting, {
        person,
        body: body.id,
        answer: 'yes',
        types: ['non-financial professional'],
        description,
        declaredOn: day('2025-06-02'),
      }),
    )
  await declare(member, 'Trustee of Larkspur Hospice')
  await declare(other, 'Worked for Quietwater Trust')
  await invite(record, meeting.id, TODAY)
  const invitations = await invitationsTo(record, meeting.id)
  for (const person of [chair, member, other, away])
    expectDone(
      await recordReply(acting, {
        invitation: invitations.get(person) ?? '',
        answer: person === chair || person === member ? 'remote' : 'apologies',
      }),
    )
  return { body, meeting, grant, chair, member, away, paper: paper.id, file: file.id }
}

/** Somebody of the committee, signed in without the page on which the demonstration is chosen. */
async function signedIn({ site, record }: Stage, person: string) {
  const walker = await Walker.at(browser, site, { scripts: true, examine: true })
  const session = await beginSession(record.db, person, new Date())
  await walker.page.context().addCookies([{ name: 'goldthread', value: session, url: site }])
  return walker
}

/** All the text of a PDF that this person may open. */
async function textOfPdf({ page }: Walker, address: string) {
  const answer = await page.request.get(address)
  expect(answer.status()).toBe(200)
  const bytes = new Uint8Array(await answer.body())
  const { pages } = await pdfFacts(bytes)
  const texts = await Promise.all(Array.from({ length: pages }, (_, at) => pageText(bytes, at + 1)))
  return texts.join('\n')
}

async function story(stage: Stage, given: Awaited<ReturnType<typeof prepared>>, people: Walker[]) {
  const [clerk, chair, member] = people as [Walker, Walker, Walker]
  const at = `/work/meetings/grants-committee/${HELD}`

  // Before the pack goes out the clerk is told, and sees who, why and where.
  await clerk.go(`${at}/pack`)
  await clerk.sees('Two conflicts of interest are suggested and not settled')
  await clerk.go(`${at}/conflicts`)
  await clerk.sees('Two suggestions to settle')
  await clerk.sees(/The item names Larkspur Hospice, of which the member is a trustee/)
  await clerk.follow(/Settle it.*hospices/)
  await clerk.press('Record it')
  await clerk.isRefused(/Choose how it is handled/)
  await clerk.check('Leave for the item')
  await clerk.page.getByLabel(/Withhold the papers as well/).check()
  await clerk.press('Record it')
  await clerk.sees('Put to the chair')
  await clerk.follow(/Settle it.*housing/)
  await clerk.check('No conflict')
  await clerk.press('Record it')
  await clerk.isRefused(/Say in a word why this is no conflict/)
  await clerk.fill('In a word', 'They left the trust in 2011')
  await clerk.press('Record it')
  await clerk.sees('One waits for the chair to decide')
  await clerk.go(`${at}/pack`)
  await clerk.sees(/One conflict of interest is put to the chair and not decided/)
  await clerk.go(`${at}/conflicts`)
  await clerk.sees(/No conflict: They left the trust in 2011/)

  // The chair is told that the item would lose its quorum, and decides.
  await chair.go(at)
  await chair.sees(/Item 1/)
  await chair.go(`${at}/conflicts`)
  await chair.sees('Item 1 may lose its quorum')
  await chair.sees(/without Partner member, hospices/)
  await chair.follow(/Decide or change it.*hospices/)
  await chair.press('Record it')
  await chair.sees(/Decided by Chair, Grants Committee/)
  await chair.sees('Nothing is left to settle')

  // The member's own pack, and every way to the paper, is without it; the clerk's is whole.
  await member.go(`${at}/read`)
  await member.sees('Its papers are not shown to you')
  await member.go(`${at}/read/1`)
  await member.sees(/because of an interest that you hold/)
  await member.seesNot(/WITHHELD|£90,000/)
  await member.go(`${at}/papers/${given.paper}`, 403)
  await member.go(`${at}/files/${given.file}`, 403)
  const pack = `${stage.site}${at}/members-pack.pdf`
  const theirs = await textOfPdf(member, pack)
  expect(theirs).toContain('Quietwater Trust would let the hall')
  expect(theirs).not.toMatch(/WITHHELD|90,000/)
  const whole = await textOfPdf(clerk, pack)
  expect(whole).toContain('WITHHELD: the price')
  expect(whole).toContain('90,000')

  // In the room one press notes it: the member is out, and the item has no quorum of its own.
  stage.setToday(HELD)
  const room = inTheRoom(stage.record, given.meeting.id)
  await room.opened(`${HELD}T00:00:00Z`, given.body, 2)
  await clerk.go(`${at}/room`)
  await clerk.press(/^Begin 1\. Grant to Larkspur Hospice/)
  await clerk.sees('2 may vote on this item.')
  await clerk.sees(/leave for the item, as decided beforehand/)
  await chair.go(`${at}/room/chair`)
  await chair.sees(/not noted yet: leave for the item/)
  await clerk.press(/^Note it for Partner member, hospices/)
  await clerk.sees('Not quorate for this item')
  await clerk.sees('1 may vote on this item.')

  // One present of the two required: a vote on the item decides nothing formal.
  const now = () => new Date(`${HELD}T${new Date().toISOString().slice(11)}`)
  const motion = await room.done(now(), putMotion, {
    item: given.grant,
    verb: 'approve',
    text: 'the grant',
  })
  const vote = await room.done(now(), openVote, { motion, method: 'show of hands' })
  const counted = (inFavour: number) =>
    room.at(now(), closeVote, { vote, votes: { for: inFavour, against: 0, abstain: 0 } })
  expect(await counted(1)).toMatchObject({ ok: false })

  // A third member comes after all: now it has its quorum, and two of the three may vote.
  await room.done(now(), noteArrival, { person: given.away })
  await clerk.go(`${at}/room`)
  await clerk.sees('Quorate for this item')
  await clerk.sees('2 may vote on this item.')
  expect(await counted(3)).toMatchObject({ ok: false })
  expect(await counted(2)).toMatchObject({ ok: true })
  await clerk.go(`${at}/room`)
  await clerk.press(/^End the item/)
  await room.done(now(), closeMeeting, {})

  // The minutes say it by themselves.
  await clerk.go(`${at}/minutes`)
  await clerk.press('Make the first draft from the record')
  await clerk.sees(
    /declared: Trustee of Larkspur Hospice\. The member left for the item \(out at .*back at .*decided by Chair, Grants Committee\)/,
  )

  // Afterwards the register is held against what was declared, and who has made no return.
  await clerk.go('/work/bodies/grants-committee/interest-checks')
  await clerk.sees('The register has everything that was declared at meetings.')
  await clerk.follow(/say why it is no fault.*Partner member, carers/)
  await clerk.press('Record the answer')
  await clerk.isRefused(/Say in a word why this is no fault/)
  await clerk.fill('Why it is no fault', 'Their return is on paper, in the post')
  await clerk.press('Record the answer')
  await clerk.sees('Your answer is recorded.')
}

test('a clerk settles what is suggested before the pack goes out, and pack, room, quorum and minutes keep to it', async () => {
  const stage = await openStage(TODAY)
  const given = await prepared(stage)
  const clerk = await Walker.at(browser, stage.site, { scripts: true, examine: true })
  const people = [clerk, await signedIn(stage, given.chair), await signedIn(stage, given.member)]
  try {
    await clerk.signIn(CLERK)
    await story(stage, given, people)
  } catch (fault) {
    const where = await Promise.all(people.map(each => each.describe().catch(() => '')))
    throw new Error(`${(fault as Error).message}\n\n${where.join('\n\n')}`, { cause: fault })
  } finally {
    for (const { page } of people) await page.context().close()
  }
}, 600_000)
