import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { chooseEncoding, compress } from './compress.ts'

describe('chooseEncoding', () => {
  it.each([
    ['gzip, deflate, br', 'text/html; charset=utf-8', 'br'],
    ['gzip', 'text/css', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'image/svg+xml', 'gzip'],
    ['identity', 'text/html', undefined],
    [undefined, 'text/html', undefined],
    ['br', 'image/png', undefined],
    ['br', 'font/woff2', undefined],
  ] as const)('of %s for %s is %s', (accepted, type, expected) => {
    expect(chooseEncoding(accepted, type)).toBe(expected)
  })
})

it('compresses so that the same comes out', async () => {
  const content = Buffer.from('samenspel '.repeat(500))
  for (const effort of ['quick', 'well'] as const) {
    expect(brotliDecompressSync(await compress(content, 'br', effort)).equals(content)).toBe(true)
    expect(gunzipSync(await compress(content, 'gzip', effort)).equals(content)).toBe(true)
  }
})
