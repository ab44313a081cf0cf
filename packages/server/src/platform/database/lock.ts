import { chmod, mkdir, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join, relative } from 'node:path'

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
 * Takes the folder for this process by listening on a socket in it: the operating system ends that with the
 * process, however it ends, so a lock never outlives its owner.
 * @returns a function that gives the folder free
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  // For this user only: everything that is restricted is in it.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  // Socket paths are limited to about 100 bytes; a relative one is usually short.
  const path = relative(process.cwd(), join(folder, '..', `.${folder.split('/').at(-1)}.lock`))
  const server =
    (await listen(path)) ??
    ((await isAnswered(path)) ? undefined : await unlink(path).then(() => listen(path)))
  if (!server) throw new DatabaseInUseError(folder)
  server.unref()
  return () => new Promise((resolve) => server.close(() => resolve()))
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
