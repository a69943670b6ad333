import { defineConfig } from 'vitest/config'
import './platform/testing/map-group-by.ts'
import { hasDebian15 } from './platform/testing/servers.ts'

const everything = '{platform,design,rooms,app,seed}/**/*.test.{ts,tsx}'
const rules = '{platform,design,rooms}/**/*.rules.test.ts'
const ofDesign = 'design/**/*.test.{ts,tsx}'
const ofRooms = 'rooms/**/*.test.{ts,tsx}'
const ofHouse = 'app/**/*.test.{ts,tsx}'
const walks = 'walks/**/*.test.ts'
// The database has no part in these.
const withoutDatabase = 'platform/{browser,documents}/**/*.test.{ts,tsx}'

/**
 * Where Debian's PostgreSQL is installed, the oldest supported, the tests of the rooms run on
 * it, those of the house on the embedded one, and those of the platform and of the
 * demonstration on both; with `--mode everywhere`, as CI has it, all run on both.
 */
export default defineConfig(({ mode }) => {
  const once = hasDebian15 && mode !== 'everywhere'
  return {
    test: {
      testTimeout: 240_000,
      hookTimeout: 120_000,
      maxWorkers: 2,
      // The house is loaded once for all files of a worker, not for each.
      isolate: false,
      reporters: ['default', './platform/testing/tally-reporter.ts'],
      projects: [
        // Rules, looks and the house itself need no database.
        { extends: true, test: { name: 'rules', include: [rules, ofDesign, '*.test.ts'] } },
        {
          extends: true,
          test: {
            name: 'embedded',
            include: [everything, walks],
            exclude: [rules, ofDesign, ...(once ? [ofRooms] : [])],
            globalSetup: './platform/testing/embedded.setup.ts',
          },
        },
        ...(hasDebian15
          ? [
              {
                extends: true as const,
                test: {
                  name: 'postgresql-15',
                  include: [everything],
                  exclude: [rules, ofDesign, withoutDatabase, ...(once ? [ofHouse] : [])],
                  globalSetup: './platform/testing/debian-15.setup.ts',
                },
              },
            ]
          : []),
      ],
    },
  }
})
