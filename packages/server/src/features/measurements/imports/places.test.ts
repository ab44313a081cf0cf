import { expect, it } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import { countPlaces } from './places.ts'

const person = (personId: string): Actor => ({
  kind: 'person',
  personId,
  name: '',
  email: '',
  memberships: [],
})
const [anna, bert, cor] = [person('anna'), person('bert'), person('cor')]

it('lets in as many as there are places, no more of one than may be theirs, and the next when one leaves', () => {
  const places = countPlaces({ all: 3, own: 2 })
  const leave = places.enter(anna)
  places.enter(anna)
  expect(() => places.enter(anna)).toThrow('Too many files')
  places.enter(bert)
  expect(() => places.enter(cor)).toThrow('Too many files')
  leave()
  places.enter(cor)
  expect(() => places.enter(bert)).toThrow(expect.objectContaining({ code: 'unavailable', retryAfter: 60 }))
})
