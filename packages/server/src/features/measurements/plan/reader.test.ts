import { expect, it } from 'vitest'
import { type Actor, ANONYMOUS } from '../../../platform/actor.ts'
import { readerOf, readingKey } from './reader.ts'

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

it('tells who reads for another purpose, whether a token or a session says so', () => {
  const person = (purpose?: string): Actor => ({
    kind: 'person',
    personId: 'p',
    name: 'P',
    email: 'p@example.org',
    memberships: [{ organisationId: 'o', role: 'data-expert' }],
    ...(purpose === undefined ? {} : { purpose }),
  })
  expect(readingKey(person('heat'))).not.toBe(readingKey(person()))
  expect(readingKey(person('heat'))).not.toBe(readingKey(person('air')))
  expect(readerOf(person('heat'), new Date(0)).purpose).toBe('heat')
  const challenge = '0f8fad5b-d9cb-469f-a165-70867728950e'
  const token: Actor = {
    ...boundTo('a'),
    purpose: `https://x.example/api/v1/challenges/${challenge}`,
  } as Actor
  expect(readerOf(token, new Date(0)).purpose).toBe(readerOf(person(challenge), new Date(0)).purpose)
})
