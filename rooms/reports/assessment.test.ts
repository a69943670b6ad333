import { expect, test } from 'vitest'
import { dutySources } from '../../app/duty-sources.ts'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { day, time } from '../../platform/day.rules.ts'
import { blocksText } from '../../platform/documents/blocks.ts'
import { docxBlocks } from '../../platform/documents/docx-blocks.ts'
import { pageText, pdfFacts } from '../../platform/documents/pdf-facts.ts'
import { expectDone } from '../../platform/outcome.ts'
import { checkJournal } from '../../platform/record/check-journal.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import {
  aBody,
  anAppointment,
  aPerson,
  aSeat,
  partnershipTerms,
  someTerms,
} from '../bodies/bodies.samples.ts'
import { readBody } from '../bodies/read-body.ts'
import { recordAttendanceTotals } from '../bodies/record-attendance-totals.ts'
import { listDuties } from '../duties/duty-source.ts'
import { listItems, listPapers } from '../meetings/read-agenda.ts'
import { recordAttendance } from '../meetings/record-attendance.ts'
import { recordDecision } from '../meetings/record-decision.ts'
import { scheduleMeeting } from '../meetings/schedule-meeting.ts'
import { beginAssessment } from './begin-assessment.ts'
import { findAssessment, latestDraft } from './read-assessment.ts'
import { listReports, readReport } from './read-reports.ts'
import { saveAssessment } from './save-assessment.ts'

const record = await freshRecord()
const before = actingOn(record, '2024-04-02')
const now = actingOn(record, '2025-07-01')
const house = await aHouse(record, '2025-07-01')

const board = await aBody(before, { slug: 'icb-board', name: 'The Board' })
const body = await aBody(before, { reportsTo: [board], name: 'The Partnership' })
await someTerms(before, body, {
  terms: {
    ...partnershipTerms('existing'),
    quorum: {
      fraction: { numerator: 1, denominator: 2 },
      limbs: [],
      deputies: 'never',
      remoteCounts: true,
      rule: 'Half of the members.',
      citation: '4.1',
    },
  },
})
const seat = await aSeat(before, body, { role: 'Members', minHolders: 2, maxHolders: 2 })
const members = [await aPerson(before, 'Director of this'), await aPerson(before, 'Chair of that')]
for (const person of members) await anAppointment(before, seat, { person, from: day('2024-04-01') })

const aMeeting = async (acting: typeof now, on: string) =>
  expectDone(
    await scheduleMeeting(acting, {
      body,
      day: day(on),
      startsAt: time('10:00'),
      kind: 'ordinary',
      mode: 'remote',
      venue: '',
    }),
  ).id
const attend = async (acting: typeof now, meeting: string) =>
  expectDone(
    await recordAttendance(acting, {
      meeting,
      lines: members.map(person => ({ person, capacity: 'member' as const })),
    }),
  )

await attend(actingOn(record, '2024-10-07'), await aMeeting(before, '2024-10-07'))
expectDone(
  await recordAttendanceTotals(now, {
    body,
    year: '2024-25',
    source: 'Annual report 2024/25',
    rows: [
      { office: 'Director of this', attended: 1, possible: 1, person: members[0], seat },
      { office: 'Chair of that', attended: 0, possible: 1, person: members[1], seat },
    ],
  }),
)
const september = await aMeeting(now, '2025-09-12')
const { slug } = await readBody(record.db, body)
const at = `/work/bodies/${slug}/assessments`
const editor = `${at}/2024-25`

test('R-TOR-11: attendance as the API gives it: office, attended, possible, meets; by seat beside it', async () => {
  const { statusCode, body: text } = await house.server.inject({
    url: `/api/v1/bodies/${slug}/attendance?year=2024-25`,
  })
  expect(statusCode).toBe(200)
  const answer = JSON.parse(text)
  expect(answer).toMatchObject({
    year: '2024-25',
    rows: [
      { office: 'Director of this', attended: 1, possible: 1, meets: true },
      { office: 'Chair of that', attended: 0, possible: 1, meets: false },
    ],
  })
  // The meeting's minutes are not published, so the public is told of the totals alone.
  expect(answer.rows[1].fromRecord).toBeNull()
  const page = await house.server.inject({ url: `/bodies/${slug}/attendance?year=2024-25` })
  expect(page.body).toContain('One of 2 was below the expectation of 75 per cent.')
})

test('a year is begun once, by who may report on the body, and only when it is over', async () => {
  await expect(
    beginAssessment({ ...now, may: () => false }, { body, year: '2024-25' }),
  ).rejects.toThrow(/permission/)
  const early = await beginAssessment(now, { body, year: '2025-26' })
  expect(!early.ok && early.refusals.map(({ code }) => code)).toEqual(['year-not-over'])
  const clerk = await aVisitor(house, record, 'clerk', body)
  expect((await clerk.get(at)).body).toContain('Begin the self-assessment for 2024/25')
  const begun = await clerk.post(`${at}/begin`, { year: '2024-25' }, at)
  expect(begun.location).toBe(`${editor}?done=begun`)
  const again = await beginAssessment(now, { body, year: '2024-25' })
  expect(!again.ok && again.refusals[0]?.code).toBe('assessment-begun')
})

test('the figures write themselves, and the chair’s words stand beside them', async () => {
  const chair = await aVisitor(house, record, 'chair', body)
  const page = await chair.get(editor)
  expect(page.body).toContain('Keeping the terms of reference')
  expect(page.body).toContain('One meeting was held in 2024/25: 7 October 2024')
  expect(page.body).not.toContain('Submit it to a meeting')
  const saved = await chair.post(editor, {
    version: '1',
    'section-opening': 'A year of **beginnings**.',
    'section-responsibilities': 'We agreed a strategy.',
    'section-compliance': '',
    'section-changes': 'None.',
  })
  expect(saved.location).toBe(`${editor}?done=saved`)
  const after = await chair.get(editor)
  expect(after.body).toContain('<strong>beginnings</strong>')
  expect(after.body).toContain('Version 2')
})

test('a save on a version that somebody saved over is refused, with both texts shown and what was typed kept', async () => {
  const clerk = await aVisitor(house, record, 'clerk', body)
  const stale = await clerk.post(editor, {
    version: '1',
    'section-opening': 'Typed on the first version.',
    'section-responsibilities': '',
    'section-compliance': '',
    'section-changes': '',
  })
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('Somebody else saved this self-assessment')
  expect(stale.body).toContain('Typed on the first version.')
  expect(stale.body).toContain('Saved meanwhile: In brief')
  expect(stale.body).toContain('name="version" value="2"')
})

test('it cannot be published before a meeting has approved it', async () => {
  const clerk = await aVisitor(house, record, 'clerk', body)
  const refused = await clerk.post(`${editor}/publish`, { note: '' })
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('It has not been put to a meeting yet')
})

let report = ''

test('submitted it is an item and a paper of the meeting; approved there, it is published word for word', async () => {
  const clerk = await aVisitor(house, record, 'clerk', body)
  const form = await clerk.get(`${editor}/submit`)
  expect(form.body).toContain('Nothing has been written yet of: what we make of it.')
  const sent = await clerk.post(`${editor}/submit`, {
    version: '2',
    meeting: september,
    permission: '',
  })
  expect(sent.location).toBe(`${editor}?done=submitted`)
  const [item] = await listItems(record.db, september, { private: true })
  expect(item).toMatchObject({ title: 'Annual self-assessment 2024/25', purposes: ['approve'] })
  const [paper] = await listPapers(record.db, [item?.id ?? ''])
  expect(paper?.files).toHaveLength(1)
  expect(paper?.files[0]).toMatchObject({ media_type: 'application/pdf', tagged: true })

  const unapproved = await clerk.post(`${editor}/publish`, { note: '' })
  expect(unapproved.body).toContain('The meeting of 12 September 2025 has not approved it')

  const thatDay = actingOn(record, '2025-09-12')
  await attend(thatDay, september)
  expectDone(
    await recordDecision(thatDay, {
      item: item?.id ?? '',
      verb: 'approve',
      text: 'the self-assessment for 2024/25',
      method: 'consensus',
    }),
  )
  // Written after the meeting, and so no part of what it approved.
  const begun = await findAssessment(record.db, body, '2024-25')
  const { assessment_id, version } = await latestDraft(record.db, begun?.id ?? '')
  expectDone(
    await saveAssessment(thatDay, {
      assessment: assessment_id,
      basedOn: version,
      sections: [{ section: 'opening', text: 'CANARY of a later draft' }],
    }),
  )
  const published = await clerk.post(`${editor}/publish`, { note: '' })
  expect(published.location).toBe(`${editor}?done=published`)
  const [found] = await listReports(record.publicDb)
  report = `/reports/${found?.id}`
  const again = await clerk.post(`${editor}/publish`, { note: '' })
  expect(again.body).toContain('is published already')
})

test('the public has it as a page, as data, as tagged PDF and as Word, of the same words', async () => {
  const list = await house.server.inject({ url: '/reports' })
  expect(list.body).toContain(report)
  const page = await house.server.inject({ url: report })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('A year of <strong>beginnings</strong>.')
  expect(page.body).toContain('The Board')
  expect(page.body).not.toContain('CANARY')
  expect(page.body).not.toMatch(/ style="| on[a-z]+="|<script>/)

  const { findings, addressedTo, attendance } = (
    await house.server.inject({ url: `/api/v1${report}` })
  ).json()
  expect(addressedTo).toEqual([{ slug: 'icb-board', name: 'The Board' }])
  expect(attendance.rows).toHaveLength(2)
  expect(findings.map(({ rule }: { rule: string }) => rule)).toContain('R-TOR-8')

  const pdf = (await house.server.inject({ url: `${report}/report.pdf` })).rawPayload
  expect(await pdfFacts(pdf)).toMatchObject({
    tagged: true,
    title: 'Annual self-assessment 2024/25',
    language: 'en-GB',
    uaPart: 1,
  })
  expect(await pageText(pdf, 1)).toContain('Approved at the meeting of 12 September 2025')

  const docx = (await house.server.inject({ url: `${report}/report.docx` })).rawPayload
  const { blocks } = await docxBlocks(docx)
  const { content } = await readReport(record.db, report.replace('/reports/', ''))
  const words = (text: string) => text.split(/\s+/).filter(Boolean)
  const inWord = words(blocksText(blocks))
  const captions = content.blocks.flatMap(block =>
    block.kind === 'table' && block.caption ? words(block.caption) : [],
  )
  const onPage = words(blocksText(content.blocks))
  // The Word document says its title and its captions in paragraphs of their own.
  for (const word of new Set(onPage)) expect(inWord, word).toContain(word)
  expect(inWord.length).toBeGreaterThanOrEqual(onPage.length + captions.length)
  expect(inWord.length).toBeLessThan(onPage.length + captions.length + 30)
})

test('R-TOR-16: the duty to assess the year, and to report it, stand as kept', async () => {
  const duties = await listDuties(dutySources, {
    db: record.db,
    bodies: [await readBody(record.db, body)],
    from: day('2024-04-01'),
    to: day('2025-03-31'),
    today: day('2025-09-20'),
  })
  const standing = (kind: string) => duties.find(duty => duty.kind === kind)?.standing
  expect(standing('self-assessment')).toBe('kept in time')
  expect(standing('self-assessment report')).toBe('kept in time')
})

test('next year’s starts from what was written this year, and every act has its line in the journal', async () => {
  const nextYear = actingOn(record, '2026-04-02')
  const id = expectDone(await beginAssessment(nextYear, { body, year: '2025-26' }))
  expect((await latestDraft(record.db, id)).sections[0]?.text).toBe('CANARY of a later draft')
  expect(await checkJournal(record.db)).toMatchObject({ broken: null })
})

test('compliance is shown rule by rule to who may see the workspace of the body', async () => {
  const member = await aVisitor(house, record, 'member', body)
  const page = await member.get(`/work/bodies/${slug}/compliance?year=2024-25`)
  expect(page.status).toBe(200)
  expect(page.body).toContain('Draft minutes')
  expect(page.body).toContain('Terms of reference, section 5.1')
  const stranger = await aVisitor(house, record, 'member', board)
  expect((await stranger.get(`/work/bodies/${slug}/compliance`)).status).toBe(403)
  for (const [ending, start] of [
    ['pdf', '%PDF-'],
    ['docx', 'PK'],
  ] as const) {
    const file = `/work/bodies/${slug}/compliance.${ending}?year=2024-25`
    const taken = await member.get(file)
    expect([taken.status, taken.body.startsWith(start)]).toEqual([200, true])
    expect((await stranger.get(file)).status).toBe(403)
  }
})
