import { expect, it } from 'vitest'
import { freeSlug, storeUnderSlug, toSlug } from './slug.ts'

it.each([
  ['Schone lucht rond de jaarwisseling', 'schone-lucht-rond-de-jaarwisseling'],
  ['  Één coöperatie – 100% ’s zomers! ', 'een-cooperatie-100-s-zomers'],
  ['???', 'zonder-titel'],
  [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
])('makes of %j the slug %j', (title, slug) => {
  expect(toSlug(title)).toBe(slug)
})

it('puts the first free number behind a slug that is taken', () => {
  expect(freeSlug('hitte', [])).toBe('hitte')
  expect(freeSlug('hitte', ['hitte', 'hitte-2', 'hitte-4'])).toBe('hitte-3')
})

it('stores under the next free slug when another request took it first', async () => {
  const taken = ['hitte']
  let others = 2
  const made = await storeUnderSlug(
    'Hitte',
    async () => taken,
    async (slug) => {
      if (others === 0) return slug
      others -= 1
      taken.push(slug)
      return undefined
    },
  )
  expect(made).toBe('hitte-4')
})

it('does not go on for ever when nothing can be stored', async () => {
  const storing = storeUnderSlug(
    'Hitte',
    async () => [],
    async () => undefined,
  )
  await expect(storing).rejects.toThrow('hitte')
})
