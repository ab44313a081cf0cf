import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { migrateDatabase } from '../app.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { type DatabaseAddress, openDatabase } from '../platform/database/connect.ts'

declare global {
  /** What is used here of the global that the types of Node leave out. */
  namespace WebAssembly {
    function compile(code: Uint8Array): Promise<object>
  }
}

/** The embedded engine, compiled. As long as a process holds it, V8 does not compile it again for the next test file. */
const engine = readFile(
  join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), 'pglite.wasm'),
).then((code) => WebAssembly.compile(code))

/** How a test file gets its own database: a copy of a migrated template. */
export type Template =
  | { kind: 'embedded'; imagePath: string }
  /** `copies` is how the names of all copies of this run begin. */
  | { kind: 'server'; url: string; name: string; copies: string }

const SOURCE = new URL('../', import.meta.url).pathname
const CACHE = new URL('../../../../node_modules/.cache/samenspel/', import.meta.url).pathname

/**
 * Makes the migrated template once per version of the migrations: a data-folder image for the embedded engine, a
 * database on the server that TEST_DATABASE_URL names.
 */
export async function prepareTemplate(serverUrl: string | undefined): Promise<Template> {
  const version = await hashMigrations()
  if (serverUrl === undefined) return { kind: 'embedded', imagePath: await prepareImage(version) }
  const name = `samenspel_template_${version}`
  await withAdmin(serverUrl, async (admin) => {
    const { rows } = await admin.query('select 1 from pg_database where datname = $1', [name])
    if (rows.length > 0) return
    const unfinished = `${name}_${randomUUID().slice(0, 8)}`
    await admin.query(`create database ${unfinished}`)
    await migrateAt({ kind: 'server', url: withDatabase(serverUrl, unfinished), connections: 2 })
    await admin.query(`alter database ${unfinished} rename to ${name}`)
  })
  return { kind: 'server', url: serverUrl, name, copies: `samenspel_test_${randomUUID().slice(0, 8)}_` }
}

/** Copies the template for one test file. */
export async function cloneTemplate(
  template: Template,
): Promise<{ address: DatabaseAddress; drop(): Promise<void> }> {
  if (template.kind === 'embedded') {
    const [image] = await Promise.all([readFile(template.imagePath), engine])
    return { address: { kind: 'embedded', image }, drop: async () => {} }
  }
  const name = `${template.copies}${randomUUID().slice(0, 8)}`
  await withAdmin(template.url, (admin) => admin.query(`create database ${name} template ${template.name}`))
  return {
    address: { kind: 'server', url: withDatabase(template.url, name), connections: 8 },
    drop: () => withAdmin(template.url, (admin) => admin.query(`drop database ${name} with (force)`)),
  }
}

/** Drops the copies that are still there at the end of a run. */
export async function dropCopies(template: Template): Promise<void> {
  if (template.kind === 'embedded') return
  await withAdmin(template.url, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [template.copies],
    )
    for (const { name } of rows) await admin.query(`drop database ${name} with (force)`)
  })
}

async function prepareImage(version: string): Promise<string> {
  const path = join(CACHE, `template-${version}.tar`)
  if (existsSync(path)) return path
  await mkdir(CACHE, { recursive: true })
  const image = await migrateAt({ kind: 'embedded' })
  const unfinished = `${path}.${randomUUID()}`
  await writeFile(unfinished, image ?? '')
  await rename(unfinished, path)
  return path
}

async function migrateAt(address: DatabaseAddress) {
  const database = await openDatabase(address)
  try {
    await migrateDatabase({ config: readConfig({}), database, clock: systemClock, report: () => {} })
    return await database.dumpImage?.()
  } finally {
    await database.close()
  }
}

/** The version of the schema: the SQL files, and the app, which says which slices' files are applied. */
async function hashMigrations(): Promise<string> {
  const hash = createHash('sha256')
  const files = await readdir(SOURCE, { recursive: true })
  const names = files.filter((name) => name.endsWith('.sql') || name === 'app.ts').sort()
  for (const name of names) hash.update(name).update(await readFile(join(SOURCE, name)))
  return hash.digest('hex').slice(0, 16)
}

async function withAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client(url)
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
