import {
  BLACKED_OUT,
  holds,
  type ProofReport,
  readExportLine,
  readPayload,
  readProofExtra,
  readProofFile,
  saysErased,
} from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db } from '../platform/database/connect.ts'
import { useLedger } from './read-ledger.ts'
import type { TestServer } from './server.ts'
import { useTampering, whatOf } from './tamper.ts'

/** A name as it is in texts of these tests. */
export const NAME = 'Wilhelmina Draaijer-Post'

/** The same name in other capitals, with other spaces, and as it gets in an address. */
export const OTHERWISE = [
  'wilhelmina draaijer-post',
  'WILHELMINA  DRAAIJER POST',
  'Wilhelmina\u00a0Draaijer-Post’s',
] as const

/** The name and every other spelling of it, for a field. */
export const NAMED = [NAME, ...OTHERWISE].join(', ')

const ASKED = { passages: [NAME], ground: 'gdpr-17', reason: 'Iemand heeft hierom gevraagd.' }

/** A text without what does not matter between two spellings of a name. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/\\[nrt]/g, ' ')
    .replaceAll(/[\s\u2010-\u2013-]+/gu, ' ')

/** Whether a text has a name in it, however it is spelled. */
export const hasName = (text: string, name: string = NAME) => plain(text).includes(plain(name))

/** Where a name stands in the whole database, in any column of any type, however it is spelled: as `table.column`. */
export async function findInDatabase(db: Db, name: string = NAME): Promise<string[]> {
  const { rows: tables } = await sql<{ table: string; columns: string[] }>`
    select table_schema || '.' || table_name as table, array_agg(column_name::text) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and udt_name not in ('geometry', 'geography', 'int4', 'int8', 'bool', 'timestamptz', 'uuid')
      and table_schema not in ('pg_catalog', 'information_schema', 'kept') group by 1 order by 1`.execute(db)
  const wanted = plain(name)
  const found: string[] = []
  for (const { table, columns } of tables) {
    for (const column of columns) {
      const value = sql`convert_to(t.${sql.ref(column)}::text, 'UTF8')`
      const text = sql`regexp_replace(lower(replace(convert_from(${value}, 'UTF8'), '\n', ' ')), ${SPACES}, ' ', 'g')`
      const { rows } = await sql`select from ${sql.table(table)} t where strpos(${text}, ${wanted}) > 0
        or strpos(t.${sql.ref(column)}::text, encode(${name}::bytea, 'hex')) > 0 limit 1`.execute(db)
      if (rows.length > 0) found.push(`${table}.${column}`)
    }
  }
  return found
}
const SPACES = String.raw`(\s|\u00a0|[\u2010-\u2013-]|\\[nrt])+`

type Named = { kind: string; id: string; version: number }

/** What was published, with a name in every text that it has, and who may black that out. */
export type Published = {
  /** The entry by which it is asked. */
  of: Named
  keeper: { headers: object }
  /** Addresses of the API that show it to everyone, and what has its address; asked again after it went. */
  addresses: () => Promise<string[]>
  /** Columns of which it is known that the name stands in them, so that a test that looks nowhere fails. */
  columns: readonly string[]
  /** Of how many entries a passage goes at least. */
  entries: number
  /** A statement that changes something of what is left. */
  tamper: string
  tables: readonly string[]
}

/** Blacks a name out of something and looks whether it is gone everywhere, and whether the ledger holds. */
export function useBlackOut(server: Pick<TestServer, 'request' | 'database' | 'deliver'>) {
  const ledger = useLedger(server)
  const { db } = server.database

  async function readProof({ kind, id, version }: Named): Promise<string> {
    return (await server.request({ url: `/api/v1/ledger/entries/${kind}/${id}/${version}/proof` })).body
  }
  /** The entries with the name in what anyone can read of them. */
  async function listNamed(): Promise<Named[]> {
    const { body } = await server.request({ url: '/log/export' })
    return body
      .trim()
      .split('\n')
      .map(readExportLine)
      .flatMap((part) => {
        if (!part || !('line' in part) || !hasName(part.line.payload ?? '')) return []
        const { kind, id, version } = part.line
        return kind && id !== undefined && version !== undefined ? [{ kind, id, version }] : []
      })
  }
  async function blackOut({ kind, id, version }: Named, keeper: { headers: object }, change: object = {}) {
    return server.request({
      method: 'POST',
      url: `/api/v1/ledger/entries/${kind}/${id}/${version}/redactions`,
      headers: { ...keeper.headers },
      payload: { ...ASKED, ...change },
    })
  }
  async function expectShownWithout(addresses: readonly string[]): Promise<void> {
    for (const url of addresses) {
      const answer = await server.request({ url })
      expect({ url, status: answer.statusCode, has: hasName(answer.body) }).toEqual({
        url,
        status: 200,
        has: false,
      })
    }
  }
  /** That a proof of before still holds as it is, and one of now says why its text is gone. */
  async function expectProofs(before: ReadonlyMap<Named, string>): Promise<void> {
    for (const [named, text] of before) {
      expect(holds(await ledger.verifyText(text))).toBe(true)
      const now = await readProof(named)
      expect(hasName(Buffer.from(now.match(/extra (\S+)/)?.[1] ?? '', 'base64').toString())).toBe(false)
      const [own, later] = [readWhole(now), readWhole(readWhole(now).redactedBy ?? '')]
      const report: ProofReport = await ledger.verifyText(readWhole(now).redactedBy ?? '')
      expect(saysErased({ ...later, report }, own)).toBe(true)
    }
  }
  return {
    blackOut,
    /** All of it, in the order in which it happens. */
    async expectGone({ of, keeper, addresses, columns, entries, tamper, tables }: Published): Promise<void> {
      await server.deliver()
      expect(await findInDatabase(db)).toEqual(expect.arrayContaining(['ledger.entry.payload', ...columns]))
      const named = await listNamed()
      expect(named.length).toBeGreaterThanOrEqual(entries)
      const proofs = new Map<Named, string>()
      for (const each of named) proofs.set(each, await readProof(each))
      const checkpoint = await ledger.checkpointText()
      for (const passages of [['90.000 euro'], ['12 stemmen voor'], ['niet']])
        expect((await blackOut(of, keeper, { passages })).statusCode).toBe(400)

      const looked = await blackOut(of, keeper, { check: true })
      expect(looked.statusCode, looked.body).toBe(201)
      const done = await blackOut(of, keeper)
      expect(done.statusCode, done.body).toBe(201)
      const withoutIds = ({ by: _, ...each }: { by: string }) => each
      type Report = { replaced: { by: string }[]; elsewhere: unknown[] }
      expect(done.json<Report>().replaced.map(withoutIds)).toEqual(
        looked.json<Report>().replaced.map(withoutIds),
      )
      expect(done.json()).toMatchObject({ elsewhere: [], alike: [], lost: [] })
      expect(await findInDatabase(db)).toEqual([])

      await server.deliver()
      const report = await ledger.verifyExport({ checkpoint })
      expect(report.faults).toEqual([])
      expect(report.redacted).toBeGreaterThanOrEqual(entries)
      await expectProofs(proofs)
      await expectShownWithout([...(await addresses()), '/log/export', '/api/v1/ledger/entries?pageSize=200'])
      const first = done.json<Report>().replaced[0]?.by ?? ''
      const { payload } = await ledger.getProof('redaction', first)
      expect(readPayload(payload ?? '')?.text).toMatchObject({
        by: { role: 'privacy-officer' },
        ground: 'gdpr-17',
      })
      expect(payload).toContain(BLACKED_OUT)
      const { tamper: change } = useTampering(server, tables)
      expect(whatOf(await change([tamper])).map((each) => each.replace(/[0-9a-f-]{36}.*/, ''))).toContain(
        'published-changed redaction ',
      )
    },
  }
}

function readWhole(text: string) {
  const file = readProofFile(text)
  const extra = file?.extra && readProofExtra(file.extra)
  if (!file || !extra) throw new Error('This is no proof file.')
  return { ...file, ...extra }
}
