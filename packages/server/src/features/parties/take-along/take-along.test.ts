import { once } from 'node:events'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { PersonalTable } from '../../../platform/personal-data.ts'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { readZip } from '../testing/read-zip.ts'
import { writeZip } from './zip.ts'

const server = useServer()
const url = '/api/v1/me/data-export'

const words = { nl: 'x', en: 'x' }
const tableOf = (rows: PersonalTable['export']): PersonalTable => ({
  table: 'x.y',
  columns: [],
  name: words,
  about: words,
  why: words,
  basis: 'Consent',
  kept: words,
  seenBy: words,
  fields: { number: { nl: 'getal', en: 'number' } },
  stays: null,
  export: rows,
  erase: 'nothing',
})

it('gives a person everything about them and nothing about others, each part twice, and says what it is', async () => {
  const { organisationId } = await signInAs(server, 'data-expert')
  const mine = await signInAsPerson(server, [{ organisationId, role: 'clerk' }])
  const other = await signInAsPerson(server, [{ organisationId, role: 'clerk' }])
  const answer = await server.request({ url, headers: mine.headers })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="mijn-gegevens-2026-03-02.zip"',
    'cache-control': 'no-store',
  })
  const files = readZip(answer.rawPayload)
  const names = [...files.keys()]
  expect(names.slice(0, 2)).toEqual(['LEESMIJ.txt', 'README.txt'])
  // Two files of one name would overwrite each other where the zip is unpacked.
  const held = (await server.request({ url: '/api/v1/me/data', headers: mine.headers })).json<{
    slices: { tables: object[] }[]
  }>()
  expect(names.length).toBe(2 + 2 * held.slices.flatMap(({ tables }) => tables).length)
  for (const name of names.slice(2)) {
    expect(files.get('LEESMIJ.txt')).toContain(name)
    expect(files.get('README.txt')).toContain(name)
  }
  expect(files.get('LEESMIJ.txt')).toContain('ConsentWithdrawn (toestemming ingetrokken)')
  for (const code of [
    ...[
      'clerk (griffier)',
      'report-back (laten weten',
      'suspended (stilgezet)',
      'hidden (verborgen)',
      'privacy (Noem geen',
    ],
    ...[
      'placement (hoe de meter hangt)',
      'not-here (het was niet hier)',
      'takes-part (uw organisatie doet mee)',
    ],
    ...[
      'credential (e-mailadres en wachtwoord)',
      'water (water)',
      'draft (concept)',
      'webhook (rechtstreeks gestuurd)',
      'bad (fout)',
    ],
  ])
    expect(files.get('LEESMIJ.txt')).toContain(code)
  expect(files.get('README.txt')).toContain('Why it is allowed: the law demands it (LegalObligation)')
  expect(JSON.parse(files.get('json/parties.person.json') ?? '')).toMatchObject([
    { id: mine.personId, name: 'Persoon' },
  ])
  const [head, row] = (files.get('csv/parties.membership.csv') ?? '').split('\r\n')
  expect([head, row]).toEqual([
    'organisation,role,since',
    expect.stringMatching(/^Gemeente Waterrijk,clerk,2/),
  ])
  expect(JSON.parse(files.get('json/decisions.version.json') ?? '')).toEqual([])
  expect(JSON.parse(files.get('json/logbook.record.json') ?? '')).toMatchObject([
    { name: 'eigen gegevens meenemen' },
  ])
  const all = [...files.values()].join()
  expect(all).not.toContain(other.personId)
  const { rows } = await sql<{ token: string }>`select token from parties.session`.execute(server.database.db)
  for (const { token } of rows) expect(all).not.toContain(token)
})

it('tells who stands in what they may decide and until when, without the name of whose mandate it is', async () => {
  const { organisationId } = await signInAs(server, 'data-expert')
  const administrator = await signInAsPerson(server, [{ organisationId, role: 'administrator' }])
  const { personId, headers } = await signInAsPerson(server, [{ organisationId, role: 'clerk' }])
  const payload = {
    ...{
      organisationId,
      function: 'wethouder',
      holderName: 'A. de Groot',
      subject: 'Openbare ruimte',
      field: 'any',
    },
    ...{ since: '2026-01-01', until: null, basis: 'Mandaatbesluit 2026' },
    deputy: { personId, since: '2026-02-01', until: '2026-12-31' },
  }
  const made = await server.request({
    method: 'POST',
    url: '/api/v1/mandates',
    headers: administrator.headers,
    payload,
  })
  expect(made.statusCode, made.body).toBe(201)
  const files = readZip((await server.request({ url, headers })).rawPayload)
  expect(JSON.parse(files.get('json/parties.mandate.json') ?? '')).toMatchObject([
    { as: 'deputy', holderName: null, since: '2026-02-01', until: '2026-12-31' },
  ])
  expect([...files.values()].join()).not.toContain('A. de Groot')
})

it('is only for people who are signed in', async () => {
  expect((await server.request({ url })).statusCode).toBe(401)
  const { headers } = await signInAs(server, 'administrator')
  expect((await server.request({ url, headers })).statusCode).toBe(403)
})

it('makes no more than who receives it takes', async () => {
  let made = 0
  const table = tableOf(async function* () {
    for (; made < 2000; made += 1) {
      yield Array.from({ length: 500 }, () => ({ number: Math.random(), text: crypto.randomUUID() }))
    }
  })
  const subject = { personId: 'x', email: 'x@example.org' }
  const zip = writeZip(server.database.db, { subject, tables: [table], at: server.now })
  await once(zip, 'readable')
  zip.read(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(made).toBeLessThan(100)
  zip.destroy()
})

it('breaks off when something cannot be read', async () => {
  const table = tableOf(async () => {
    throw new Error('The database is away.')
  })
  const subject = { personId: 'x', email: 'x@example.org' }
  const zip = writeZip(server.database.db, { subject, tables: [table], at: server.now })
  await expect(
    (async () => {
      for await (const _ of zip);
    })(),
  ).rejects.toThrow('The database is away.')
})
