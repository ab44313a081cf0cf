import { expect, it } from 'vitest'
import { freeSlug, toSlug } from './slug.ts'

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
