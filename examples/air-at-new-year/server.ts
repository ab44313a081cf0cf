import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** The server to work on. `stop` ends it when this program started it. */
export type Server = {
  url: string
  token: string
  isOurs: boolean
  /** Where the messages of a server of ours are; undefined when they are really sent. */
  mailFolder?: string
  stop(): Promise<void>
}

const FOLDER = join('data', 'air-at-new-year')
const COMMAND = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'samenspel.js')

/** The server that the environment names, or one that is started here with a database of its own. */
export async function findServer(environment: Record<string, string | undefined>): Promise<Server> {
  const { SAMENSPEL_URL: url, SAMENSPEL_TOKEN: token } = environment
  if (url && token) return { url, token, isOurs: false, stop: async () => {} }
  if (url || token) throw new Error('Set both SAMENSPEL_URL and SAMENSPEL_TOKEN, or neither.')
  return startServer(environment)
}

async function startServer(environment: Record<string, string | undefined>): Promise<Server> {
  const token = await findOrMakeToken()
  const port = environment.PORT || String(await findFreePort())
  const mailFolder = environment.MAIL_FOLDER || join(FOLDER, 'mail')
  const child = spawn(process.execPath, [COMMAND, 'start', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...environment,
      PORT: port,
      PUBLIC_URL: environment.PUBLIC_URL || `http://localhost:${port}`,
      DATABASE_URL: environment.DATABASE_URL || `pglite:${join(FOLDER, 'db')}`,
      MAIL_FOLDER: mailFolder,
      BOOTSTRAP_TOKEN: token,
      LOG_LEVEL: 'error',
    },
  })
  const { url } = await readOutcome(child)
  return {
    url,
    token,
    isOurs: true,
    ...(environment.MAIL_URL ? {} : { mailFolder }),
    stop: () =>
      new Promise((resolve) => {
        child.once('close', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** The token that the server got when its database was made; kept, because the next run needs it again. */
async function findOrMakeToken(): Promise<string> {
  const path = join(FOLDER, 'token')
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known) return known
  const token = randomBytes(24).toString('base64url')
  await mkdir(FOLDER, { recursive: true })
  await writeFile(path, token, { mode: 0o600 })
  return token
}

/** Waits for the line of JSON that the server prints when it is ready. */
function readOutcome(child: ChildProcess): Promise<{ url: string }> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end < 0) return
      const outcome = JSON.parse(text.slice(0, end)) as { url?: string }
      if (outcome.url !== undefined) resolve({ url: outcome.url })
      // Why is told already: the server says it itself, on the same stderr.
      else reject(new Error('The server of the example did not start.'))
    })
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`The server stopped with exit code ${code}.`)))
  })
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
