import { expect, test } from 'vitest'
import { recorded, verb, verbs } from '../platform/record/verb.ts'
import { readSettings } from '../platform/settings.ts'
import { freshRecord } from '../platform/testing/record.ts'
import { openHouse } from './house.ts'

const record = await freshRecord()

test('the house does not open with a verb whose permission no role gives', async () => {
  verb<null, null>({
    name: 'people.fly',
    permission: 'fly',
    scope: () => null,
    act: async () => recorded({ value: null, subject: { kind: 'person', id: 'x' } }),
  })
  try {
    await expect(openHouse(readSettings({ LOG_LEVEL: 'silent' }), record.url)).rejects.toThrow(
      'The verb people.fly asks for “fly”, which no role gives.',
    )
  } finally {
    // Other files of tests open the house, too.
    verbs.splice(
      verbs.findIndex(({ name }) => name === 'people.fly'),
      1,
    )
  }
})
