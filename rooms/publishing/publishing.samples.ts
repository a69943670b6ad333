import { day } from '../../platform/day.rules.ts'
import { aDocx, aTaggedPdf } from '../../platform/documents/documents.samples.ts'
import { expectDone } from '../../platform/outcome.ts'
import { actingOn, type TestRecord } from '../../platform/testing/record.ts'
import { raiseAction } from '../actions/raise-action.ts'
import { reportOnAction } from '../actions/report-on-action.ts'
import { declareInterest } from '../interests/declare-interest.ts'
import { aBody, addItem, aMeeting, handIn } from '../meetings/agenda.samples.ts'
import { attachFile } from '../meetings/attach-file.ts'
import { giveNotice } from '../meetings/give-notice.ts'
import type { Item } from '../meetings/read-agenda.ts'
import type { Meeting } from '../meetings/read-meeting.ts'
import { recordPerson } from '../people/record-person.ts'
import { askQuestion } from '../voices/ask-question.ts'
import { publishQuestion } from '../voices/publish-question.ts'

/** Words planted where the public must never find them. */
export const CANARY = 'quincunx'

export type MeetingWithPapers = {
  readonly body: { readonly id: string; readonly slug: string; readonly name: string }
  readonly meeting: Meeting
  readonly greenPlan: Item
  readonly paper: string
  readonly publicPdf: Uint8Array
  readonly privateHash: string
}

/**
 * A meeting of 14 February 2025 on the eve of its pack: notice, seven items of which
 * one is private, papers as PDF and Word, a tracker, a register and a question. Each
 * private thing bears the canary.
 */
export async function aMeetingWithPapers(
  record: TestRecord,
  options: { readonly slug?: string } = {},
): Promise<MeetingWithPapers> {
  const clerk = actingOn(record, '2025-02-05')
  const body = await aBody(record, options)
  const meeting = await aMeeting(record, body.id, {
    joining: `Teams, passcode ${CANARY}`,
    venue: 'Borough Hall, Bedford',
  })
  expectDone(
    await giveNotice(clerk, {
      meeting: meeting.id,
      kind: 'public notice',
      givenOn: day('2025-02-05'),
      manner: 'on the website',
      text: 'Notice is given that the partnership meets in public.',
    }),
  )
  const add = (differences: Parameters<typeof addItem>[2]) =>
    addItem(clerk, meeting.id, differences)
  await add({ title: 'Welcome and apologies', kind: 'apologies', purposes: [], lead: 'Chair' })
  await add({ title: 'Declarations of interest', kind: 'interests', purposes: ['note'] })
  await add({ title: 'Minutes of the last meeting', kind: 'minutes', purposes: ['approve'] })
  await add({ title: 'Action tracker', kind: 'actions', purposes: ['note'] })
  await add({ title: 'Questions from the public', kind: 'questions', purposes: ['receive'] })
  const greenPlan = await add({ title: 'Green Plan', purposes: ['endorse'], lead: 'Chief Nurse' })
  const secret = await add({
    title: `Contract ${CANARY}`,
    summary: CANARY,
    audience: 'private',
    privateReason: `Commercial terms of ${CANARY}`,
  })

  const { paper } = await handIn(clerk, greenPlan.id, { title: 'Green Plan refresh' })
  const publicPdf = await aTaggedPdf('Emissions')
  const attach = (to: string, name: string, bytes: Uint8Array) =>
    attachFile(clerk, { paper: to, name, bytes }).then(expectDone)
  await attach(paper.id, 'emissions.pdf', publicPdf)
  await attach(paper.id, 'method.docx', await aDocx())
  const hidden = await handIn(clerk, secret.id, { title: `Bid ${CANARY}` })
  const hiddenPdf = await aTaggedPdf(`Bid ${CANARY}`)
  const hiddenFile = await attach(hidden.paper.id, `${CANARY}.pdf`, hiddenPdf)

  const action = expectDone(
    await raiseAction(clerk, {
      body: body.id,
      text: 'Report on the hub programme',
      raisedOn: day('2024-09-19'),
      owners: [{ label: 'Chief Transformation Officer' }],
      deadline: { text: '14 February 2025', day: day('2025-02-14') },
    }),
  )
  expectDone(
    await reportOnAction(clerk, {
      action: action.id,
      on: day('2025-02-04'),
      what: 'started on track',
      position: 'Draft out for comment',
    }),
  )
  expectDone(
    await raiseAction(clerk, {
      body: body.id,
      text: `Settle the ${CANARY} claim`,
      raisedOn: day('2024-09-19'),
      owners: [{ label: 'Chief Executive' }],
      deadline: { text: 'ASAP' },
      audience: 'private',
      privateReason: 'Legal advice',
    }),
  )
  const person = expectDone(
    await recordPerson(clerk, { name: 'Chair, Bedfordshire Hospitals', position: 'Member' }),
  )
  const declare = (differences: object) =>
    declareInterest(clerk, {
      person: person.id,
      body: body.id,
      answer: 'yes',
      types: ['financial'],
      description: 'Director of a care company',
      from: '2019',
      handling: 'Leaves for the item',
      declaredOn: day('2025-01-10'),
      ...differences,
    }).then(expectDone)
  await declare({})
  await declare({ description: CANARY, sensitive: true, sensitiveReason: 'Risk of harm' })

  const ask = async (text: string) =>
    expectDone(
      await askQuestion(clerk, {
        body: body.id,
        meeting: meeting.id,
        text,
        name: `Asker ${CANARY}`,
        email: `${CANARY}-${meeting.id}@example.org`,
        shownAs: 'A resident of Luton',
      }),
    )
  const asked = await ask('When will the hub open?')
  expectDone(await publishQuestion(clerk, { question: asked.id }))
  await ask(`Is the ${CANARY} contract let?`)
  return { body, meeting, greenPlan, paper: paper.id, publicPdf, privateHash: hiddenFile.hash }
}
