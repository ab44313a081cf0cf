import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const site = join(import.meta.dirname, '..')

/** Builds the site as it is now, once before all browser tests, so that none looks at an older one. */
export default async function buildSite(): Promise<void> {
  const require = createRequire(import.meta.url)
  const program = join(dirname(require.resolve('@react-router/dev/package.json')), 'bin.cjs')
  await promisify(execFile)(process.execPath, [program, 'build'], {
    cwd: site,
    env: { ...process.env, NODE_ENV: 'production' },
    maxBuffer: 16 * 1024 * 1024,
  })
}
