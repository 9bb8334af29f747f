import { defineConfig } from 'vitest/config'

/** What needs a real VS Code: the suite inside it, and the clicks in it. */
export default defineConfig({
  test: {
    include: ['test/host/**/*.test.ts', 'test/e2e/**/*.test.ts'],
    globalSetup: 'test/e2e/support/packageOnce.ts',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // One VS Code at a time fills two cores, and it measures.
    fileParallelism: false,
  },
})
