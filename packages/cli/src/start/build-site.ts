import { spawn } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the package with the site. */
export const WEB = dirname(dirname(fileURLToPath(import.meta.resolve('@samenspel/web'))))

/** Folder with the built files for browsers. */
export const CLIENT_FOLDER = join(WEB, 'build', 'client')

/** What a build of the site is made of, as paths from its package; a test finds what is missing here. */
export const SOURCES = [
  'app',
  'public',
  'package.json',
  'vite.config.ts',
  'vite-styles.ts',
  'vite-texts.ts',
  'react-router.config.ts',
  '../standards/src',
]

/**
 * Builds the site when it was never built, or when its sources changed since.
 * @param onStep told when it builds, because that takes a while
 * @throws an Error with the last lines of the build when it fails
 */
export async function buildSite(onStep: (step: string) => void): Promise<void> {
  if (await isFresh()) return
  onStep('Building the site (only the first time, and after a change)')
  await runBuild()
}

/** The server's part is written last, so it tells that a build was finished, and when. */
async function isFresh(): Promise<boolean> {
  const built = await stat(join(WEB, 'build', 'server', 'index.js')).catch(() => undefined)
  if (!built) return false
  const newest = await Promise.all(SOURCES.map((name) => findNewest(join(WEB, name))))
  return Math.max(...newest) < built.mtimeMs
}

/** When the newest file of a folder, or a file, was changed; 0 when there is none. */
async function findNewest(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
  const times = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))))
  return Math.max(0, ...times.map(({ mtimeMs }) => mtimeMs))
}

async function runBuild(): Promise<void> {
  const tool = createRequire(join(WEB, 'package.json')).resolve('@react-router/dev/package.json')
  const { bin } = JSON.parse(await readFile(tool, 'utf8')) as { bin: Record<string, string> }
  const child = spawn(process.execPath, [join(dirname(tool), bin['react-router'] ?? 'bin.js'), 'build'], {
    cwd: WEB,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-4000)
    })
  }
  const stop = () => child.kill()
  process.once('exit', stop)
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  process.off('exit', stop)
  if (code !== 0) throw new Error(`The site could not be built. The build said:\n${said.trim()}`)
}
