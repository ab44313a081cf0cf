import { expect, it } from 'vitest'
import { type Actor, ANONYMOUS } from '../../../platform/actor.ts'
import { readingKey } from './reader.ts'

const boundTo = (datasetId: string): Actor => ({
  kind: 'token',
  tokenId: 't',
  name: 'logger',
  organisationId: 'o',
  role: 'data-expert',
  purpose: undefined,
  datasetId,
})

it('tells who reads a dataset of its own from who reads only what is open, or another dataset', () => {
  expect(readingKey(boundTo('a'))).not.toBe(readingKey(ANONYMOUS))
  expect(readingKey(boundTo('a'))).not.toBe(readingKey(boundTo('b')))
  expect(readingKey(boundTo('a'))).toBe(readingKey(boundTo('a')))
})
