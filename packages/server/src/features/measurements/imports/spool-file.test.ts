import { expect, it } from 'vitest'
import { countPlaces } from './spool-file.ts'

it('lets in as many as there are places, and the next when one leaves', () => {
  const places = countPlaces(2)
  const [first, second] = [places.enter(), places.enter()]
  expect(first && second).toBeDefined()
  expect(places.enter()).toBeUndefined()
  first?.()
  expect(places.enter()).toBeDefined()
  expect(places.enter()).toBeUndefined()
})
