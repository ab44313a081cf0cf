/** Opens a figure down to the series that it is made of, as far as the reader may see these. */
import { combinePieces, type HourValue, makePieces } from '@samenspel/standards/indicators'
import { AMSTERDAM, endOfPeriod } from '@samenspel/standards/times'
import type { ShownSeries } from '../../measurements/index.ts'
import type { Conversions } from '../rules.ts'
import type { Definition } from '../schema.ts'
import type { Contribution } from './schema.ts'

const HOUR = 3_600_000

/**
 * What one series adds to a figure.
 * @param withPieces whether its hours or days are told one by one
 */
export function describeContribution(
  definition: Definition,
  { counted }: Conversions,
  { unit, points, ...series }: ShownSeries,
  { from, to, withPieces }: { from: number; to: number; withPieces: boolean },
): Contribution {
  const conversion = counted.find(
    ({ symbol, definition: address }) => symbol === unit.symbol && address === unit.definition,
  )
  const convert = (value: number) => value * (conversion?.factor ?? 1) + (conversion?.shift ?? 0)
  const { pieces, leftOut } = makePieces(toHours(series.resolution, points, convert), definition, from, to)
  const { name, datastreamId, thingId, thingName, resolution } = series
  return {
    datastreamId,
    name,
    thingId,
    thingName,
    resolution,
    value: conversion ? combinePieces([pieces], definition) : null,
    hours: pieces.reduce((sum, { hours }) => sum + hours, 0),
    days: definition.step === 'none' ? null : pieces.length,
    leftOut: {
      values: points.reduce((sum, [start, , , , values]) => (start >= from ? sum + values : sum), 0),
      days: leftOut,
    },
    ...(withPieces
      ? {
          pieces: pieces.map(({ start, value }) => ({ start: new Date(start).toISOString(), value })),
        }
      : {}),
  }
}

/**
 * The hours of a series; of one that is seen by the day each hour has the mean of the day, and without single values an hour is its own
 * minimum and maximum: as in the figures.
 */
function toHours(
  resolution: ShownSeries['resolution'],
  points: ShownSeries['points'],
  convert: (value: number) => number,
): HourValue[] {
  return points.flatMap(([start, mean, minimum, maximum]) => {
    if (mean === null) return []
    const value = {
      mean: convert(mean),
      minimum: convert(minimum ?? mean),
      maximum: convert(maximum ?? mean),
    }
    const end = resolution === 'day' ? endOfPeriod(start, 'day', AMSTERDAM) : start + HOUR
    return Array.from({ length: Math.round((end - start) / HOUR) }, (_, index) => ({
      start: start + index * HOUR,
      ...value,
    }))
  })
}
