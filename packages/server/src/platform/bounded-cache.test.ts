import { expect, it } from 'vitest'
import { createBoundedCache } from './bounded-cache.ts'

it('has room for so many values and bytes, and lets go what was not used for longest', () => {
  const cache = createBoundedCache<number>({ entries: 3, bytes: 100 })
  const kept = (...keys: string[]) => keys.filter((key) => cache.get(key) !== undefined).join('')
  for (const [value, key] of ['a', 'b', 'c'].entries()) cache.set(key, value, 30)
  expect(cache.get('a')).toBe(0)
  cache.set('d', 3, 10)
  expect(kept('a', 'b', 'c', 'd')).toBe('acd')
  cache.set('e', 4, 75)
  expect(kept('a', 'c', 'd', 'e')).toBe('de')
  cache.set('f', 5, 1000)
  expect(kept('d', 'e', 'f')).toBe('f')
  cache.set('f', 6, 1)
  cache.set('g', 7, 99)
  expect([cache.get('f'), cache.get('g')]).toEqual([6, 7])
})
