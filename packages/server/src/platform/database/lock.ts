import { chmod, mkdir, readdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { basename, dirname, join, relative } from 'node:path'

/** Another process is using the embedded database's folder. */
export class DatabaseInUseError extends Error {
  constructor(folder: string) {
    super(
      `The database folder ${folder} is in use by another Samenspel process. ` +
        'Stop that process first, or set DATABASE_URL to another folder.',
    )
    this.name = 'DatabaseInUseError'
  }
}

/**
 * Takes the folder for this process by listening on a socket beside it: the operating system ends that with the
 * process, however it ends, so a lock never outlives its owner. A socket that nobody answers is left where it is, and a later
 * number taken: to remove it first could remove the one of who was quicker. Who then finds that another answers gives way.
 * @returns a function that gives the folder free
 * @throws DatabaseInUseError
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  // For this user only: everything that is restricted is in it.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const found = await listLocks(folder)
  if (await isAnyAnswered(folder, found)) throw new DatabaseInUseError(folder)
  const own = Math.max(0, ...found) + 1
  const server = await listen(pathOf(folder, own))
  if (!server) throw new DatabaseInUseError(folder)
  const now = await listLocks(folder)
  const others = now.filter((number) => number !== own)
  if (!now.includes(own) || (await isAnyAnswered(folder, others))) {
    await close(server)
    throw new DatabaseInUseError(folder)
  }
  await Promise.all(others.map((number) => rm(pathOf(folder, number), { force: true })))
  server.unref()
  return () => close(server)
}

/** The numbers of the sockets beside the folder; 0 for one without a number. */
async function listLocks(folder: string): Promise<number[]> {
  const prefix = `.${basename(folder)}`
  const names = await readdir(dirname(folder))
  return names.flatMap((name) => {
    const number = name.startsWith(prefix) ? /^(?:\.(\d{1,9}))?\.lock$/.exec(name.slice(prefix.length)) : null
    return number ? [Number(number[1] ?? 0)] : []
  })
}

/** Socket paths are limited to about 100 bytes; a relative one is usually short. */
function pathOf(folder: string, number: number): string {
  const name = `.${basename(folder)}${number === 0 ? '' : `.${number}`}.lock`
  return relative(process.cwd(), join(dirname(folder), name))
}

async function isAnyAnswered(folder: string, numbers: readonly number[]): Promise<boolean> {
  const answered = await Promise.all(numbers.map((number) => isAnswered(pathOf(folder, number))))
  return answered.includes(true)
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(path, () => resolve(server))
  })
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
