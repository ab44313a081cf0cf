import { expect, it } from 'vitest'
import { NOW, stations } from '../../testing/fixture-data.ts'
import { showPart } from '../../testing/show-page.tsx'
import type { Station } from '../api.ts'
import { StationNeighbours } from './station-neighbours.tsx'

const here = stations[0] as Station
const pm25 = here.latest[1] as Station['latest'][number]
const two = [
  { ...pm25, datastreamId: 1, value: 20 },
  { ...pm25, datastreamId: 2, value: 12, calibrated: true },
]

it('has a column for each series of the station itself, and the calibrated value of another', () => {
  const there = { ...here, thingId: 99, latest: two.map((one) => ({ ...one, value: Number(one.value) + 1 })) }
  const page = showPart(
    <StationNeighbours
      name="Tuin"
      series={two}
      neighbours={[{ station: there, kilometres: 1 }]}
      reference={null}
      now={NOW}
    />,
  )
  const values = [...page.matchAll(/(\d+)\u00a0µg/g)].map(([, value]) => value)
  expect(values).toEqual(['20', '12', '13', '13'])
})
