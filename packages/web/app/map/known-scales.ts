import { classesBetween, colourOf, divideIntoClasses, type ScaleClass } from './scale.ts'

/** The unit of the limits, where one colour ends and the next begins, and whether these limits are norms. */
type KnownScale = { unit: string; limits: readonly [number, number, number, number]; areNorms?: true }

const MICROGRAM = 'ug/m3'

/** WHO for a year and a day, EU from 2030 and EU now, each for a year: 5, 15, 10 and 25. */
const PM25: KnownScale = { unit: MICROGRAM, limits: [5, 10, 15, 25], areNorms: true }
/** WHO for a year, EU from 2030 and EU now for a year, EU now for a day. */
const PM10: KnownScale = { unit: MICROGRAM, limits: [15, 20, 40, 50], areNorms: true }

/**
 * Fixed classes by property, so that a colour means the same at every visit. Those of air are the guidelines of the WHO (2021)
 * and the limits of the EU (directives 2008/50 and 2024/2881); the others are round steps over what is usual in the Netherlands.
 */
const KNOWN: Readonly<Record<string, KnownScale>> = {
  pm25: PM25,
  'pm25-uncalibrated': PM25,
  pm10: PM10,
  'pm10-uncalibrated': PM10,
  // WHO for a year, EU from 2030 for a year, WHO for a day, EU now for a year.
  no2: { unit: MICROGRAM, limits: [10, 20, 25, 40], areNorms: true },
  // WHO in the season, WHO and EU for 8 hours, the EU threshold to inform people.
  o3: { unit: MICROGRAM, limits: [60, 100, 120, 180], areNorms: true },
  temperature: { unit: 'Cel', limits: [0, 10, 20, 30] },
  'relative-humidity': { unit: '%', limits: [20, 40, 60, 80] },
  'air-pressure': { unit: 'hPa', limits: [990, 1000, 1010, 1020] },
  'wind-speed': { unit: 'm/s', limits: [2, 5, 10, 20] },
  rain: { unit: 'mm', limits: [0.5, 2, 5, 10] },
  'water-on-street': { unit: 'cm', limits: [1, 5, 10, 20] },
  noise: { unit: 'dB(A)', limits: [45, 55, 65, 75] },
}

/**
 * The classes in which the map shows a property: fixed ones where they are known, also when nothing is measured in some. Of what
 * is not known they follow the values; and where fixed ones would give all the same colour, unless it is by norms that they are alike: then
 * nobody could see where it is warmest.
 */
export function classesFor(
  { name, unit }: { name: string; unit: string },
  values: readonly number[],
): ScaleClass[] {
  const known = Object.hasOwn(KNOWN, name.toLowerCase()) ? KNOWN[name.toLowerCase()] : undefined
  if (known?.unit !== plainUnit(unit)) return divideIntoClasses([...values])
  const fixed = classesBetween(known.limits)
  const colours = new Set(values.map((value) => colourOf(value, fixed)))
  return known.areNorms || colours.size > 1 || new Set(values).size < 2
    ? fixed
    : divideIntoClasses([...values])
}

/** A unit without the signs that are written in several ways. */
const plainUnit = (unit: string) =>
  unit
    .replace(/[\u00b5\u03bc]/, 'u')
    .replace('³', '3')
    .replace('°C', 'Cel')
