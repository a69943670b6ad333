import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{platform,design,rooms,app,seed,walks}/**/*.test.{ts,tsx}', '*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
