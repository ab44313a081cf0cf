import { expect, it } from 'vitest'
import { isPartElsewhere } from './part-elsewhere.ts'

it.each([
  ['a picture on a page of a neighbour', 'same-site', 'image', true],
  ['a picture on a page of another', 'cross-site', 'image', true],
  ['a picture on a page of ours', 'same-origin', 'image', false],
  ['a link followed from elsewhere', 'cross-site', 'document', false],
  ['an address that was typed', 'none', 'document', false],
  ['a program that says nothing', '', '', false],
])('tells %s', (_, site, dest, expected) => {
  const headers = new Headers(site === '' ? {} : { 'sec-fetch-site': site, 'sec-fetch-dest': dest })
  expect(isPartElsewhere({ headers })).toBe(expected)
})
