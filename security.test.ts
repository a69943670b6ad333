import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The requirements of levels 1 and 2 of OWASP ASVS 5.0.0: of each section, the numbers that are of level 1 or 2. */
const numbers: Readonly<Record<string, string>> = {
  '1.1': '1 2',
  '1.2': '1 2 3 4 5 6 7 8 9',
  '1.3': '1 2 3 4 5 6 7 8 9 10 11',
  '1.4': '1 2 3',
  '1.5': '1 2',
  '2.1': '1 2 3',
  '2.2': '1 2 3',
  '2.3': '1 2 3 4',
  '2.4': '1',
  '3.2': '1 2',
  '3.3': '1 2 3 4',
  '3.4': '1 2 3 4 5 6',
  '3.5': '1 2 3 4 5',
  '3.7': '1 2',
  '4.1': '1 2 3',
  '4.2': '1',
  '4.3': '1 2',
  '4.4': '1 2 3 4',
  '5.1': '1',
  '5.2': '1 2 3',
  '5.3': '1 2',
  '5.4': '1 2 3',
  '6.1': '1 2 3',
  '6.2': '1 2 3 4 5 6 7 8 9 10 11 12',
  '6.3': '1 2 3 4',
  '6.4': '1 2 3 4',
  '6.5': '1 2 3 4 5',
  '6.6': '1 2 3',
  '6.8': '1 2 3 4',
  '7.1': '1 2 3',
  '7.2': '1 2 3 4',
  '7.3': '1 2',
  '7.4': '1 2 3 4 5',
  '7.5': '1 2',
  '7.6': '1 2',
  '8.1': '1 2',
  '8.2': '1 2 3',
  '8.3': '1',
  '8.4': '1',
  '9.1': '1 2 3',
  '9.2': '1 2 3 4',
  '10.1': '1 2',
  '10.2': '1 2',
  '10.3': '1 2 3 4',
  '10.4': '1 2 3 4 5 6 7 8 9 10 11',
  '10.5': '1 2 3 4 5',
  '10.6': '1 2',
  '10.7': '1 2 3',
  '11.1': '1 2',
  '11.2': '1 2 3',
  '11.3': '1 2 3',
  '11.4': '1 2 3 4',
  '11.5': '1',
  '11.6': '1',
  '12.1': '1 2 3',
  '12.2': '1 2',
  '12.3': '1 2 3 4',
  '13.1': '1',
  '13.2': '1 2 3 4 5',
  '13.3': '1 2',
  '13.4': '1 2 3 4 5',
  '14.1': '1 2',
  '14.2': '1 2 3 4',
  '14.3': '1 2 3',
  '15.1': '1 2 3',
  '15.2': '1 2 3',
  '15.3': '1 2 3 4 5 6 7',
  '16.1': '1',
  '16.2': '1 2 3 4 5',
  '16.3': '1 2 3 4',
  '16.4': '1 2 3',
  '16.5': '1 2 3',
  '17.1': '1',
  '17.2': '1 2 3 4',
  '17.3': '1 2',
}

const required = Object.entries(numbers).flatMap(([section, list]) =>
  list.split(' ').map(number => `${section}.${number}`),
)
const lines = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .flatMap(line => {
    const [, number, what, proofs] = /^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$/.exec(line) ?? []
    return number && what && proofs ? [{ number, proofs: proofs.split('<br>') }] : []
  })

/** Whether a file holds a test of that title. */
const holds = (file: string, title: string) => {
  const source = readFileSync(file, 'utf8')
  return (
    ["'", '"', '`'].some(mark => source.includes(`test(${mark}${title}${mark}`)) ||
    new RegExp(`test\\(\\s*['"\`]${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"\`]`).test(
      source,
    )
  )
}

test('each requirement of levels 1 and 2 stands in docs/security.md once', () => {
  expect(required.length).toBe(253)
  expect(lines.map(({ number }) => number)).toEqual(required)
})

test('each line of docs/security.md names a test that is there, or says why there is none', () => {
  for (const { number, proofs } of lines)
    for (const proof of proofs) {
      const [, file = '', title = ''] = /^`([^`]+)` › (.+)$/.exec(proof) ?? []
      if (file === '') expect(proof, number).toMatch(/^(?:Reason|Not met): \S.{10,}\.$/)
      else
        expect(existsSync(file) && holds(file, title), `${number}: ${file} › ${title}`).toBe(true)
    }
})
