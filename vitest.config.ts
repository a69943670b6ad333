import { defineConfig } from 'vitest/config'
import './platform/testing/map-group-by.ts'
import { hasDebian15 } from './platform/testing/servers.ts'

const everything = '{platform,design,rooms,app,seed}/**/*.test.{ts,tsx}'
const rules = '{platform,design,rooms}/**/*.rules.test.ts'
const ofDesign = 'design/**/*.test.{ts,tsx}'

export default defineConfig({
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
          include: [everything, 'walks/**/*.test.ts'],
          exclude: [rules, ofDesign],
          globalSetup: './platform/testing/embedded.setup.ts',
        },
      },
      // The same tests on the oldest PostgreSQL supported, where Debian's is installed.
      ...(hasDebian15
        ? [
            {
              extends: true as const,
              test: {
                name: 'postgresql-15',
                include: [everything],
                exclude: [rules, ofDesign],
                globalSetup: './platform/testing/debian-15.setup.ts',
              },
            },
          ]
        : []),
    ],
  },
})
