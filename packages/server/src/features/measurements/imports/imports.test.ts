import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib'
import type { ColumnMapping } from '@samenspel/standards/tabular'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { defaultDataset } from '../../catalogue/index.ts'
import { createMeasurementsSlice } from '../slice.ts'
import { findWrongRollups } from '../testing/datastreams.ts'
import { type ImportOrder, importObservations } from './import-observations.ts'
import { type FileRow, readRows } from './read-rows.ts'
import { spoolFile } from './spool-file.ts'
import { surveyFile } from './survey-file.ts'

const server = useServer()
let actor: TestActor
beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
})

const MAPPING = {
  name: 'garden',
  file: { delimiter: ',', decimalMark: '.', header: true },
  time: {
    columns: ['time'],
    format: 'iso',
    zone: 'Europe/Amsterdam',
    period: { seconds: 3600, stamp: 'end' },
  },
  station: { column: 'station' },
  position: {
    x: 'lon',
    y: 'lat',
    crs: 'EPSG:4326',
    whenMissing: 'accept-without',
    whenImplausible: 'refuse',
  },
  missing: ['NA', ''],
  values: {
    shape: 'wide',
    columns: [
      { column: 'temp', property: 'temperature', unit: 'Cel', range: [-40, 60] },
      { column: 'rain', property: 'rain', unit: 'mm' },
    ],
  },
}
const HEADER = 'station,time,lon,lat,temp,rain\n'
const ROWS = [
  'a,2026-01-01 01:00,6.1,52.5,3.5,0\n',
  'a,2026-01-01 02:00,6.1,52.5,99,0.2\n',
  'b,2026-01-01 01:00,NA,NA,4,NA\n',
  'b,yesterday,6.2,52.5,4,0\n',
].join('')

async function storeMapping(mapping: object = MAPPING): Promise<string> {
  const answer = await server.request({
    method: 'POST',
    url: '/api/v1/import-mappings',
    headers: actor.headers,
    payload: { mapping },
  })
  expect(answer.statusCode).toBe(201)
  return answer.json().id
}

function send(mapping: string, payload: string | Buffer | Readable, headers = actor.headers) {
  return server.request({
    method: 'POST',
    url: `/api/v1/observation-imports?mapping=${mapping}`,
    headers: { ...headers, 'content-type': 'text/csv' },
    payload,
  })
}

async function countAll() {
  const { rows } = await sql`select (select count(*) from measurements.observation)::int as observations,
    (select count(*) from measurements.thing)::int as things, (select count(*) from measurements.location)::int as locations,
    (select count(*) from measurements.datastream)::int as datastreams,
    (select count(*) from measurements.observed_property)::int as properties`.execute(server.database.db)
  return rows[0]
}

describe('an import', () => {
  it('makes the stations, stores the values and names what it refused', async () => {
    const mapping = await storeMapping()
    const answer = await send(mapping, HEADER + ROWS)
    expect(answer.json()).toMatchObject({
      dataset: { title: expect.stringContaining('Metingen van'), access: 'open' },
      rows: 4,
      refusedRows: 1,
      values: 6,
      stored: 4,
      unchanged: 0,
      corrected: 0,
      refusedValues: 1,
      missingValues: 1,
    })
    expect(answer.statusCode).toBe(201)
    const report = answer.json()
    expect(report.refused).toEqual([
      expect.objectContaining({
        reason: 'bad-time',
        of: 'row',
        count: 1,
        examples: [expect.objectContaining({ line: 5 })],
      }),
      expect.objectContaining({
        reason: 'out-of-range',
        of: 'value',
        count: 1,
        examples: [expect.objectContaining({ line: 3, column: 'temp', value: '99' })],
      }),
    ])
    expect(report.remarks).toEqual([expect.objectContaining({ reason: 'no-position', count: 1 })])
    const refused = await server.request({ url: report.refusedRowsUrl, headers: actor.headers })
    expect(refused.body.split('\r\n')).toEqual([
      'line,reason,column,value,message,station,time,lon,lat,temp,rain',
      expect.stringMatching(/^3,out-of-range,temp,99,.*,a,2026-01-01 02:00,6.1,52.5,99,0.2$/),
      expect.stringMatching(/^5,bad-time,time,yesterday,.*,b,yesterday,6.2,52.5,4,0$/),
      '',
    ])
    const { rows } =
      await sql`select o.phenomenon_start, o.phenomenon_end, o.result_number, p.name, t.name as station
      from measurements.observation o join measurements.datastream d on d.id = o.datastream_id
      join measurements.thing t on t.id = d.thing_id
      join measurements.observed_property p on p.id = d.observed_property_id
      order by t.name, p.name, phenomenon_start limit 1`.execute(server.database.db)
    expect(rows).toEqual([
      {
        phenomenon_start: new Date('2025-12-31T23:00:00Z'),
        phenomenon_end: new Date('2026-01-01T00:00:00Z'),
        result_number: 0,
        name: 'rain',
        station: 'a',
      },
    ])
    const before = await countAll()
    const again = await send(mapping, HEADER + ROWS)
    expect(again.json()).toMatchObject({ stored: 0, unchanged: 4, corrected: 0 })
    expect(await countAll()).toEqual(before)
    // The first import of a database also reads its catalogues: slow on a busy machine.
  }, 60_000)

  it('gives refused rows in the form of their file, to correct and send again', async () => {
    const { file, values, ...rest } = MAPPING
    const columns = values.columns.map((measure) => ({ ...measure, range: [0, 9] }))
    const given = { ...file, delimiter: ';', decimalMark: ',' }
    const mapping = await storeMapping({
      ...rest,
      file: given,
      values: { shape: 'wide', columns },
      errorColumn: 'message',
    })
    const header = 'station;time;lon;lat;temp;rain;message\n'
    const rows = [
      'c;2026-01-03 01:00;6,1;52,5;3,5;1;\n',
      'c;2026-01-03 02:00;6,1;52,5;99,5;70;\n',
      'c;x;;;1;1;"a;b"\n',
    ]
    const report = (await send(mapping, header + rows.join(''))).json()
    expect(report).toMatchObject({ refusedRows: 1, values: 4, stored: 2, refusedValues: 2, missingValues: 0 })
    const refused = (await server.request({ url: report.refusedRowsUrl, headers: actor.headers })).body
    const [names, values1, row] = refused.split('\r\n')
    expect(names).toBe(`line;reason;column;value;refused-message;${header.trimEnd()}`)
    expect(values1).toMatch(
      /^3;out-of-range \| out-of-range;temp \| rain;99,5 \| 70;.*;c;2026-01-03 02:00;6,1;52,5;99,5;70;$/,
    )
    expect(row).toMatch(/^4;error-row \| bad-time.*;c;x;;;1;1;"a;b"$/)
    const corrected = refused.replace('52,5;99,5;70;', '52,5;8,5;7;')
    expect((await send(mapping, corrected)).json()).toMatchObject({ rows: 2, refusedRows: 1, stored: 2 })
  })

  it('is not there for someone of another organisation', async () => {
    const report = (await send(await storeMapping(), HEADER + ROWS)).json()
    const other = await signInAs(server, 'data-expert')
    const url = `/api/v1/observation-imports/${report.id}`
    expect((await server.request({ url, headers: other.headers })).statusCode).toBe(404)
    expect((await server.request({ url, headers: actor.headers })).json()).toEqual(report)
  })

  it('refuses another unit for a datastream that is there', async () => {
    const { values, ...rest } = MAPPING
    const columns = values.columns.map((measure) => ({
      ...measure,
      unit: 'cm',
      property: 'rain',
      datastream: 'rain',
    }))
    const mapping = await storeMapping({ ...rest, values: { ...values, columns: [columns[1]] } })
    const before = await countAll()
    const answer = await send(mapping, HEADER + ROWS)
    expect(answer.statusCode).toBe(409)
    expect(await countAll()).toEqual(before)
  })

  it('keeps refused rows for 90 days, and the report after that', async () => {
    const began = server.now
    const { id, refusedRowsUrl, refused } = (await send(await storeMapping(), HEADER + ROWS)).json()
    const measurements = createMeasurementsSlice(server.app.platform, () => [])
    const job = measurements.jobs?.find(({ name }) => name === 'measurements.forget-refused-rows')
    const after = async (days: number) => {
      server.now = new Date(began.getTime() + days * 86_400_000)
      await job?.handle({})
      return server.request({ url: refusedRowsUrl, headers: actor.headers })
    }
    expect((await after(89)).body).toContain('bad-time')
    const gone = await after(91)
    expect(gone.json()).toMatchObject({ status: 404, detail: expect.stringContaining('after 90 days') })
    const report = await server.request({ url: `/api/v1/observation-imports/${id}`, headers: actor.headers })
    expect(report.json()).toMatchObject({ refused, refusedRowsUrl: null })
    const { rows } = await sql`select from measurements.refused_row where import_id = ${id}`.execute(
      server.database.db,
    )
    expect(rows).toEqual([])
    await measurements.stop?.()
    server.now = began
  })

  it('says which value is stored and which was offered, where corrections are refused', async () => {
    const mapping = await storeMapping({ ...MAPPING, station: { fixed: 'strict' } })
    const row = (temp: string) => `${HEADER}strict,2026-02-01 01:00,6.1,52.5,${temp},NA\n`
    expect((await send(mapping, row('3.5'))).json()).toMatchObject({ stored: 1 })
    const { datasetId } = (await send(mapping, row('3.5'))).json()
    await sql`update catalogue.dataset set corrections = 'refuse' where id = ${datasetId}`.execute(
      server.database.db,
    )
    const differing = (await send(mapping, row('4'))).json()
    await sql`update catalogue.dataset set corrections = 'replace' where id = ${datasetId}`.execute(
      server.database.db,
    )
    expect(differing).toMatchObject({
      corrected: 0,
      refused: [
        {
          reason: 'differs-from-stored',
          examples: [
            {
              line: 2,
              column: 'temp',
              value: '4',
              message: {
                nl: 'Bewaard is 3.5 op dit tijdstip, aangeboden werd 4. De dataset staat geen correcties toe.',
                en: 'Stored for this time is 3.5, offered was 4. The dataset does not allow corrections.',
              },
            },
          ],
        },
      ],
    })
  })

  it('keeps the first of rows that give the same moment in two ways, and asks whether a place is swapped', async () => {
    const { zone: _zone, ...time } = MAPPING.time
    const mapping = await storeMapping({
      ...MAPPING,
      time: { ...time, zone: 'UTC' },
      station: { fixed: 'twice' },
    })
    const file = `${HEADER}x,2026-03-01T10:00:00Z,6.1,52.5,3,0\nx,2026-03-01T11:00:00+01:00,6.1,52.5,4,0\nx,2026-03-01T12:00:00Z,52.1,4.3,4,0\n`
    const { stored, corrected, refused } = (await send(mapping, file)).json()
    expect({ stored, corrected }).toEqual({ stored: 2, corrected: 0 })
    expect(refused).toMatchObject([
      {
        reason: 'duplicate',
        examples: [{ line: 3, message: { en: 'Line 2 has the same station and time.' } }],
      },
      {
        reason: 'swapped-position',
        examples: [{ line: 4, message: { nl: expect.stringContaining('verwisseld') } }],
      },
    ])
  })

  it.each([
    ['an empty file', '', '”. The file is empty.'],
    ['a file without rows', HEADER, 'The file has no rows'],
    ['another delimiter', (HEADER + ROWS).replaceAll(',', ';'), 'check the delimiter'],
    [
      'another encoding',
      Buffer.from(`${HEADER}caf\xe9,2026-01-01 01:00,6.1,52.5,3,0\n`, 'latin1'),
      'not in utf-8',
    ],
    ['text in UTF-16 that does not say so', Buffer.from(HEADER + ROWS, 'utf16le'), 'null characters'],
    ['a packed file', gzipSync(HEADER + ROWS), 'compressed with gzip'],
    [
      'an end in the middle of a row',
      `${HEADER}${ROWS}zz,2026-01-02 01:00,6.1`,
      'ends in the middle of line 6',
    ],
    ['an open quote', `${HEADER + ROWS}"zz,2026-01-02 01:00,6.1,52.5,3,0\n`, 'cannot be read as a table'],
    ['columns of another mapping', 'a,b\n1,2\n', 'no column'],
  ])('refuses %s and leaves the database as it was', async (_what, body, message) => {
    const mapping = await storeMapping()
    const before = await countAll()
    const answer = await send(
      mapping,
      typeof body === 'string' ? body.replaceAll('a,2026', 'new,2026') : body,
    )
    expect(answer.json()).toMatchObject({ status: 422, detail: expect.stringContaining(message) })
    expect(await countAll()).toEqual(before)
  })

  it('refuses a mapping with every fault, and one that is not known', async () => {
    const answer = await server.request({
      method: 'POST',
      url: '/api/v1/import-mappings',
      headers: actor.headers,
      payload: { mapping: { ...MAPPING, name: 'Not A Key', extra: 1 } },
    })
    expect(answer.statusCode).toBe(400)
    expect(
      answer
        .json()
        .errors.map(({ pointer }: { pointer: string }) => pointer)
        .sort(),
    ).toEqual(['/mapping/extra', '/mapping/name'])
    expect((await send('nothing', HEADER + ROWS)).statusCode).toBe(404)
    expect((await send(crypto.randomUUID(), HEADER + ROWS)).statusCode).toBe(404)
  })

  it('makes no dataset for a file that it refuses, and one for the first that it takes', async () => {
    const first = await signInAs(server, 'data-expert')
    const { rows } = await sql<{
      mapping: string
    }>`insert into measurements.import_mapping (owner_id, name, mapping, created_at)
      values (${first.organisationId}, 'garden', ${JSON.stringify(MAPPING)}::json, now()) returning id as mapping`.execute(
      server.database.db,
    )
    const mapping = rows[0]?.mapping ?? ''
    const count = async () => {
      const { rows } = await sql<{ count: number }>`select count(*) from catalogue.dataset
        where owner_id = ${first.organisationId}`.execute(server.database.db)
      return rows[0]?.count
    }
    expect((await send(mapping, (HEADER + ROWS).slice(0, -8), first.headers)).statusCode).toBe(422)
    expect((await send('unknown', HEADER + ROWS, first.headers)).statusCode).toBe(404)
    expect(await count()).toBe(0)
    expect((await send(mapping, HEADER + ROWS, first.headers)).statusCode).toBe(201)
    expect(await count()).toBe(1)
  })

  it('needs a role', async () => {
    expect((await send('rivm-samen-meten', 'x', { authorization: 'Bearer no' })).statusCode).toBe(401)
  })
})

it('keeps refused rows in parts, also of a file in which all are wrong', async () => {
  const wrong = [1, 2, 3].map((number) => `b${number},yesterday,6.2,52.5,4,0\n`)
  const file = await spoolFile(Readable.from([Buffer.from(HEADER + wrong.join(''))]))
  const order: ImportOrder = {
    path: file.path,
    mapping: MAPPING as unknown as ColumnMapping,
    dataset: {
      ownerId: actor.organisationId,
      open: (transaction) => defaultDataset(transaction, actor.organisationId, server.now),
    },
    by: { name: 'test', personId: null },
  }
  const id = await importObservations(server.app.platform, order, 2)
  await file.remove()
  const { rows } = await sql`select number, line, dense_rank() over (order by xmin::text::int8)::int as part
    from measurements.refused_row where import_id = ${id} order by number`.execute(server.database.db)
  expect(rows).toEqual([
    { number: 1, line: 2, part: 1 },
    { number: 2, line: 3, part: 1 },
    { number: 3, line: 4, part: 2 },
  ])
})

it('stops reading a file in which everything is a station', async () => {
  const lines = ['a', 'b', 'c'].map((station) => `${station},2026-01-01 01:00,6.1,52.5,3.5,0\n`)
  const file = await spoolFile(Readable.from([Buffer.from(HEADER + lines.join(''))]))
  const mapping = MAPPING as unknown as ColumnMapping
  await expect(surveyFile(file.path, mapping, 2)).rejects.toMatchObject({
    code: 'import-refused',
    detail: { en: expect.stringContaining('Up to line 4 this file already names more than 2 stations') },
  })
  expect((await surveyFile(file.path, mapping, 3)).stations.size).toBe(3)
  await file.remove()
})

it('stops reading a file that is too large, and leaves no temporary file', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(1000)
    })(),
  )
  await expect(spoolFile(endless, 5000)).rejects.toMatchObject({ code: 'too-large' })
})

it('reads cells with line breaks and keeps the line of the file', async () => {
  const file = await spoolFile(Readable.from([Buffer.from('a,b\n1,"x\ny"\n2,z')]))
  const mapping = MAPPING as unknown as ColumnMapping
  const rows: FileRow[] = []
  for await (const row of readRows(file.path, mapping)) rows.push(row)
  await file.remove()
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['a', 'b'],
    ['1', 'x\ny'],
    ['2', 'z'],
  ])
  expect(rows.at(-1)?.line).toBe(4)
})

const data = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data/sensors/rivm-samen-analyseren')

describe.skipIf(!existsSync(data))('the file of 236 citizen sensors', () => {
  const path = join(data, 'Voorbeeld_HLL_sensoren.csv.gz')

  it('imports with every refused row named, and adds nothing the second time', {
    timeout: 180_000,
  }, async () => {
    const rows = gunzipSync(readFileSync(path)).toString().split('\n').length - 2
    const first = await send('rivm-samen-meten', createReadStream(path).pipe(createGunzip()))
    expect(first.statusCode).toBe(201)
    const report = first.json()
    expect(report.rows).toBe(rows)
    const counts = Object.fromEntries(
      report.refused.map(({ reason, count }: { reason: string; count: number }) => [reason, count]),
    )
    expect(counts).toMatchObject({
      'no-position': 2259,
      'bad-position': 671,
      'error-row': 475,
      'no-time': 475,
      duplicate: 364,
    })
    expect(counts['out-of-range']).toBeGreaterThan(3000)
    const again = await send('rivm-samen-meten', createReadStream(path).pipe(createGunzip()))
    expect(again.json()).toMatchObject({ stored: 0, corrected: 0, unchanged: report.stored })
    expect(await findWrongRollups(server.database.db)).toEqual([])
  })
})
