import { HEXAGON_WIDTHS } from '@samenspel/standards/geo'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MAP_KINDS, type MapView, readView, restOf, writeMapView } from './view.ts'

const name = fc.option(fc.stringMatching(/^[a-z0-9-]{1,20}$/), { nil: undefined })
const coordinate = (most: number) => fc.integer({ min: -most * 1000, max: most * 1000 }).map((n) => n / 1000)
const camera = fc.tuple(coordinate(180), coordinate(85), fc.integer({ min: 0, max: 22 }))
const views: fc.Arbitrary<MapView> = fc
  .record({
    kind: fc.constantFrom(...MAP_KINDS),
    property: name,
    width: fc.constantFrom(...HEXAGON_WIDTHS),
    indicator: name,
    other: name,
    day: fc.constantFrom(undefined, '2026-02-28', '2024-02-29'),
    year: fc.constantFrom(undefined, 2026),
    step: fc.nat(400),
    camera: fc.option(camera, { nil: undefined }),
    background: fc.boolean(),
    remarks: fc.boolean(),
  })
  .map((view) => {
    const isOfStations = view.kind === 'punten' || view.kind === 'vakken'
    return {
      ...view,
      property: isOfStations ? view.property : undefined,
      width: view.kind === 'vakken' ? view.width : 1000,
      indicator: isOfStations ? undefined : view.indicator,
      other: view.kind === 'twee' ? view.other : undefined,
      year: view.day === undefined ? view.year : undefined,
    }
  })

it('restores from the address all that was chosen', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(readView(new URLSearchParams(writeMapView(view)))).toEqual(view)
    }),
  )
})

it('counts what it does not understand as not chosen', () => {
  const usual = readView(new URLSearchParams())
  const odd = 'soort=x&breedte=7&dag=2026-02-30&jaar=26&stap=-1&plek=100,5,3'
  expect(readView(new URLSearchParams(odd))).toEqual(usual)
  expect(readView(new URLSearchParams('plek=52,5&dag=gisteren'))).toEqual(usual)
})

it('asks nothing anew when only the moment or the place is another', () => {
  const rest = (text: string) => restOf(new URLSearchParams(text))
  expect(rest('soort=gebieden&opmerkingen=weg&volgorde=laag')).toBe(rest('soort=gebieden'))
  expect(rest('grootheid=a&stap=3&soort=b')).toBe(rest('plek=1,2,3&soort=b&grootheid=a'))
  expect(rest('grootheid=a')).not.toBe(rest('grootheid=b'))
})
