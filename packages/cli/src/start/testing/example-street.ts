import type { Site } from './site.ts'

const HOUR = 3_600_000

const square = (west: number, south: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
})

/** One municipality with one neighbourhood, and a station that measured two warm days before `now`. */
export async function fillStreet(site: Site, now: number): Promise<void> {
  const area = (code: string, name: string, size: number) => ({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code, name }, geometry: square(5.4, 52.2, size) }],
  })
  const import_ = (level: string, more: string, body: object) =>
    site.ask(
      'POST',
      `/api/v1/area-imports?level=${level}&crs=EPSG:4326&codeProperty=code&nameProperty=name${more}`,
      body,
    )
  await import_('municipality', '', area('GM9901', 'Waterrijk', 0.05))
  await import_('neighbourhood', '&parentCode=GM9901', area('BU99010101', 'Centrum', 0.04))
  const first = Math.floor(now / HOUR) * HOUR - 72 * HOUR
  await site.ask('POST', '/sta/v1.1/Things', {
    name: 'Tuinstation Centrum',
    description: 'Weerstation in een tuin',
    Locations: [
      {
        name: 'Tuin',
        description: 'Tuin',
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: [5.42, 52.22] },
      },
    ],
    Datastreams: [
      {
        name: 'Temperatuur',
        description: 'Temperatuur',
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: { name: 'graad Celsius', symbol: '°C', definition: 'ucum:Cel' },
        ObservedProperty: {
          name: 'temperature',
          definition: 'https://example.org/temperature',
          description: 'Luchttemperatuur',
        },
        Sensor: {
          name: 'Sensor',
          description: 'Sensor',
          encodingType: 'text/html',
          metadata: 'https://example.org/sensor',
        },
        Observations: Array.from({ length: 71 }, (_, hour) => ({
          phenomenonTime: new Date(first + hour * HOUR).toISOString(),
          result: 24,
        })),
      },
    ],
  })
}
