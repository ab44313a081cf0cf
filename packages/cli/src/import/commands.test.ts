import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutput } from '../output.ts'
import { useListeningServer } from '../start/testing/server.ts'
import { createToken, listTokens, revokeToken } from '../token.ts'
import { importAreas } from './areas.ts'
import { importObservations } from './observations.ts'
import { importSensorThings } from './sensorthings/command.ts'
import { importStatistics } from './statistics.ts'

const server = useListeningServer()
let folder = ''
const home = process.cwd()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-cli-'))
  // A harvest writes what is refused to the working folder.
  process.chdir(folder)
})
afterAll(async () => {
  process.chdir(home)
  await rm(folder, { recursive: true })
})

/** Runs a command with --json and gives what it printed. */
async function json<T>(command: (output: ReturnType<typeof createOutput>) => Promise<void>): Promise<T> {
  let text = ''
  await command(createOutput(true, { write: (part: string) => (text += part) }, { write: () => {} }))
  return JSON.parse(text) as T
}

async function save(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const square = (x: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, 52],
      [x + 0.1, 52],
      [x + 0.1, 52.1],
      [x, 52.1],
      [x, 52],
    ],
  ],
})
const feature = (code: string, name: string, x: number) => ({
  type: 'Feature',
  properties: { code, name },
  geometry: square(x),
})
const options = () => ({ url: server.url, token: server.token })

type Report = {
  created: number
  unchanged: number
  refused: { reason: string }[]
  refusedFile: string | null
}

test('areas come from a compressed file, and what is refused goes to a file beside it', async () => {
  const features = [feature('GM9002', 'Proefstad', 5), feature('GM9002', 'Nog eens', 5.2)]
  const path = await save(
    'areas.geojson.gz',
    gzipSync(JSON.stringify({ type: 'FeatureCollection', features })),
  )
  const given = { ...options(), level: 'municipality', codeProperty: 'code', nameProperty: 'name' } as const
  const report = await json<Report>((output) => importAreas(output, path, given))
  expect(report).toMatchObject({
    created: 1,
    refused: [{ count: 1 }],
    refusedFile: join(folder, 'areas.refused.csv'),
  })
  expect(await readFile(join(folder, 'areas.refused.csv'), 'utf8')).toContain('GM9002')
  expect(await json<Report>((output) => importAreas(output, path, given))).toMatchObject({
    created: 0,
    unchanged: 1,
  })
})

test('figures of areas', async () => {
  const path = await save('figures.csv', 'area,measure,title,unit,value\nGM9002,population,inwoners,1,1200\n')
  const given = { ...options(), year: 2025, edition: 'proef', layout: 'long', delimiter: ',' }
  const report = await json<Report>((output) => importStatistics(output, path, given))
  expect(report).toMatchObject({ created: 1, refused: [], refusedFile: null })
})

const HEADER = 'kit_id,date,error,lat,lon,pm10_kal,pm10,pm25_kal,pm25,no2,rh,temp,pres'

test('observations with a ready mapping: stored once, refused rows named', async () => {
  const rows = [
    'kit-1,2020-01-01 01:00:00,NA,52.05,5.05,20,22,10,12,NA,80,5,1010',
    'kit-1,NA,NA,52.05,5.05,20,22,10,12,NA,80,5,1010',
    'kit-1,2020-01-01 02:00:00,NA,52.05,5.05,20,22,11,13,NA,80,5,128',
  ]
  const path = await save('kits.csv.gz', gzipSync(`${[HEADER, ...rows].join('\n')}\n`))
  const given = { ...options(), mapping: 'rivm-samen-meten' }
  type Observations = {
    stored: number
    dataset: object
    refused: { reason: string; count: number }[]
    refusedFile: string
  }
  const report = await json<Observations>((output) => importObservations(output, path, given))
  expect(report.stored).toBe(13)
  expect(report.dataset).toMatchObject({ title: expect.any(String), access: 'open' })
  expect(report.refused.map(({ reason }) => reason).toSorted()).toEqual(['no-time', 'out-of-range'])
  const refused = await readFile(join(folder, 'kits.refused.csv'), 'utf8')
  expect(refused.split('\n').filter((line) => /no-time|out-of-range/.test(line))).toHaveLength(2)
  const again = await json<Observations>((output) => importObservations(output, path, given))
  expect(again).toMatchObject({ stored: 0, unchanged: 13 })
})

test('says in which dataset it stores, before and after, and what became of every row and value', async () => {
  const rows = ['02:00,4,NA', '03:00,99,1'].map((row) => `kit-9,2020-01-01 ${row}`)
  const path = await save(
    'told.csv',
    `station_code,date,temp,rh,wd,ws\n${rows.map((row) => `${row},0,3\n`).join('')}`.replaceAll(
      /(\d\d:\d\d)/g,
      '$1:00',
    ),
  )
  let told = ''
  let result = ''
  const output = createOutput(
    false,
    { write: (part: string) => (result += part) },
    { write: (part: string) => (told += part) },
  )
  await importObservations(output, path, { ...options(), mapping: 'knmi-example' })
  expect(told).toContain('No --dataset was given')
  expect(result).toMatch(/^Dataset “Metingen van .*” \(.*\), open to everyone\n/)
  expect(result).toContain('2 rows in')
  expect(result).toContain(
    '8 values in the other rows: 4 new, 0 corrected, 0 as they were, 1 refused, 3 missing\nRefused values in the other rows:\n  Impossible value: 1 (at line 3)',
  )
})

test('a mapping in a file is stored at the server, once', async () => {
  const mapping = {
    name: 'proef',
    file: { delimiter: ';', decimalMark: ',', header: true },
    time: { columns: ['tijd'], format: 'YYYY-MM-DD HH:MM', zone: 'Europe/Amsterdam' },
    station: { fixed: 'proef-1' },
    missing: [''],
    values: { shape: 'wide', columns: [{ column: 'graden', property: 'temperature', unit: 'Cel' }] },
  }
  const mappingPath = await save('mapping.json', JSON.stringify(mapping))
  const path = await save('proef.csv', 'tijd;graden\n2026-02-01 10:00;4,5\n')
  const given = { ...options(), mapping: mappingPath }
  expect(await json((output) => importObservations(output, path, given))).toMatchObject({
    stored: 1,
    refused: [],
  })
  expect(await json((output) => importObservations(output, path, given))).toMatchObject({
    stored: 0,
    unchanged: 1,
  })
  const stored = await fetch(`${server.url}/api/v1/import-mappings`, {
    headers: { authorization: `Bearer ${server.token}` },
  })
  expect(((await stored.json()) as { items: unknown[] }).items).toHaveLength(1)
})

test('a file that is not there, or wrong as a whole, stores nothing and says why', async () => {
  const given = { ...options(), mapping: 'rivm-samen-meten' }
  const output = createOutput(true, { write: () => {} }, { write: () => {} })
  await expect(importObservations(output, join(folder, 'none.csv'), given)).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining('There is no file'),
  })
  const wrong = await save('wrong.csv', 'a;b\n1;2\n')
  await expect(importObservations(output, wrong, given)).rejects.toMatchObject({ name: 'ApiError' })
  const cut = await save('cut.csv.gz', gzipSync(`${HEADER}\n`).subarray(0, 30))
  await expect(importObservations(output, cut, given)).rejects.toThrow('could not be read to its end')
})

type Harvest = {
  entities: Record<string, { created: number; known: number }>
  observations: { read: number; taken: number }
  refused: unknown[]
}

test('another SensorThings server is copied whole, and again without adding', async () => {
  const dataset = await fetch(`${server.url}/api/v1/datasets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      title: 'Overgenomen',
      licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
      access: 'open',
      theme: 'environment',
      contact: 'data@example.org',
    }),
  })
  const { id } = (await dataset.json()) as { id: string }
  const things = await fetch(`${server.url}/sta/v1.1/Things?$filter=name eq 'kit-1'`)
  const [kit] = ((await things.json()) as { value: { '@iot.id': number }[] }).value
  const given = {
    ...options(),
    from: `${server.url}/sta/v1.1`,
    dataset: id,
    filter: `id eq ${kit?.['@iot.id']}`,
  }
  const first = await json<Harvest>((output) => importSensorThings(output, given))
  expect(first.entities.Things).toEqual({ created: 1, known: 0 })
  expect(first.entities.Datastreams?.created).toBe(7)
  expect(first.observations).toEqual({ read: 13, taken: 13 })
  expect(first.refused).toEqual([])
  const again = await json<Harvest>((output) => importSensorThings(output, given))
  expect(Object.values(again.entities).map(({ created }) => created)).toEqual([0, 0, 0, 0, 0])
  // Only the newest of each series is read again.
  expect(again.observations.read).toBe(7)
  const count = async (name: string) => {
    const filter = `Datastream/Thing/properties/harvestedFrom ${name} null`
    const query = new URLSearchParams({ $filter: filter, $count: 'true', $top: '0' })
    const response = await fetch(`${server.url}/sta/v1.1/Observations?${query}`)
    return ((await response.json()) as { '@iot.count': number })['@iot.count']
  }
  expect(await count('ne')).toBe(13)
})

test('tokens are made, listed and revoked', async () => {
  const token = await json<{ id: string; secret: string }>((output) =>
    createToken(output, { ...options(), name: 'meetnet', role: 'data-expert' }),
  )
  const list = await json<{ tokens: { id: string }[] }>((output) => listTokens(output, options()))
  expect(list.tokens.map(({ id }) => id)).toContain(token.id)
  await json((output) => revokeToken(output, token.id, options()))
  await expect(json((output) => listTokens(output, { ...options(), token: token.secret }))).rejects.toThrow()
})

test('brings in lines of observations, and goes on with an upload that broke off', async () => {
  const sta = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/sta/v1.1/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    })
  const made = await sta('Things', {
    method: 'POST',
    body: JSON.stringify({
      name: 'Lines',
      description: 'd',
      Datastreams: [
        {
          name: 'lines',
          description: 'd',
          observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
          unitOfMeasurement: { name: null, symbol: null, definition: null },
          Sensor: { name: 's', description: 'd', encodingType: 'text/plain', metadata: 'm' },
          ObservedProperty: { name: 'p', definition: 'https://example.org/p', description: 'd' },
        },
      ],
    }),
  })
  expect(made.status, await made.clone().text()).toBe(201)
  const found = await sta("Datastreams?$filter=name eq 'lines'&$select=id")
  const { value } = (await found.json()) as { value: { '@iot.id': number }[] }
  const id = value[0]?.['@iot.id']
  const lines = Array.from(
    { length: 500 },
    (_, minute) => `${id},${new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString()},${minute}\n`,
  )
  const text = `datastream,phenomenonTime,result\n${lines.join('')}`
  const file = await save('lines.csv.gz', gzipSync(text))
  const send = (resume?: string) =>
    json<Record<string, unknown>>((output) =>
      importObservations(output, file, {
        ...options(),
        mapping: 'lines',
        ...(resume === undefined ? {} : { resume }),
      }),
    )
  const started = await fetch(`${server.url}/api/v1/observation-uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ format: 'csv' }),
  })
  const upload = (await started.json()) as { id: string }
  const part = await fetch(`${server.url}/api/v1/observation-uploads/${upload.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'text/csv', 'upload-offset': '0' },
    body: text.slice(0, 5_000),
  })
  expect(part.status).toBe(200)
  expect(await send(upload.id)).toMatchObject({ rows: 500, stored: 500, refusedFile: null })
  expect(await send()).toMatchObject({ rows: 500, stored: 0, unchanged: 500 })
})

test.each([
  ['lines', 'refused.ndjson', '{"time":"2026-03-01T00:00:00Z","result":1}\n{"datastream":"x"}\n'],
  ['rivm-samen-meten', 'refused.csv', `${HEADER}\nLTD_1,gisteren,,52.5,4.6,1,1,1,1,1,1,1,1\n`],
])(
  'when all of a file is refused with --mapping %s, the command fails after its report',
  async (mapping, name, text) => {
    const before = process.exitCode
    try {
      const file = await save(name, text)
      const report = await json<{ rows: number; refusedRows: number }>((output) =>
        importObservations(output, file, { ...options(), mapping }),
      )
      expect(report.rows).toBeGreaterThan(0)
      expect(report.refusedRows).toBe(report.rows)
      expect(process.exitCode).toBe(1)
    } finally {
      process.exitCode = before
    }
  },
)
