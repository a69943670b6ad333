import { defineConfig } from 'vitest/config'
import './platform/testing/map-group-by.ts'
import { hasDebian15 } from './platform/testing/servers.ts'

const everything = '{platform,design,rooms,app,seed}/**/*.test.{ts,tsx}'
const rules = '{platform,design,rooms}/**/*.rules.test.ts'
const ofDesign = 'design/**/*.test.{ts,tsx}'
const ofRooms = 'rooms/**/*.test.{ts,tsx}'
const walks = 'walks/**/*.test.ts'
// The database has no part in these.
const withoutDatabase = 'platform/{browser,documents}/**/*.test.{ts,tsx}'

/**
 * The tests of the rooms run on one PostgreSQL, the oldest supported where Debian's is
 * installed, and those of the platform and of the house on both; with `--mode everywhere`,
 * as CI has it, all run on both.
 */
export default defineConfig(({ mode }) => {
  const roomsOnce = hasDebian15 && mode !== 'everywhere'
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
            exclude: [rules, ofDesign, ...(roomsOnce ? [ofRooms] : [])],
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
                  exclude: [rules, ofDesign, withoutDatabase],
                  globalSetup: './platform/testing/debian-15.setup.ts',
                },
              },
            ]
          : []),
      ],
    },
  }
})
