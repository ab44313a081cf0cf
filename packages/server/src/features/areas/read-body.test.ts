import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCsv } from './read-body.ts'

async function read(chunks: Iterable<Uint8Array>): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of readCsv(Readable.from(chunks), ',')) rows.push(cells)
  return rows
}

it('reads the same rows however the bytes arrive', async () => {
  const text = '\uFEFFcode,naam\r\nGM1,Súdwest 🌊\r\nGM2,"a ""b"", c"\r\n'
  const bytes = Buffer.from(text)
  const whole = [
    ['code', 'naam'],
    ['GM1', 'Súdwest 🌊'],
    ['GM2', 'a "b", c'],
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length]
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
      expect(await read(chunks.filter(({ length }) => length > 0))).toEqual(whole)
    }),
    { numRuns: 50 },
  )
})

it('stops above the limit, and at a row without end', async () => {
  const chunk = Buffer.from('a,b\n'.repeat(1000))
  const rows = (async () => {
    for await (const _ of readCsv(Readable.from([chunk, chunk, chunk]), ',', 10_000));
  })()
  await expect(rows).rejects.toMatchObject({ code: 'too-large' })
  await expect(read([chunk, Buffer.alloc(200_000, 'x')])).rejects.toMatchObject({ code: 'import-refused' })
})

it('passes on what breaks the upload', async () => {
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('a,b\n')
      throw new Error('the line was cut')
    })(),
  )
  await expect(
    (async () => {
      for await (const _ of readCsv(broken, ','));
    })(),
  ).rejects.toThrow('the line was cut')
})
