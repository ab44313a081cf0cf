import { describe, expect, it } from 'vitest'
import { isForeign } from './foreign-origin.ts'

const site = 'https://waterrijk.example'
const post = (headers: Record<string, string>, method = 'POST') => ({ method, headers: new Headers(headers) })

describe('a form', () => {
  it('of the site itself is taken, by the address it is known by or the one it was reached at', () => {
    expect(isForeign(post({ origin: site, host: 'intern:8080' }), site)).toBe(false)
    expect(isForeign(post({ origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }), site)).toBe(false)
  })

  it('of another site is refused, also when the browser hides which', () => {
    for (const origin of ['https://elders.example', 'null', 'https://waterrijk.example.elders.example']) {
      expect(isForeign(post({ origin, host: 'waterrijk.example' }), site)).toBe(true)
    }
    expect(isForeign(post({ 'sec-fetch-site': 'cross-site' }), site)).toBe(true)
  })

  it('of a program without an origin is taken, and so is reading from anywhere', () => {
    expect(isForeign(post({}), site)).toBe(false)
    expect(isForeign(post({ origin: 'https://elders.example' }, 'GET'), site)).toBe(false)
  })
})
