import { formatNumber } from '../format.ts'
import type { Language } from '../language.ts'
import { classesFor } from './known-scales.ts'
import { isLive, type MappedProperty, type Reading } from './readings.ts'
import { colourOf, type ScaleClass, STALE_COLOUR } from './scale.ts'

/** What the map shows: the readings of one property with its name, and the classes of its values. */
export type MapContent = {
  title: string
  readings: Reading[]
  classes: ScaleClass[]
  language: Language
}

/** The readings of a property with the classes that their values are in. */
export function contentOf(
  readings: Reading[],
  property: MappedProperty | null,
  language: Language,
): MapContent {
  const values = readings.filter(isLive).map(({ value }) => value)
  const classes = property ? classesFor(property, values) : []
  return { readings, language, classes, title: property?.title ?? '' }
}

/** The name of an area and where to write it. */
export type AreaLabel = { name: string; labelPoint: [number, number] }

/** A station can be known without its place; the list shows it, the map cannot. */
export function hasPlace(reading: Reading): reading is Reading & { location: [number, number] } {
  return reading.location !== null
}

/** A value as it is written on the map: short, the unit is in the legend. */
export function labelOf(value: number, language: Language): string {
  return Math.abs(value) >= 10 ? formatNumber(value, language, 0) : formatNumber(value, language)
}

/** Stations as GeoJSON. */
type StationFeatures = {
  type: 'FeatureCollection'
  features: {
    type: 'Feature'
    geometry: { type: 'Point'; coordinates: [number, number] }
    properties: { thingId: number; live: boolean; label: string; colour: string }
  }[]
}

/** The stations as points with the colour of their value. */
export function toFeatures({ readings, classes, language }: Omit<MapContent, 'title'>): StationFeatures {
  return {
    type: 'FeatureCollection',
    features: readings.filter(hasPlace).map(({ thingId, location, value, ...reading }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: location },
      properties: {
        thingId,
        live: isLive(reading),
        label: labelOf(value, language),
        colour: isLive(reading) ? colourOf(value, classes) : STALE_COLOUR,
      },
    })),
  }
}
