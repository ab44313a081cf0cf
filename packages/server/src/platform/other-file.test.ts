import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { recognizeOther, refuseOther } from './other-file.ts'

/** The start of a zip of which the first file has this name. */
const zipOf = (name: string, content = '') =>
  Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(26), Buffer.from(name + content)])

it.each([
  [gzipSync('a,b\n1,2\n'), 'gzip'],
  [zipOf('data.csv'), 'zip'],
  [zipOf('[Content_Types].xml'), 'spreadsheet'],
  [zipOf('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), 'spreadsheet'],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'spreadsheet'],
  [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'PDF'],
  [Buffer.from('PAR1\x15\x04\x15'), 'Parquet'],
  [Buffer.from('BZh91AY&SY\x8e', 'latin1'), 'bzip2'],
  [Buffer.from('\ufeffa,b', 'utf16le'), 'UTF-16'],
])('says what a file is: %s', (bytes, what) => {
  expect(recognizeOther(bytes)?.en).toContain(what)
})

it.each([
  '',
  '\ufeffa,b\n1,2\n',
  '{"type":"FeatureCollection"}',
  'P',
  'PK,name\n',
  'PAR1;PAR2;tijd\n1;2;3\n',
  'BZh,tijd\r\n',
])('takes what may be text: %j', (text) => {
  expect(recognizeOther(Buffer.from(text))).toBeUndefined()
})

it('passes text on as it came, and nothing of another file, however small its pieces', async () => {
  const passOn = async (bytes: Buffer) => {
    const passed: Uint8Array[] = []
    const pieces = (async function* () {
      for (const byte of bytes) yield Buffer.from([byte])
    })()
    for await (const piece of refuseOther(pieces)) passed.push(piece)
    return Buffer.concat(passed).toString()
  }
  for (const text of ['', 'a', 'a,b\n'.repeat(100)]) expect(await passOn(Buffer.from(text))).toBe(text)
  await expect(passOn(gzipSync('a,b\n1,2\n'.repeat(100)))).rejects.toMatchObject({ code: 'import-refused' })
})
