import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const house = fileURLToPath(new URL('..', import.meta.url))
const textOf = (path: string) => readFileSync(join(house, path), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'goldthread-deploy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const containerfile = textOf('deploy/Containerfile')
const copied = [...containerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
  ([, names = '']) => names.split(' '),
)

test('the container is given all that runs, and nothing that is not there', () => {
  for (const name of copied) expect(existsSync(join(house, name)), name).toBe(true)
  // What is put together for a start says itself what went into it.
  const notes = readdirSync(join(house, 'built')).filter(name => name.endsWith('.json'))
  expect(notes.length).toBeGreaterThan(0)
  // Of what a bench puts together nothing goes into a container.
  const inputs = notes
    .map(note => JSON.parse(textOf(`built/${note}`)).inputs as string[])
    .filter(each => !each.some(input => input.startsWith('bench/')))
    .flat()
  const missing = inputs.filter(
    input =>
      !input.startsWith('node_modules/') &&
      !copied.some(name => input === name || input.startsWith(`${name}/`)),
  )
  expect(missing).toEqual([])
})

test('the container runs as nobody in particular, and node itself gets the signal to stop', () => {
  expect(containerfile).toMatch(/^USER 10001:10001$/m)
  expect(containerfile).toMatch(/^CMD \["node", /m)
  expect(containerfile).toContain('/healthz')
  expect(containerfile.indexOf('USER ')).toBeGreaterThan(containerfile.lastIndexOf('COPY '))
})

test('the units of systemd are understood by it', () => {
  const units = ['goldthread.service', 'goldthread-backup.service', 'goldthread-backup.timer']
  for (const unit of units) copyFileSync(join(house, 'deploy', unit), join(folder, unit))
  const services = units
    .filter(unit => unit.endsWith('.service'))
    .map(unit => textOf(`deploy/${unit}`))
  for (const service of services)
    for (const kept of [
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'User=goldthread',
      'CapabilityBoundingSet=',
    ])
      expect(service.split('\n')).toContain(kept)
  // Each program of ours that a unit names is there.
  for (const [, script = ''] of services.join('\n').matchAll(/ ((?:scripts|bin)\/\S+\.mjs)/g))
    expect(existsSync(join(house, script)), script).toBe(true)
  for (const line of services.flatMap(service => service.split('\n')))
    expect(line, line).toMatch(/^($|#|\[[A-Z][a-z]+\]$|[A-Za-z]+=)/)
  // The words alone are checked where systemd is not installed.
  if (!existsSync('/usr/bin/systemd-analyze')) return
  for (const unit of units) {
    const said = execFileSync(
      '/bin/sh',
      ['-c', `systemd-analyze verify ${join(folder, unit)} 2>&1 || true`],
      {
        env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` },
      },
    ).toString()
    // Where its own programs and accounts are is for the machine that it is installed on.
    const faults = said
      .split('\n')
      .filter(line => line.includes(unit) && !/not executable|No such file/.test(line))
    expect(faults, unit).toEqual([])
  }
})

test('the settings that operators are told of are those that are read', () => {
  const read = new Set(
    ['platform/settings.ts', 'platform/sign-in-settings.ts'].flatMap(file =>
      [...textOf(file).matchAll(/env\.([A-Z][A-Z_]+)/g)].map(([, name]) => name),
    ),
  )
  const table = textOf('docs/operations.md').split('## Settings')[1]?.split('\n## ')[0] ?? ''
  const told = new Set([...table.matchAll(/^\| `([A-Z][A-Z_]+)` \|/gm)].map(([, name]) => name))
  expect([...told].sort()).toEqual([...read].sort())
})

test('the commands that operators are told of are those that there are', () => {
  const usage = textOf('app/cli.ts').split('Exit:')[0] ?? ''
  const told = [...textOf('docs/operations.md').matchAll(/npx goldthread ([a-z-]+)/g)].map(
    ([, name]) => name,
  )
  expect(told.length).toBeGreaterThan(5)
  for (const name of told) expect(usage).toContain(`\n  ${name}`)
})
