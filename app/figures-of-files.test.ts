import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { chartCases, differences, rateCases } from '../rooms/measures/reference-cases.samples.ts'

const folder = mkdtempSync(join(tmpdir(), 'goldthread-figures-'))
const fileOf = (name: string, content: unknown) => {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const goldthread = resolve('bin/goldthread.mjs')
const told = (verb: string, file: string) =>
  JSON.parse(
    execFileSync(process.execPath, [goldthread, verb, file, '--json'], { encoding: 'utf8' }),
  )

test('spc answers one input with one answer, a list with a list, and a CSV of days and values likewise', () => {
  const [first, second] = chartCases().filter(({ expected }) => expected.error === null)
  expect(
    differences(told('spc', fileOf('one.json', first?.input)), first?.expected, 1e-10),
  ).toEqual([])
  const both = told('spc', fileOf('two.json', [first?.input, second?.input]))
  expect(differences(both, [first?.expected, second?.expected], 1e-10)).toEqual([])
  const csv = told(
    'spc',
    fileOf('series.csv', 'date,value\n2025-02-01,6\n2025-01-01,5\n2025-03-01,\n'),
  )
  expect(csv.points).toMatchObject({
    date: ['2025-01-01', '2025-02-01', '2025-03-01'],
    value: [5, 6, null],
    mean: [5.5, 5.5, 5.5],
  })
})

test('rates answers a call of the reference, and a list of them', () => {
  const [first, second] = rateCases()
  expect(told('rates', fileOf('rates.json', [first, second]))).toMatchObject([
    { columns: first?.expected.columns },
    { columns: second?.expected.columns },
  ])
})

test('a file that is not there, no JSON, or a line that is no day is refused in a sentence', () => {
  const failed = (...args: string[]) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [goldthread, ...args], {
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([1, ''])
    return stderr
  }
  expect(failed('spc', join(folder, 'none.csv'))).toContain('cannot be read')
  expect(failed('rates', fileOf('broken.json', '{'))).toContain('is not JSON')
  expect(failed('spc', fileOf('broken.csv', 'date,value\nsoon,5\n'))).toBe(
    'Line 2: “soon” is not a day.\n',
  )
})
