import { expect, test } from 'vitest'
import { aHouse, aVisitor } from '../../app/visitor.samples.ts'
import { day } from '../../platform/day.rules.ts'
import { expectDone } from '../../platform/outcome.ts'
import { checkJournal } from '../../platform/record/check-journal.ts'
import { checkTables } from '../../platform/record/check-tables.ts'
import { actingOn, freshRecord } from '../../platform/testing/record.ts'
import { aBody, aPerson } from '../bodies/bodies.samples.ts'
import { declareInterest } from '../interests/declare-interest.ts'
import { findPlaces } from './find-places.ts'
import { decideRetention, listDueRecords, nameOfDue } from './retention.ts'

const record = await freshRecord()
const acting = actingOn(record, '2025-03-03')
const body = await aBody(acting, { slug: 'the-committee', name: 'The Committee' })
const house = await aHouse(record, '2025-03-03')
const clerk = await aVisitor(house, record, 'clerk', body)
const codes = (outcome: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  outcome.ok ? [] : outcome.refusals?.map(({ code }) => code)
const due = async (on = '2025-03-03') => listDueRecords(record.db, [body], day(on))

const anInterest = async (description: string, until: string) =>
  expectDone(
    await declareInterest(actingOn(record, '2018-01-10'), {
      body,
      person: await aPerson(acting),
      answer: 'yes',
      types: ['financial'],
      description,
      from: 'January 2016',
      to: until,
      declaredOn: day('2018-01-06'),
    }),
  )

test('R-COI-7: an interest is due six years after its last day, known to the day or to the year', async () => {
  await anInterest('Shares in Marmalade Holdings', '3 March 2019')
  await anInterest('Trustee of the Teapot Fund', '2019')
  expect(await due('2025-03-03')).toEqual([])
  expect((await due('2025-03-04')).map(({ since }) => since)).toEqual(['2025-03-03'])
  expect((await due('2026-01-01')).map(({ since }) => since)).toEqual(['2025-03-03', '2025-12-31'])
})

test('what is due waits for a named person: kept with a reason and a day, or disposed of, with a line of its own', async () => {
  await anInterest('Director of Sardine Logistics', '1 May 2018')
  const [first] = await due()
  if (!first) throw new Error('It is due.')
  const decide = (
    decision: 'kept' | 'disposed of' | 'to the archive',
    reason: string,
    reviewOn?: string,
  ) =>
    decideRetention(acting, {
      body,
      things: [nameOfDue(first)],
      decision,
      reason,
      ...(reviewOn ? { reviewOn: day(reviewOn) } : {}),
    })
  expect(codes(await decide('kept', '', '2025-01-01'))).toEqual(['missing', 'review-day'])
  expectDone(await decide('kept', 'An inquiry is open', '2025-06-01'))
  expect(await due()).toEqual([])
  expect(codes(await decide('disposed of', 'Done'))).toEqual(['not-due'])
  const later = actingOn(record, '2025-06-02')
  expect(await findPlaces(record.db, ['Sardine Logistics'])).toMatchObject({
    rows: [{}],
    lines: [{}],
  })
  expectDone(
    await decideRetention(later, {
      body,
      things: [nameOfDue(first)],
      decision: 'disposed of',
      reason: 'The inquiry is over',
    }),
  )
  expect(await findPlaces(record.db, ['Sardine Logistics'])).toEqual({ rows: [], lines: [] })
  expect(await checkJournal(record.db)).toMatchObject({ broken: null, erased: 1 })
  expect((await checkTables(record.db)).faults).toEqual([])
  expect((await due('2025-06-02')).some(({ id }) => id === first.id)).toBe(false)
})

test('the clerk decides on the page, which gives the working and refuses a decision about nothing', async () => {
  await anInterest('Adviser to Pickle and Sons', '1 February 2017')
  expect((await clerk.get('/work/retention')).body).toContain('The Committee')
  const page = await clerk.get('/work/retention/the-committee')
  expect(page.body).toContain('6 years from the end of the interest on 1 February 2017')
  const refused = await clerk.post('/work/retention/the-committee', { decision: 'kept' })
  expect(refused.status).toBe(422)
  const [first] = await due()
  const sent = await clerk.post('/work/retention/the-committee', {
    things: first ? nameOfDue(first) : '',
    decision: 'disposed of',
    reason: 'No longer wanted',
  })
  expect(sent.location).toBe('/work/retention/the-committee')
  expect(await due()).toEqual([])
})
