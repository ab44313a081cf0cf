import { expect, it } from 'vitest'
import { placeIn, remarkPaths } from './paths.ts'
import { readNewRemark, writeMoment } from './remark-form.ts'

const paths = remarkPaths((path) => path)

it('takes what it is about from the address that leads to the form, and the moment', () => {
  const address = paths.newRemark({ datastream: 4 }, { from: '2026-08-20T12:00:00.000Z' })
  expect(address).toBe('/opmerkingen/nieuw?meetreeks=4&van=2026-08-20T12%3A00%3A00.000Z')
  const search = new URL(address, 'https://example.org').searchParams
  expect(placeIn(search)).toEqual({ datastream: '4' })
  expect(writeMoment(search.get('van'))).toBe('2026-08-20T14:00:00')
  expect(writeMoment(null)).toBe('')
  expect(writeMoment('gisteren')).toBe('')
})

it('reads a form as the API takes it; what is no time goes as it is', () => {
  const values = { kind: 'works', text: 'Weg', from: '2026-08-20T14:00', to: 'straks', name: '' }
  expect(readNewRemark(values, { thing: '3' })).toEqual({
    kind: 'works',
    text: 'Weg',
    from: '2026-08-20T12:00:00.000Z',
    to: 'straks',
    thing: 3,
    name: null,
  })
  expect(readNewRemark({ ...values, to: '' }, { area: 'BU1' })).toMatchObject({ to: null, area: 'BU1' })
})
