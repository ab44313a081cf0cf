import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOutput } from '../output.ts'
import { useListeningServer } from '../start/testing/server.ts'
import { importAreas } from './areas.ts'
import { importObservations } from './observations.ts'
import { importStatistics } from './statistics.ts'

const server = useListeningServer()
const output = createOutput(true, { write: () => {} }, { write: () => {} })
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-bad-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

const HEADER = 'kit_id,date,error,lat,lon,pm10_kal,pm10,pm25_kal,pm25,no2,rh,temp,pres'
const ROW = 'kit-1,2020-01-01 01:00:00,NA,52.05,5.05,20,22,10,12,NA,80,5,1010'
const SHAPES = JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {} }] })

/** Files that hold nothing that can be imported, whatever they are taken for. */
const FILES: [name: string, content: string | Buffer][] = [
  ['empty', ''],
  ['only-line-ends', '\r\n\n\r\n'],
  ['cut-off-json', SHAPES.slice(0, -9)],
  ['odd-features', '{"type":"FeatureCollection","features":[null,1,[],{"type":"Feature","geometry":7}]}'],
  ['nested', `${'['.repeat(100)}${']'.repeat(100)}`],
  ['deeply-nested', '['.repeat(200_000)],
  ['utf-16', Buffer.from(`\ufeff${HEADER}\n${ROW}\n`, 'utf16le')],
  ['latin-1', Buffer.from(`${HEADER}\n${ROW.replace('kit-1', 'caf\u00e9')}\n`, 'latin1')],
  ['nul-bytes', Buffer.alloc(100_000)],
  ['other-delimiter', `${HEADER}\n${ROW}\n`.replaceAll(',', '|')],
  ['open-quote', `${HEADER}\n"${ROW}\n${ROW}\n`],
  ['long-line', `${HEADER}\n${'x'.repeat(3_000_000)}`],
  ['long-header', `${Array.from({ length: 50_000 }, (_, n) => `c${n}`).join(',')}\n1\n`],
  ['page', '<!doctype html><title>404</title>'],
  ['compressed', gzipSync(`${HEADER}\n${ROW}\n`)],
  ['cut-off.gz', gzipSync(`${HEADER}\n${ROW}\n`).subarray(0, 40)],
  ['not-compressed.gz', `${HEADER}\n${ROW}\n`],
]

async function count(): Promise<unknown> {
  const of = async (path: string) => {
    const response = await fetch(`${server.url}${path}`)
    return (await response.json()) as { items?: unknown[]; '@iot.count'?: number }
  }
  return [
    (await of('/api/v1/areas')).items?.length,
    ...(await Promise.all(
      ['Things', 'Datastreams', 'Observations'].map(
        async (name) => (await of(`/sta/v1.1/${name}?$count=true&$top=0`))['@iot.count'],
      ),
    )),
  ]
}

describe.each([
  [
    'areas',
    (file: string, given: { url: string; token: string }) =>
      importAreas(output, file, {
        ...given,
        level: 'municipality',
        codeProperty: 'code',
        nameProperty: 'name',
      }),
  ],
  [
    'statistics',
    (file: string, given: { url: string; token: string }) =>
      importStatistics(output, file, { ...given, year: 2025, edition: 'e', layout: 'long', delimiter: ',' }),
  ],
  [
    'observations',
    (file: string, given: { url: string; token: string }) =>
      importObservations(output, file, { ...given, mapping: 'rivm-samen-meten' }),
  ],
])('an import of %s', (_what, run) => {
  it('refuses each of them with a clear error, and stores nothing', async () => {
    const before = await count()
    for (const [name, content] of FILES) {
      const file = join(folder, name)
      await writeFile(file, content)
      const failure: unknown = await run(file, { url: server.url, token: server.token }).then(
        () => undefined,
        (error: unknown) => error,
      )
      expect(failure, name).toBeInstanceOf(Error)
      const { message, status = 400 } = failure as Error & { status?: number }
      expect(message.length, `${name}: ${message}`).toBeGreaterThan(20)
      expect(message, name).not.toMatch(/undefined|\[object|fetch failed|Something went wrong/)
      expect(status, `${name}: ${message}`).toBeLessThan(500)
    }
    expect(await count()).toEqual(before)
  }, 120_000)
})
