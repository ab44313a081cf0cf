import { findHexagon } from '@samenspel/standards/geo'
import { expect, it } from 'vitest'
import type { AreaShape, Place } from '../api.ts'
import { type MapContent, NO_FIGURE } from './content.ts'
import { drawPicture, isPictureSize } from './picture.server.ts'
import type { Reading } from './readings.ts'

const reading = (thingId: number, location: Place | null, more: Partial<Reading> = {}): Reading => ({
  thingId,
  datastreamId: thingId,
  name: `Meetpunt ${thingId}`,
  location,
  areaCode: null,
  value: 4.5 + thingId,
  unit: 'µg/m³',
  time: '2026-11-27T10:00:00Z',
  stale: false,
  calibrated: false,
  usable: true,
  place: 'exact',
  averaged: 0,
  ...more,
})

const common = { title: 'Fijnstof', unit: 'µg/m³', frames: [], step: 0, level: 'neighbourhood' } as const

const contentOf = (readings: Reading[]): MapContent => ({
  ...common,
  kind: 'stations',
  property: 'pm25',
  extent: readings.flatMap(({ location }) => (location ? [location] : [])),
  readings,
  classes: [{ low: null, high: null, colour: '#2f93c9' }],
  language: 'nl',
})

const square = (west: number, south: number): AreaShape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.02, south],
      [west + 0.02, south + 0.02],
      [west, south + 0.02],
      [west, south],
    ],
  ],
})

const draw = (readings: Reading[], borders: AreaShape[] = [], size: 'breed' | 'smal' = 'breed') =>
  drawPicture({
    content: contentOf(readings),
    labels: [],
    borders: borders.map((shape, index) => ({ code: `BU${index}`, shape })),
    size,
  })

const circles = (picture: string) =>
  [...picture.matchAll(/<circle cx="([^"]+)" cy="([^"]+)" [^>]*fill="([^"]+)"/g)].map(([, x, y, colour]) => ({
    x: Number(x),
    y: Number(y),
    colour,
  }))

it('puts stations in their place: west is left, north is up, all within the picture', () => {
  const [south, north] = circles(draw([reading(1, [5.1, 52.1]), reading(2, [5.2, 52.2])]))
  expect(south?.x).toBeLessThan(north?.x ?? 0)
  expect(south?.y).toBeGreaterThan(north?.y ?? 0)
  for (const { x, y } of [south, north].filter((one) => one !== undefined)) {
    expect(x).toBeGreaterThan(8)
    expect(x).toBeLessThan(1112)
    expect(y).toBeGreaterThan(8)
    expect(y).toBeLessThan(552)
  }
})

it('has the proportions of Web Mercator: a degree north is as long as the secant of the latitude in degrees east', () => {
  const middle: Place = [5, 52]
  const [a, east, north] = circles(draw([reading(1, middle), reading(2, [5.01, 52]), reading(3, [5, 52.01])]))
  const ratio = ((a?.y ?? 0) - (north?.y ?? 0)) / ((east?.x ?? 0) - (a?.x ?? 0))
  expect(ratio).toBeCloseTo(1 / Math.cos((52.005 * Math.PI) / 180), 2)
})

it('draws what is not of now in grey and under the others, and leaves out a station without a place', () => {
  const drawn = circles(
    draw([reading(1, [5.1, 52.1]), reading(2, [5.2, 52.2], { stale: true }), reading(3, null)]),
  )
  expect(drawn.map(({ colour }) => colour)).toEqual(['#c0c7d2', '#2f93c9'])
})

it('writes values where they cover nothing', () => {
  const apart = draw([reading(1, [5.1, 52.1]), reading(2, [5.2, 52.1])])
  expect(apart).toContain('>5,5</text>')
  expect(apart).toContain('>6,5</text>')
  const close = draw([reading(1, [5.1, 52.1]), reading(2, [5.1003, 52.1]), reading(3, [5.2, 52.1])])
  expect(close).not.toContain('>5,5</text>')
})

it('draws the borders that are in it, of one piece and of several, and leaves out the others', () => {
  const stations = [reading(1, [5.1, 52.1]), reading(2, [5.12, 52.12])]
  const paths = (borders: AreaShape[]) => draw(stations, borders).match(/<path d="([^"]*)"/)?.[1] ?? ''
  const several: AreaShape = {
    type: 'MultiPolygon',
    coordinates: [square(5.1, 52.1).coordinates as Place[][]],
  }
  expect(paths([square(5.1, 52.1), several]).match(/Z/g)).toHaveLength(2)
  expect(paths([square(4, 51)])).toBe('')
})

it('gives areas the colour of their figure, and draws each hexagon in its own', () => {
  const borders = [
    { code: 'BU1', shape: square(5.1, 52.1) },
    { code: 'BU2', shape: square(5.12, 52.1) },
  ]
  const labels: { name: string; labelPoint: Place }[] = [
    { name: '', labelPoint: [5.1, 52.1] },
    { name: '', labelPoint: [5.14, 52.12] },
  ]
  const row = {
    name: '',
    value: 1,
    other: null,
    coverage: 1,
    stations: 1,
    periodStart: null,
    low: null,
    high: null,
    position: null,
  }
  const fills = (content: MapContent) =>
    [
      ...drawPicture({ content, labels, borders, size: 'breed' }).matchAll(
        /<path d="M[^"]*" fill="([^"]+)"/g,
      ),
    ].map(([, fill]) => fill)
  const classes = [{ low: null, high: null, colour: '#2f93c9' }]
  const rows = [{ ...row, code: 'BU2', colour: '#00568b' }]
  const areas: MapContent = { ...common, language: 'nl', kind: 'areas', slug: 'x', rows, classes }
  expect(fills(areas)).toEqual(['#fff', '#00568b'])
  const { q, r } = findHexagon([5.12, 52.11], 1000)
  const hexagon = { id: `${q},${r}`, centre: [5.12, 52.11] as Place, stations: 3, counted: [3], values: [4] }
  const few = { ...hexagon, id: `${q},${r + 1}`, counted: [1], values: [null] }
  const hexagons = {
    kind: 'hexagons',
    property: 'pm25',
    width: 1000,
    hexagons: [hexagon, few],
    classes,
  } as const
  expect(
    fills({ ...common, ...hexagons, extent: [], hexagons: [hexagon, few], classes, language: 'nl' }),
  ).toEqual(['#fff', '#2f93c9', NO_FIGURE])
})

it('has room for all stations, also when it draws some of them', () => {
  const content = contentOf([reading(1, [5.1, 52.1])])
  const extent: [number, number][] = [
    [5.1, 52.1],
    [5.3, 52.2],
  ]
  const [only] = circles(
    drawPicture({ content: { ...content, extent } as MapContent, labels: [], borders: [], size: 'breed' }),
  )
  expect(only?.x).toBeLessThan(560)
  expect(only?.y).toBeGreaterThan(280)
})

it('writes names as text, whatever is in them', () => {
  const picture = drawPicture({
    content: contentOf([reading(1, [5.1, 52.1]), reading(2, [5.2, 52.2])]),
    labels: [{ name: 'Vis & <b>', labelPoint: [5.15, 52.12] }],
    borders: [],
    size: 'breed',
  })
  expect(picture).toContain('>Vis &amp; &lt;b&gt;</text>')
})

it('keeps the name of an area within it, or leaves it out: elsewhere it would name another', () => {
  const strip = (west: number): AreaShape => ({
    type: 'Polygon',
    coordinates: [
      [
        [west, 52.109],
        [west + 0.02, 52.109],
        [west + 0.02, 52.111],
        [west, 52.111],
        [west, 52.109],
      ],
    ],
  })
  const draw = (borders: AreaShape[]) =>
    drawPicture({
      content: { ...contentOf([]), extent: [[5.1, 52.1] as Place, [5.14, 52.12] as Place] } as MapContent,
      labels: [
        { name: 'Westerwijkbuurt', labelPoint: [5.1195, 52.11] },
        { name: 'Oosterwijkbuurt', labelPoint: [5.1205, 52.11] },
      ],
      borders: borders.map((shape, index) => ({ code: `BU${index}`, shape })),
      size: 'smal',
    })
  expect(draw([])).toContain('>Oosterwijkbuurt<')
  expect(draw([strip(5.1), strip(5.12)])).toContain('>Westerwijkbuurt<')
  expect(draw([strip(5.1), strip(5.12)])).not.toContain('>Oosterwijkbuurt<')
})

it('is drawn without stations, and with one, in each size', () => {
  expect(draw([])).toContain('</svg>')
  for (const size of ['breed', 'smal'] as const) {
    expect(draw([reading(1, [5.1, 52.1])], [], size)).not.toMatch(/NaN|Infinity/)
  }
  expect(isPictureSize('groot')).toBe(false)
})
