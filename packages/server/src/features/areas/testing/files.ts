import type { TestActor } from '../../../testing/actors.ts'
import type { useServer } from '../../../testing/server.ts'

/** Corners of a polygon, as longitude and latitude; the last is the first. */
export type Ring = [number, number][]

/** A ring around a square, in degrees. */
export function square(west: number, south: number, size = 0.01): Ring {
  const [east, north] = [west + size, south + size]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

/** A GeoJSON feature of an area. */
export function feature(code: string, name: string, ring: Ring, extra: object = {}) {
  return {
    type: 'Feature',
    properties: { code, name, ...extra },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
}

export const collection = (...features: object[]) => ({ type: 'FeatureCollection', features })

/** How the actor sends files with borders and with figures; `actor` is asked each time. */
export function openSender(server: ReturnType<typeof useServer>, actor: () => TestActor) {
  return {
    importShapes(payload: object | string | Buffer, query: Record<string, string> = {}) {
      return server.request({
        method: 'POST',
        url: '/api/v1/area-imports',
        query: { level: 'neighbourhood', codeProperty: 'code', nameProperty: 'name', ...query },
        headers: { ...actor().headers, 'content-type': 'application/geo+json' },
        payload,
      })
    },

    importStatistics(payload: string | Buffer, query: Record<string, string> = {}) {
      return server.request({
        method: 'POST',
        url: '/api/v1/area-statistic-imports',
        query: { year: '2024', edition: 'test', ...query },
        headers: { ...actor().headers, 'content-type': 'text/csv' },
        payload,
      })
    },
  }
}
