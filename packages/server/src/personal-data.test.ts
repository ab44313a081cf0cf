import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson } from './testing/actors.ts'
import { useServer } from './testing/server.ts'

const server = useServer()

/** Words in the name of a column that tell of people. */
const WORDS = [
  ...[
    'address',
    'bsn',
    'birth',
    'birthday',
    'contact',
    'email',
    'firstname',
    'holder',
    'host',
    'ip',
    'lastname',
    'mail',
  ],
  ...[
    'mobile',
    'person',
    'phone',
    'postcode',
    'sender',
    'signature',
    'signer',
    'surname',
    'telephone',
    'user',
  ],
  ...['username', 'zipcode'],
]

/** A column whose name looks personal: with one of the words, of an account, or of who did something. */
function looksPersonal(column: string): boolean {
  const words = column.split('_')
  return (
    words.some((word) => WORDS.includes(word)) || /^account_id$|^(author|owner|full)_name$|_by$/.test(column)
  )
}

/** Names of people, in tables of which a column `name` can be that. */
const NAMED = ['parties.person.name']

/** Columns that look personal and are not about people, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'catalogue.dataset.contact': 'where a public dataset says to ask, written to be published',
  'logbook.activity_version.contact': 'where the public register of activities says to ask',
  'measurements.dead_letter.address': 'a topic or path to which a device sends',
  'measurements.inbound_broker.username': 'the name of an application at a network server',
  'parties.organisation.registered_by': 'an organisation',
}

type Column = { table: string; column: string }
type Listed = { table: string; columns: readonly string[] }

/** Columns that look personal and are in no list, and entries of lists that are about nothing. */
function compare(
  columns: readonly Column[],
  listed: readonly Listed[],
  exceptions: Readonly<Record<string, string>>,
): string[] {
  const real = new Set(columns.map(({ table, column }) => `${table}.${column}`))
  const registered = new Set(
    listed.flatMap((each) => each.columns.map((column) => `${each.table}.${column}`)),
  )
  const personal = columns
    .filter(({ table, column }) => looksPersonal(column) || NAMED.includes(`${table}.${column}`))
    .map(({ table, column }) => `${table}.${column}`)
  return [
    ...personal
      .filter((name) => !registered.has(name) && !Object.hasOwn(exceptions, name))
      .map(
        (name) => `${name} looks personal: add it to the personalData of its slice, or here with the reason.`,
      ),
    ...[...registered]
      .filter((name) => !real.has(name))
      .map((name) => `${name} is listed, and does not exist.`),
    ...Object.keys(exceptions)
      .filter((name) => !personal.includes(name))
      .map((name) => `${name} is an exception to nothing.`),
  ]
}

/** The columns of every table of the migrated database; of what is in parts only the whole. */
async function listColumns(): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_schema || '.' || c.table_name as table, c.column_name as column
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('information_schema', 'jobs', 'public')
      and c.table_schema not like 'pg\_%'
      and not exists (select from pg_inherits where inhrelid = format('%I.%I', c.table_schema, c.table_name)::regclass)
    order by 1, 2`.execute(server.database.db)
  return rows
}

type MyTable = Listed & { erased: string; fields: { name: string }[]; rows: object[] }
type MyData = { slices: { slice: string; tables: MyTable[] }[] }

async function readMyData(headers: { cookie: string }): Promise<MyData> {
  const answer = await server.request({ url: '/api/v1/me/data', headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function listRegistered(): Promise<Listed[]> {
  const { headers } = await signInAsPerson(server)
  return (await readMyData(headers)).slices.flatMap(({ tables }) => tables)
}

describe('the registry of personal data', () => {
  it('has every column of the database that looks personal', async () => {
    const columns = await listColumns()
    expect(columns.length).toBeGreaterThan(200)
    const found = compare(columns, await listRegistered(), EXCEPTIONS)
    expect(found, found.join('\n')).toEqual([])
  })

  it('misses a table that is taken out, whichever it is', async () => {
    const [columns, registered] = [await listColumns(), await listRegistered()]
    const told = (table: string) => {
      const rest = registered.filter((each) => each.table !== table)
      return compare(columns, rest, EXCEPTIONS).some((line) => line.startsWith(`${table}.`))
    }
    // These have no column of which the name tells: they are listed because of what they hold.
    const silent = [
      'analyses.analysis',
      'analyses.steering_answer',
      'consent.record',
      'logbook.record',
      'measurements.observation',
      'measurements.observation_history',
      'parties.verification',
    ]
    expect(
      registered
        .map(({ table }) => table)
        .filter((table) => !told(table))
        .sort(),
    ).toEqual(silent)
  })

  it('sees a new column, a listed one that is gone, and an exception to nothing', () => {
    const columns = [{ table: 'a.b', column: 'phone_number' }]
    expect(compare(columns, [], {})).toEqual([expect.stringContaining('a.b.phone_number looks personal')])
    expect(compare(columns, [{ table: 'a.b', columns: ['phone_number', 'fax'] }], {})).toEqual([
      'a.b.fax is listed, and does not exist.',
    ])
    expect(compare([], [], { 'a.b.mail': 'x' })).toEqual(['a.b.mail is an exception to nothing.'])
  })

  it.each(['made_by', 'person_id', 'holder_name', 'ip_address', 'account_id', 'user_agent', 'e_mail'])(
    'takes %s for personal',
    (column) => expect(looksPersonal(column)).toBe(true),
  )

  it.each(['description', 'owner_id', 'recipient_ids', 'standby', 'title'])(
    'does not take %s for it',
    (column) => expect(looksPersonal(column)).toBe(false),
  )
})

describe('what is held about someone', () => {
  it('is theirs alone, from every slice, and lets nobody in', async () => {
    const { organisationId } = await signInAs(server, 'data-expert')
    const mine = await signInAsPerson(server, [{ organisationId, role: 'clerk' }])
    const other = await signInAsPerson(server, [{ organisationId, role: 'clerk' }])
    const { slices } = await readMyData(mine.headers)
    expect(slices.map(({ slice }) => slice)).toEqual([
      'parties',
      'classes',
      'moderation',
      'logbook',
      'agreements',
      'consent',
      'measurements',
      'hosting',
      'indicators',
      'remarks',
      'notifications',
      'analyses',
      'decisions',
    ])
    const tables = slices.flatMap((each) => each.tables)
    const rowsOf = (table: string) => tables.find((each) => each.table === table)?.rows
    expect(rowsOf('parties.person')).toMatchObject([{ id: mine.personId, name: 'Persoon' }])
    expect(rowsOf('parties.membership')).toMatchObject([
      { organisation: 'Gemeente Waterrijk', role: 'clerk' },
    ])
    expect(rowsOf('parties.account')).toMatchObject([{ provider: 'credential', hasPassword: true }])
    for (const { table, fields, rows } of tables) {
      for (const row of rows) {
        const unknown = fields.map(({ name }) => name).filter((name) => !Object.hasOwn(row, name))
        expect(unknown, table).toEqual([])
      }
    }
    const text = JSON.stringify(slices)
    expect(text).not.toContain(other.personId)
    const { rows } = await sql<{ secret: string }>`select token as secret from parties.session
      union all select password from parties.account where password is not null`.execute(server.database.db)
    expect(rows.length).toBeGreaterThan(3)
    for (const { secret } of rows) expect(text).not.toContain(secret)
  })
})
