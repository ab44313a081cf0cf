import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Checked, checkCreate, checkUpdate, parsePath, parseQuery, parseTime } from './index.ts'

/** Requests and answers recorded from other servers; not part of this repository. */
const root = join(import.meta.dirname, '../../../..')
const folder = resolve(root, process.env.SAMENSPEL_SHARED ?? '../shared', 'data/sensorthings')

function readText(file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

function errorsOf(checked: Checked<unknown>): unknown {
  return checked.ok ? [] : checked.errors
}

describe.skipIf(!existsSync(folder))('recorded from other servers', () => {
  test('deep inserts of FROST’s demonstration', () => {
    for (const file of ['frost/demoEntities-co2.json', 'frost/entitiesDefault.json']) {
      expect(errorsOf(checkCreate('Thing', JSON.parse(readText(file)))), file).toEqual([])
    }
  })

  test('example queries of FROST’s manual', () => {
    const blocks = [
      ...readText('frost/STA-Example-Queries.md').matchAll(/^(?:```\n([^`]+)```|`([^`\n]+)`)$/gm),
    ]
    const urls = blocks.map((match) =>
      (match[1] ?? match[2] ?? '').replace(/\n\s*/g, '').replace(/^.*v1\.1\//, ''),
    )
    // Links between entities by a name in `properties` are that server's own extension.
    const standard = urls.filter((url) => url.includes('?') && !url.includes('gewaesser.Location'))
    expect(standard.length).toBeGreaterThan(7)
    for (const url of standard) {
      const [path = '', query = ''] = url.split('?')
      const resource = parsePath(path)
      if (!('entityType' in resource)) throw new Error(`not an entity set: ${url}`)
      expect(() => parseQuery(query, { entityType: resource.entityType }), url).not.toThrow()
    }
  })

  test('Things of the Samen Meten service can be sent back as an update', () => {
    const { value } = JSON.parse(readText('rivm-samenmeten/Things_filter_HLL_hl_device_465.json'))
    expect(errorsOf(checkUpdate('Thing', value[0], { method: 'PUT' }))).toEqual([])
  })

  test('Datastreams of the Samen Meten service lack a part of the unit, which is said', () => {
    const { value } = JSON.parse(readText('rivm-samenmeten/Things_7270_Datastreams.json'))
    expect(errorsOf(checkUpdate('Datastream', value[0], { method: 'PUT' }))).toEqual([
      {
        path: '/unitOfMeasurement/name',
        message: { en: expect.stringContaining('null'), nl: expect.stringContaining('null') },
      },
    ])
  })

  test('times as the groundwater service writes them', () => {
    const lines = readText('geonovum-grondwater/observations1.json').trim().split('\n')
    for (const line of lines) expect(() => parseTime(JSON.parse(line).phenomenonTime), line).not.toThrow()
  })
})
