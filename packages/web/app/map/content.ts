import type { FeatureCollection, Point } from 'geojson'
import type { Reading } from './readings.ts'
import { colourOf, type ScaleClass, STALE_COLOUR } from './scale.ts'

/** What the map shows: the readings of one property, and the classes of its values. */
export type MapContent = { readings: Reading[]; classes: ScaleClass[] }

/** The name of an area and where to write it. */
export type AreaLabel = { name: string; labelPoint: [number, number] }

/** A value as it is written on the map: short, the unit is in the legend. */
export function labelOf(value: number): string {
  return String(Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 10) / 10)
}

/** The stations as points with the colour of their value. */
export function toFeatures({ readings, classes }: MapContent): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: readings.map(({ thingId, location, value, stale }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: location },
      properties: {
        thingId,
        stale,
        label: labelOf(value),
        colour: stale ? STALE_COLOUR : colourOf(value, classes),
      },
    })),
  }
}
