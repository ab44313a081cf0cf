import { defineConfig } from 'vitest/config'

/** Browser tests drive this program; the browser project refuses to start when it is not there. */
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Name of the report files in `reports/`; `.ci/run` gives each run its own. */
const report = process.env.REPORTS ?? (process.env.CI ? 'tests' : undefined)

const roots = ['packages', 'conformance', 'examples']
const ignored = ['**/node_modules/**', '**/build/**', '**/.react-router/**']
const named = (ending: string) => roots.map((root) => `${root}/**/*.${ending}`)

/** Tests of the embedded database itself, and of decoders, which know none: beside PostgreSQL they would say the same again, slowly. */
const ofNoServer = ['embedded', 'long-read', 'shorten-recovery', 'sandbox'].map(
  (name) => `**/${name}.test.ts`,
)

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: report ? ['default', 'json', 'junit'] : ['default'],
    ...(report && {
      outputFile: { json: `reports/${report}.json`, junit: `reports/${report}.xml` },
    }),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [...named('test.ts'), ...named('test.tsx')],
          exclude: [
            ...ignored,
            '**/*.browser.test.ts',
            '**/*.long.test.ts',
            ...(process.env.TEST_DATABASE_URL ? ofNoServer : []),
          ],
          // No module of the product has state, so the files that a process works on share what it loaded: that is most of their time.
          isolate: false,
          globalSetup: ['./packages/server/src/testing/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // What checks the repository itself; it knows no database.
          name: 'gates',
          include: ['scripts/**/*.test.ts'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: named('browser.test.ts'),
          exclude: ignored,
          globalSetup: ['./scripts/require-chromium.ts', './packages/web/testing/build-site.ts'],
          env: { CHROMIUM: chromium },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // A page that is right soon enough is right, also when the machine is busy.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: named('long.test.ts'),
          exclude: ignored,
          globalSetup: ['./packages/server/src/testing/global-setup.ts'],
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
