import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { doorsOf, rooms } from './floor-plan.mjs'

const planted = 'rooms/people/planted-breach.ts'

afterEach(() => rmSync(planted, { force: true }))

const cruise = () => spawnSync('node', ['scripts/check-floor-plan.mjs'], { encoding: 'utf8' })

test('each room opens only on to rooms that stand before it, so there are no circles', () => {
  const names = Object.keys(rooms)
  for (const [room, opensOnTo] of doorsOf(rooms))
    for (const other of opensOnTo) expect(names.indexOf(other)).toBeLessThan(names.indexOf(room))
})

test('a planted breach is found: the checker reads the code, and the plan holds', () => {
  mkdirSync('rooms/people', { recursive: true })
  writeFileSync(
    planted,
    "import type { Meeting } from '../meetings/read-meeting.ts'\nexport type Planted = Meeting\n",
  )
  const found = cruise()
  expect(found.status).not.toBe(0)
  expect(found.stdout).toContain('people-keeps-to-its-doors')
})
