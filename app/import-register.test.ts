import { expect, test } from 'vitest'
import { day } from '../platform/day.rules.ts'
import { expectDone } from '../platform/outcome.ts'
import { listJournal } from '../platform/record/journal.ts'
import { actingOn, freshRecord } from '../platform/testing/record.ts'
import { aBody } from '../rooms/bodies/bodies.samples.ts'
import { readBody } from '../rooms/bodies/read-body.ts'
import { clearDrafts } from '../rooms/interests/clear-drafts.ts'
import { listDrafts } from '../rooms/interests/import-draft.ts'
import { listRegister } from '../rooms/interests/list-register.ts'
import { aPerson } from '../rooms/meetings/sitting.samples.ts'
import { grantRole } from '../rooms/people/grant-role.ts'
import { listPersons } from '../rooms/people/read-person.ts'
import { printedCsv, printedWorkbook } from '../seed/blmk/printed-register.ts'
import { aHouse, aVisitor, type Visitor } from './visitor.samples.ts'

const TODAY = '2025-02-14'
const record = await freshRecord()
const house = await aHouse(record, TODAY)
const admin = actingOn(record, TODAY)
const workbook = await printedWorkbook()
const printed = (name = 'register.xlsx', bytes: Uint8Array = workbook) =>
  new File([new Uint8Array(bytes)], name)

/** A clerk who also looks after people, so that those who are new can be entered. */
async function aRegister() {
  const id = await aBody(admin)
  const body = await readBody(record.db, id)
  const clerk = await aVisitor(house, record, 'clerk', id)
  expectDone(
    await grantRole(admin, {
      person: clerk.person,
      role: 'administrator',
      scope: null,
      from: day('2024-01-01'),
    }),
  )
  return { id, body, clerk, path: `/work/interests/${body.slug}` }
}

const fieldsIn = (html: string) => [
  ...new Set(
    [
      ...html.matchAll(
        /<input[^>]*type="radio"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="radio"/g,
      ),
    ].map(([, one, other]) => one ?? other ?? ''),
  ),
]

/** Uploads, takes the columns as they were found, and answers with the draft's address. */
async function uploaded(clerk: Visitor, path: string, file: File) {
  const sent = await clerk.upload(`${path}/import`, {}, file)
  expect(sent.status, sent.body.slice(0, 2000)).toBe(303)
  const columns = sent.location
  if ((await clerk.get(columns)).body.includes('Which sheet'))
    await clerk.post(columns, { sheet: '2' })
  const form = (await clerk.get(columns)).body
  const chosen = Object.fromEntries(
    [...form.matchAll(/<select[^>]*name="(column-\d+)"[\s\S]*?<\/select>/g)].map(
      ([select, name]) => [
        name ?? '',
        /<option value="([^"]+)" selected/.exec(select)?.[1] ??
          /<option selected="" value="([^"]+)"/.exec(select)?.[1] ??
          '',
      ],
    ),
  )
  const matched = await clerk.post(columns, chosen)
  expect(matched.status, JSON.stringify(chosen)).toBe(303)
  return matched.location
}

/** Decides all that must be: new people are entered, merged rows split, the stray line left out. */
async function decideAll(clerk: Visitor, draft: string) {
  for (let round = 0; round < 3; round++) {
    const page = (await clerk.get(draft)).body
    const open = fieldsIn(page).filter(name => /^(whose|r\d+)/.test(name))
    if (!page.includes('Must be decided')) return
    const decisions: Record<string, string> = Object.fromEntries(
      open.flatMap((name): [string, string][] =>
        name.startsWith('whose-')
          ? [[name, 'new']]
          : name.endsWith('people-merged')
            ? [[name, 'nobody']]
            : [
                [name, 'out'],
                [`${name}-text`, 'Nobody knows whose'],
                [`${name}-word`, 'Nobody knows whose'],
              ],
      ),
    )
    expect((await clerk.post(draft, decisions)).status).toBe(303)
  }
}

const seenIn = (html: string) => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''

async function takeIn(clerk: Visitor, draft: string, fields = {}) {
  const { body } = await clerk.get(`${draft}/take-in`)
  return clerk.post(`${draft}/take-in`, { seen: seenIn(body), ...fields })
}

test('R-COI-4: through the importer’s own walk into a fresh record, 37 people, 9 undated, 22 over a year old', async () => {
  const { id, clerk, path, body } = await aRegister()
  const draft = await uploaded(clerk, path, printed())
  const early = await takeIn(clerk, draft)
  expect(early.status).toBe(422)
  expect(early.body).toContain('must be decided before it can be taken in')
  expect((await listRegister(record.db, id, day(TODAY))).people).toBe(0)

  await decideAll(clerk, draft)
  const taken = await takeIn(clerk, draft)
  expect(taken.location).toContain('new=67')
  const register = await listRegister(record.db, id, day(TODAY))
  expect(register).toMatchObject({ people: 37, undated: 9, olderThan12Months: 22 })
  const lines = await listJournal(record.db, { kind: 'body', id })
  expect(lines.filter(({ verb }) => verb === 'interests.import-register')).toHaveLength(1)
  expect(JSON.stringify(lines)).toContain('Nobody knows whose')
  expect((await clerk.get(draft)).status).toBe(404)

  // The same again, as CSV, changes nothing.
  for (const file of [printed('register.csv', printedCsv('windows-1252'))]) {
    const again = await uploaded(clerk, path, file)
    await decideAll(clerk, again)
    const page = (await clerk.get(`${again}/take-in`)).body
    expect(page).toContain('Nothing in the file is new.')
    expect(page).toContain('No line that the register holds is told otherwise in the file.')
    expect(page).toContain('Every line that the register holds is in the file.')
    const nothing = await takeIn(clerk, again)
    expect(nothing.status).toBe(422)
    expect(nothing.body).toContain('The register holds all of it already')
    await clerk.post(`${again}/drop`, {}, again)
  }

  // As the register publishes itself: all of it unchanged.
  await clerk.post(`${path}/publish`, {}, path)
  const csv = await clerk.get(`/bodies/${body.slug}/interests.csv?on=${TODAY}`)
  const own = await uploaded(clerk, path, printed('own.csv', Buffer.from(csv.body)))
  const page = (await clerk.get(`${own}/take-in`)).body
  expect(page).toContain('Nothing in the file is new.')
  expect(page).toContain('No line that the register holds is told otherwise in the file.')
  expect(page).toContain('Every line that the register holds is in the file.')
  const persons = (await listPersons(record.db)).length
  expect(persons).toBe(38)
})

test('what changed takes the place of what was held, from its own day; what is gone is kept unless it ended', async () => {
  const { id, clerk, path } = await aRegister()
  const header = 'Name,Interests to Declare,Financial,Details,Date From,Date To,Date Declared\r\n'
  const first = `${header}Chair of A,Yes,Y,Director of A,2001,,01/01/2024\r\nMember of B,No,,,,,02/01/2024\r\nMember of C,Yes,Y,Trustee of C,,,03/01/2024\r\n`
  const draft = await uploaded(clerk, path, printed('first.csv', Buffer.from(first)))
  await decideAll(clerk, draft)
  expect((await takeIn(clerk, draft)).location).toContain('new=3')
  const second = `${header}Chair of A,Yes,Y,Director of A,2001,,01/02/2025\r\nMember of B,No,,,,,02/01/2024\r\n`
  const next = await uploaded(clerk, path, printed('second.csv', Buffer.from(second)))
  const shown = (await clerk.get(`${next}/take-in`)).body
  expect(shown).toContain('the date declared')
  expect(shown).toContain('Member of C: Trustee of C')
  const wrong = await takeIn(clerk, next, { 'ended-1': 'some time ago' })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('value="some time ago"')
  const taken = await takeIn(clerk, next, { 'ended-1': '31/01/2025' })
  expect(taken.location).toMatch(/new=0&changed=1&unchanged=1&ended=1/)
  const daysOn = async (on: string) =>
    (await listRegister(record.db, id, day(on))).persons.map(({ person, freshness }) => [
      person.name,
      freshness.latest,
    ])
  expect(await daysOn('2025-02-14')).toEqual([
    ['Chair of A', '2025-02-01'],
    ['Member of B', '2024-01-02'],
    ['Member of C', '2024-01-03'],
  ])
  expect((await daysOn('2025-01-31'))[0]).toEqual(['Chair of A', '2024-01-01'])
  const ended = (await listRegister(record.db, id, day('2025-02-14'))).persons.at(-1)
  expect(ended?.entries[0]?.endedOn).toBe('2025-01-31')
})

test('a file of another kind, an empty one and none at all are refused beside the field; a register changed meanwhile is not taken in', async () => {
  const { clerk, path } = await aRegister()
  const refusal = async (file: File) => {
    const sent = await clerk.upload(`${path}/import`, {}, file)
    expect(sent.status).toBe(422)
    return sent.body
  }
  expect(await refusal(new File([''], 'empty.xlsx'))).toContain('is empty')
  expect(await refusal(new File(['%PDF-1.7 …'], 'register.csv'))).toMatch(
    /damaged|misnamed|named as/,
  )
  expect(await refusal(new File(['\n\n'], 'register.csv'))).toContain('no rows')
  expect(await refusal(new File(['\u0089PNG'], 'register.docx'))).toContain(
    'Upload an Excel workbook',
  )
  expect((await clerk.post(`${path}/import`)).status).toBe(422)
  const member = await aVisitor(house, record, 'member')
  expect((await member.get(`${path}/import`)).status).toBe(403)

  const text = 'Name,Interests to Declare,Details,Date Declared\r\nOfficer of D,No,,01/02/2025\r\n'
  const draft = await uploaded(clerk, path, printed('d.csv', Buffer.from(text)))
  await decideAll(clerk, draft)
  const stale = await clerk.post(`${draft}/take-in`, { seen: 'what was seen before' })
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('was changed since you looked')
  expect((await takeIn(clerk, draft)).status).toBe(303)
})

const HEADING = 'Name,Interests to Declare,Details,Date Declared\r\n'

test('somebody else in the record is named as the list offers them; a name that means nobody, or several, is refused and kept', async () => {
  const { id, clerk, path } = await aRegister()
  for (const position of ['Finance', 'Estates']) await aPerson(record, `Deputy of H`, position)
  const meant = await aPerson(record, 'Officer of the ward', 'Nursing')
  const text = `${HEADING}Wholly unknown,No,,01/02/2025\r\n`
  const draft = await uploaded(clerk, path, printed('e.csv', Buffer.from(text)))
  const page = (await clerk.get(draft)).body
  expect(page).toContain('<option value="Deputy of H, Finance">')
  // One list for the page, and no list of everybody with each name.
  expect(page.match(/Officer of the ward/g)).toHaveLength(1)
  const key = fieldsIn(page).find(name => name.startsWith('whose-')) ?? ''
  const typed = async (name: string) => clerk.post(draft, { [key]: 'other', [`${key}-text`]: name })
  const nobody = await typed('Someone Else')
  expect(nobody.status).toBe(422)
  expect(nobody.body).toContain('nobody in the record is called “Someone Else”')
  expect(nobody.body).toContain('value="Someone Else"')
  expect((await typed('Deputy of H')).body).toContain('has 2 people called “Deputy of H”')
  expect((await typed('')).body).toContain('say who it is')
  expect((await typed('Deputy of H, Estates')).status).toBe(303)
  expect((await clerk.get(draft)).body).toContain('value="Deputy of H, Estates"')
  expect((await typed('officer of the Ward')).status).toBe(303)
  expect((await takeIn(clerk, draft)).location).toContain('new=1')
  const { persons } = await listRegister(record.db, id, day(TODAY))
  expect(persons.map(({ person }) => person.id)).toEqual([meant])
})

test('of two clerks who decide on one import at once, the second sees both and loses nothing; so with its columns', async () => {
  const { id, clerk, path } = await aRegister()
  const other = await aVisitor(house, record, 'clerk', id)
  const text = `${HEADING}First of K,No,,01/02/2025\r\nSecond of K,No,,02/02/2025\r\n`
  const draft = await uploaded(clerk, path, printed('k.csv', Buffer.from(text)))
  const opened = await other.get(draft)
  const version = /name="version" value="([^"]*)"/.exec(opened.body)?.[1] ?? ''
  const [first = '', second = ''] = fieldsIn(opened.body).filter(name => name.startsWith('whose-'))
  const left = { [first]: 'out', [`${first}-word`]: 'No member any more' }
  expect((await clerk.post(draft, left)).status).toBe(303)
  const mine = { [second]: 'out', [`${second}-word`]: 'Typed by the second' }
  const clash = await other.post(draft, { ...mine, version })
  expect(clash.status).toBe(422)
  expect(clash.body).toContain('Somebody else saved this import')
  expect(clash.body).toContain('Leave the row out (No member any more)')
  expect(clash.body).toContain('value="Typed by the second"')
  const now = /name="version" value="([^"]*)"/.exec(clash.body)?.[1] ?? ''
  expect((await other.post(draft, { ...mine, version: now })).status).toBe(303)
  const settled = (await clerk.get(draft)).body
  expect(settled).toContain('Everything that must be decided is decided')
  expect(settled).toContain('value="No member any more"')
  expect(settled).toContain('value="Typed by the second"')

  const columns = `${draft}/columns`
  const stale = await other.post(columns, {
    version,
    'column-1': 'person',
    'column-2': 'answer',
    'column-3': 'note',
    'column-4': 'declared',
  })
  expect(stale.status).toBe(422)
  expect(stale.body).toContain('Somebody else saved this import')
  expect(stale.body).toMatch(/<option value="note" selected|<option selected="" value="note"/)
  expect((await clerk.get(draft)).body).toContain('value="Typed by the second"')
})

test('those whom nobody in the record is like are entered with one button; of whom something else was chosen, that holds', async () => {
  const { clerk, path } = await aRegister()
  const text = `${HEADING}Aa Bb,No,,01/02/2025\r\nCc Dd,No,,01/02/2025\r\nEe Ff,No,,01/02/2025\r\n`
  const draft = await uploaded(clerk, path, printed('n.csv', Buffer.from(text)))
  expect((await clerk.get(draft)).body).toContain('Enter 3 new people')
  const kept = { 'whose-aa-bb': 'out', 'whose-aa-bb-word': 'Left long ago' }
  expect((await clerk.post(draft, { 'everybody-new': 'yes', ...kept })).status).toBe(303)
  const page = (await clerk.get(`${draft}/take-in`)).body
  expect(page).toContain('Left long ago')
  expect(page.match(/entered as a new person/g)).toHaveLength(2)
})

test('what nobody goes on with is kept to the day that its page names, and cleared after it', async () => {
  const { id, clerk, path } = await aRegister()
  const text = `${HEADING}Officer of L,No,,01/02/2025\r\n`
  const draft = await uploaded(clerk, path, printed('l.csv', Buffer.from(text)))
  for (const page of [draft, `${path}/import`])
    expect((await clerk.get(page)).body).toContain('ept until 16 March 2025')
  await clearDrafts(record.db, day('2025-03-16'))
  expect(await listDrafts(record.db, id)).toHaveLength(1)
  await clearDrafts(record.db, day('2025-03-17'))
  expect(await listDrafts(record.db, id)).toEqual([])
  expect((await clerk.get(draft)).status).toBe(404)
})
