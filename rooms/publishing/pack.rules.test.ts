import { expect, test } from 'vitest'
import { day } from '../../platform/day.rules.ts'
import {
  type PackFacts,
  type PackItemFacts,
  type PackPaperFacts,
  reasonsNotToPublish,
  warningsBeforePublishing,
} from './pack.rules.ts'

const aPaper = (given: Partial<PackPaperFacts> = {}): PackPaperFacts => ({
  id: 'paper',
  title: 'Green Plan',
  kind: 'paper',
  submittedOn: day('2025-02-05'),
  hasCover: true,
  coverWarnings: [],
  files: [{ name: 'plan.pdf', hash: 'a', readable: true, tagged: true }],
  ...given,
})

const anItem = (given: Partial<PackItemFacts> = {}): PackItemFacts => ({
  id: 'item',
  number: '7',
  title: 'Green Plan',
  kind: 'business',
  audience: 'public',
  privateReason: '',
  purposes: ['approve'],
  papers: [aPaper()],
  ...given,
})

const aPack = (given: Partial<PackFacts> = {}): PackFacts => ({
  meeting: { day: day('2025-02-14'), kind: 'ordinary' },
  noticeFor: day('2025-02-14'),
  items: [anItem()],
  papersDue: { due: day('2025-02-06'), breachAfter: day('2025-02-07') },
  forwardPlanWanted: false,
  forwardPlan: false,
  signOffWanted: false,
  signOff: 'not signed off',
  register: true,
  tracker: true,
  lastMinutes: null,
  ...given,
})

const refusals = (given: Partial<PackFacts>) =>
  reasonsNotToPublish(aPack(given)).map(({ code }) => code)
const warnings = (given: Partial<PackFacts>) =>
  warningsBeforePublishing(aPack(given)).map(({ code }) => code)
const withPaper = (given: Partial<PackPaperFacts>) => ({
  items: [anItem({ papers: [aPaper(given)] })],
})

test('a pack with notice, papers and nothing private amiss may be published without a warning', () => {
  expect(refusals({})).toEqual([])
  expect(warnings({})).toEqual([])
})

test('R-MEET-1: no pack without notice, nor with notice of another day', () => {
  expect(refusals({ noticeFor: null })).toEqual(['notice-not-given'])
  expect(refusals({ noticeFor: day('2025-02-13') })).toEqual(['notice-of-another-day'])
})

test('R-TOR-14: a workshop has no public pack', () => {
  expect(refusals({ meeting: { day: day('2025-02-14'), kind: 'workshop' } })).toEqual([
    'workshop-not-public',
  ])
})

test('a pack needs an item in public', () => {
  expect(refusals({ items: [] })).toEqual(['no-public-item'])
})

test('R-TOR-17: an item that asks for a decision needs a paper, or one said to follow; to note does not', () => {
  expect(refusals({ items: [anItem({ papers: [] })] })).toEqual(['paper-missing'])
  expect(refusals(withPaper({ kind: 'to follow', hasCover: false, files: [] }))).toEqual([])
  expect(refusals({ items: [anItem({ papers: [], purposes: ['note', 'discuss'] })] })).toEqual([])
  expect(refusals({ items: [anItem({ papers: [], kind: 'minutes' })] })).toEqual([])
})

test('R-MEET-2: a private item needs a recorded reason', () => {
  const hidden = anItem({ id: 'b', number: '8', audience: 'private', papers: [] })
  expect(refusals({ items: [anItem(), hidden] })).toEqual(['private-reason-missing'])
})

test('a file of the private part is never published under a public item', () => {
  const hidden = anItem({ id: 'b', number: '8', audience: 'private', privateReason: 'Commercial' })
  expect(refusals({ items: [anItem(), hidden] })).toEqual(['private-paper-in-public-part'])
})

test('a file that cannot be read keeps the pack back', () => {
  const files = [{ name: 'plan.pdf', hash: 'a', readable: false, tagged: null }]
  expect(refusals(withPaper({ files }))).toEqual(['file-unreadable'])
})

test('R-TOR-9: papers for 14 February 2025 are late after the 6th, and break the terms after the 7th', () => {
  expect(warnings(withPaper({ submittedOn: day('2025-02-06') }))).toEqual([])
  expect(warnings(withPaper({ submittedOn: day('2025-02-07') }))).toEqual(['paper-late'])
  expect(warnings(withPaper({ submittedOn: day('2025-02-10') }))).toEqual(['paper-too-late'])
})

test('R-TOR-13: a pack without the forward plan that the terms want is warned of', () => {
  expect(warnings({ forwardPlanWanted: true })).toEqual(['pack-without-forward-plan'])
  expect(warnings({ forwardPlanWanted: true, forwardPlan: true })).toEqual([])
  // An item called so is not a plan.
  const item = anItem({ id: 'b', number: '8', title: 'Forward plan', purposes: [], papers: [] })
  expect(warnings({ forwardPlanWanted: true, items: [anItem(), item] })).toEqual([
    'pack-without-forward-plan',
  ])
})

test('R-TOR-13: a pack whose agenda the group has not signed off, or has changed since, is warned of and goes out all the same', () => {
  const wanted = { signOffWanted: true }
  expect(warnings(wanted)).toEqual(['agenda-not-signed-off'])
  expect(warnings({ ...wanted, signOff: 'changed since' })).toEqual([
    'agenda-changed-since-sign-off',
  ])
  expect(warnings({ ...wanted, signOff: 'signed off' })).toEqual([])
  expect(refusals(wanted)).toEqual([])
})

test('R-TOR-17: what a cover sheet leaves out is said with the paper it belongs to', () => {
  const said = { code: 'item-number-differs', message: 'The paper says item 6.' }
  const [finding] = warningsBeforePublishing(aPack(withPaper({ coverWarnings: [said] })))
  expect(finding?.message).toBe('“Green Plan”, under item 7: The paper says item 6.')
  expect(finding?.paper).toBe('paper')
})

test('R-WEB-2: a PDF without tags is warned of by name', () => {
  const files = [{ name: 'plan.pdf', hash: 'a', readable: true, tagged: false }]
  expect(warnings(withPaper({ files }))).toEqual(['pdf-untagged'])
})

test('minutes of the last meeting that are not published are warned of, as are a paper to follow and an empty one', () => {
  expect(warnings({ lastMinutes: { day: day('2024-09-19'), published: false } })).toEqual([
    'minutes-not-included',
  ])
  expect(warnings(withPaper({ kind: 'to follow', files: [], hasCover: false }))).toEqual([
    'paper-to-follow',
  ])
  expect(warnings(withPaper({ files: [], hasCover: false }))).toEqual(['paper-empty'])
  expect(warnings({ register: false, tracker: false })).toEqual([
    'pack-without-register',
    'pack-without-tracker',
  ])
})
