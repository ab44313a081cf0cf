import { type Slice, sliceFolder, slices } from '../slices.ts'
import { isTest, readFiles, type TextFile } from './files.ts'
import { at, type Gate } from './gate.ts'
import { listNames, listSql, type SqlName } from './sql-names.ts'

const server = /^packages\/server\/(src|migrations)\/.*\.(ts|sql)$/
/** Schemas of the platform: its outbox and migrations, and the tables of the job queue. */
const platformSchemas = ['platform', 'jobs']
const schemas = [...slices.map(({ name }) => name), ...platformSchemas]

/** Law 3: SQL names only the schema of its own slice, and `v_…` views of slices it may use. */
export const sql: Gate = {
  name: 'sql',
  async run(root) {
    const files = (await readFiles(root, server)).filter(({ path }) => !isTest(path))
    const pieces = files.map((file) => ({ file, texts: readSql(file) }))
    const count = pieces.reduce((sum, { texts }) => sum + texts.length, 0)
    return {
      findings: [
        ...refuseBlind(files, pieces),
        ...pieces.flatMap(({ file, texts }) =>
          texts
            .flatMap((text) => listNames(text, schemas))
            .flatMap((name) => judge(file.path, ownerOf(file.path), name)),
        ),
      ],
      note: `${count} pieces of SQL`,
    }
  },
}

function readSql(file: TextFile) {
  return file.path.endsWith('.sql') ? [{ line: 1, text: file.text }] : listSql(file)
}

/** The slice a file belongs to; platform and app belong to none and so may name no slice. */
function ownerOf(path: string): Slice | undefined {
  return slices.find(({ name }) => path.startsWith(`${sliceFolder}/${name}/`))
}

function judge(path: string, owner: Slice | undefined, { line, schema, name }: SqlName): string[] {
  if (schema === owner?.name) return []
  const shown = `${schema}.${name ?? '…'}`
  if (platformSchemas.includes(schema)) {
    return path.includes('/src/platform/')
      ? []
      : [at(path, line, `${shown}: only the platform may name its schemas; call its functions instead`)]
  }
  if (owner === undefined) {
    return [at(path, line, `${shown}: only the slice ${schema} may name its schema; call its door instead`)]
  }
  if (!owner.mayUse.includes(schema)) {
    return [at(path, line, `${shown}: ${owner.name} may not use ${schema} (scripts/slices.ts)`)]
  }
  if (name?.startsWith('v_')) return []
  return [
    at(
      path,
      line,
      `${shown}: ${owner.name} may only read views of ${schema}: use ${schema}.v_…, or its door`,
    ),
  ]
}

/** A store in which no SQL is recognised would pass unseen. */
function refuseBlind(files: TextFile[], pieces: { file: TextFile; texts: unknown[] }[]): string[] {
  const stores = files.filter(({ path }) => /\/features\/[^/]+\/store(\.ts$|\/)/.test(path))
  const seen = pieces.some(({ file, texts }) => stores.includes(file) && texts.length > 0)
  return stores.length > 0 && !seen ? ['No SQL recognised in any store: the gate is blind.'] : []
}
