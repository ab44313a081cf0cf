import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '../../testing/server.ts'
import { trimPostgis, trimReferenceSystems } from './postgis-bundle.ts'

const opened = useDatabase()

const script = [
  'GRANT SELECT;',
  'INSERT INTO "spatial_ref_sys" ("srid") VALUES',
  '--',
  `(2000, 'EPSG', 'Anguilla'),`,
  `(4326, 'EPSG', 'WGS 84'),`,
  `(28992, 'EPSG', 'RD New'),`,
  `(900913, 'other', 'Mercator')`,
  'ON CONFLICT (srid) DO NOTHING;',
  'ANALYZE;',
]

describe('the installation script', () => {
  it('keeps the reference systems that are used here', () => {
    expect(trimReferenceSystems(script.join('\n')).split('\n')).toEqual([
      ...script.slice(0, 2),
      `(4326, 'EPSG', 'WGS 84'),`,
      `(28992, 'EPSG', 'RD New')`,
      ...script.slice(7),
    ])
  })
  it('stays as it is when it has no such list', () => {
    expect(trimReferenceSystems('SELECT 1;')).toBe('SELECT 1;')
  })
})

describe('the archive', () => {
  let folder = ''
  let whole = pathToFileURL('/')
  beforeAll(async () => {
    folder = `${await mkdtemp(join(tmpdir(), 'samenspel-postgis-'))}/`
    whole = pathToFileURL(join(folder, 'whole.tar.gz'))
    await writeFile(
      whole,
      gzipSync(
        Buffer.concat([
          ...listEntry('lib/postgresql/postgis_raster-3.so', 'raster'),
          ...listEntry('lib/postgresql/postgis-3.so', 'core'),
          ...listEntry('share/postgresql/extension/postgis--3.6.2.sql', script.join('\n')),
        ]),
      ),
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is trimmed once', async () => {
    const kept = pathToFileURL(`${folder}kept/`)
    const first = await trimPostgis(whole, kept)
    expect(await trimPostgis(whole, kept)).toEqual(first)
    expect(await readdir(kept)).toHaveLength(1)
    const expected = trimReferenceSystems(script.join('\n'))
    expect(gunzipSync(await readFile(first))).toEqual(
      Buffer.concat([
        ...listEntry('lib/postgresql/postgis-3.so', 'core'),
        ...listEntry('share/postgresql/extension/postgis--3.6.2.sql', expected),
        Buffer.alloc(1024),
      ]),
    )
  })

  it('is used whole where no folder can be made', async () => {
    expect(await trimPostgis(whole, new URL('file:///dev/null/kept/'))).toEqual(whole)
  })
})

/** A file in a tar archive: its header and its content, each in blocks of 512 bytes. */
function listEntry(name: string, content: string): Buffer[] {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.fill(' ', 148, 156)
  header.write('0ustar', 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]
}

it('leaves the database the reference systems that are used here', async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from spatial_ref_sys where srid in (4326, 28992)`.execute(opened.database.db)
  expect(rows).toEqual([{ count: 2 }])
})
