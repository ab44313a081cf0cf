import { expect, it } from 'vitest'
import { rememberLibraryNames } from './dynamic-linking.ts'

it('lists the names of a library once, and everything else as always', () => {
  const listed: object[] = []
  const listing = {
    keys(value: object) {
      listed.push(value)
      return Object.keys(value)
    },
  }
  rememberLibraryNames(listing)
  const library = { _PG_init: () => {}, postgis_version: () => {} }
  const folder = { file: 1 }
  expect(listing.keys(library)).toEqual(['_PG_init', 'postgis_version'])
  expect(listing.keys(library)).toEqual(['_PG_init', 'postgis_version'])
  expect(listing.keys(folder)).toEqual(['file'])
  expect(listing.keys({ ...folder, other: 2 })).toEqual(['file', 'other'])
  expect(listed).toHaveLength(3)
})
