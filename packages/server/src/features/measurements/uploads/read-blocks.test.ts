import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readBlocks } from './read-blocks.ts'

const read = async (pieces: string[], isWhole: boolean) => {
  const blocks = []
  const stream = Readable.from(pieces.map((text) => Buffer.from(text)))
  for await (const block of readBlocks(stream, isWhole, { lines: 2, bytes: 100, line: 20 }))
    blocks.push(block)
  return blocks
}

it('cuts whole lines out of pieces of any size', async () => {
  const text = 'één\r\ntwee\n\ndrie'
  const bytes = Buffer.from(text)
  for (const size of [1, 2, 3, 7, 100]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    )
    for (const isWhole of [true, false]) {
      const blocks = []
      for await (const block of readBlocks(Readable.from(pieces), isWhole)) blocks.push(block)
      expect(blocks.flatMap(({ lines }) => lines)).toEqual(['één', 'twee', '', ...(isWhole ? ['drie'] : [])])
      const taken = blocks.reduce((sum, block) => sum + block.bytes, 0)
      expect(taken).toBe(bytes.length - (isWhole ? 0 : 4))
    }
  }
})

it('refuses a line that is too long, however it comes', async () => {
  await expect(read(['x'.repeat(21)], true)).rejects.toMatchObject({ code: 'too-large' })
  await expect(
    read(
      Array.from({ length: 21 }, () => 'x'),
      true,
    ),
  ).rejects.toMatchObject({ code: 'too-large' })
  expect(await read(['a\nb\nc\n'], true)).toEqual([{ lines: ['a', 'b', 'c'], bytes: 6 }])
})
