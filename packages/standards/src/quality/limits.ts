import { PROPERTIES, type PropertyKey, UNITS, type UnitCode } from '../tabular/index.ts'

/** When a value of one property is doubtful. A test that is left out is not done. */
export type Limits = {
  /** Values outside are impossible. */
  range?: { minimum: number; maximum: number }
  /** A value that has stayed exactly equal for so many hours is doubtful. */
  constant?: { hours: number }
  /** The largest change between two values at most `minutes` apart. */
  rate?: { change: number; minutes: number }
  /**
   * Values more than `deviations` median absolute deviations from the median of the 360 hours up to them. `spread` is the
   * least deviation that counts as one, in the unit of the property: what is normal noise.
   */
  outlier?: { deviations: number; spread: number }
  /** Over the 720 hours up to the end of a day, with stations at most `kilometres` away. */
  spatial?: {
    kilometres: number
    /** Least rank correlation with the median of the neighbours. */
    correlation?: number
    similarity?: {
      /** Most distance between the distributions, 0 to 1 (Kolmogorov and Smirnov). */
      distribution: number
      /** Most typical difference from the median of the neighbours, as a multiple of what is usual among them. */
      times: number
      /** A typical difference below this is never too large, in the unit of the property. */
      least: number
    }
  }
}

/** Limits of a property in one unit, and what they rest on. */
export type DefaultLimits = Limits & { unit: UnitCode; source: string }

const SDS011 =
  'Range: data sheet Nova SDS011 (0 to 999.9). Outlier and spatial: FILTER (doi 10.1016/j.jenvman.2025.125100), which finds ±10 MAD over 360 h and stations within about 15 km. No rate: fireworks rise without limit.'
const OWN = 'Our own choice; not from literature.'

const dust = (source: string): DefaultLimits => ({
  unit: 'ug/m3',
  range: { minimum: 0, maximum: 1000 },
  constant: { hours: 12 },
  outlier: { deviations: 10, spread: 2 },
  spatial: {
    kilometres: 15,
    correlation: 0.3,
    similarity: { distribution: 0.6, times: 4, least: 3 },
  },
  source,
})

/**
 * Sensible limits for the Netherlands, by observed property. Wide on purpose: a doubtful value costs a reader less than a
 * true one that is called false. A dataset adjusts them to its own sensors and place.
 */
export const DEFAULT_LIMITS: Partial<Record<PropertyKey | 'noise' | 'water-level', DefaultLimits>> = {
  pm25: dust(SDS011),
  pm10: dust(SDS011),
  'pm25-uncalibrated': dust(SDS011),
  'pm10-uncalibrated': dust(SDS011),
  no2: {
    unit: 'ug/m3',
    range: { minimum: -20, maximum: 1000 },
    constant: { hours: 24 },
    outlier: { deviations: 10, spread: 5 },
    spatial: { kilometres: 15, similarity: { distribution: 0.8, times: 5, least: 20 } },
    source: `Electrochemical cells read a little below zero in clean air. ${OWN}`,
  },
  temperature: {
    unit: 'Cel',
    range: { minimum: -30, maximum: 50 },
    constant: { hours: 24 },
    rate: { change: 15, minutes: 60 },
    outlier: { deviations: 10, spread: 1 },
    spatial: {
      kilometres: 15,
      correlation: 0.7,
      similarity: { distribution: 0.4, times: 4, least: 2 },
    },
    source: `Range: Dutch records −27.4 °C (1942) and 40.7 °C (2019), KNMI, with room for sun on the sensor. Rest: ${OWN}`,
  },
  'relative-humidity': {
    unit: '%',
    range: { minimum: 0, maximum: 100 },
    constant: { hours: 48 },
    outlier: { deviations: 10, spread: 4 },
    spatial: {
      kilometres: 15,
      correlation: 0.5,
      similarity: { distribution: 0.6, times: 4, least: 10 },
    },
    source: `Range: by definition. Sensors stay at saturation during fog, so constant is two days. Rest: ${OWN}`,
  },
  'air-pressure': {
    unit: 'hPa',
    range: { minimum: 920, maximum: 1065 },
    constant: { hours: 24 },
    rate: { change: 12, minutes: 60 },
    outlier: { deviations: 10, spread: 3 },
    spatial: {
      kilometres: 30,
      correlation: 0.8,
      similarity: { distribution: 0.7, times: 6, least: 6 },
    },
    source: `Range: beyond the lowest and highest pressures known in the Netherlands, up to 320 m above the sea. Rest: ${OWN}`,
  },
  rain: {
    unit: 'mm',
    range: { minimum: 0, maximum: 100 },
    constant: { hours: 720 },
    spatial: { kilometres: 10, correlation: 0.2 },
    source: `Range: heavier than the Dutch hour record (KNMI, Herwijnen 2011). A dry month is rare; zeros among wet neighbours show in the correlation (de Vos et al., doi 10.1029/2019GL083731, "faulty zeros"). Rest: ${OWN}`,
  },
  noise: {
    unit: 'dB[A]',
    range: { minimum: 15, maximum: 140 },
    constant: { hours: 6 },
    outlier: { deviations: 10, spread: 2 },
    source: `Noise is local: no comparison with neighbours. ${OWN}`,
  },
  'water-level': {
    unit: 'm',
    range: { minimum: -20, maximum: 330 },
    constant: { hours: 720 },
    rate: { change: 2, minutes: 60 },
    outlier: { deviations: 10, spread: 0.1 },
    source: `Range: lower and higher than Dutch ground, in m NAP. Groundwater stands still for weeks. ${OWN}`,
  },
  'water-on-street': {
    unit: 'cm',
    range: { minimum: 0, maximum: 200 },
    source: `Dry streets are constant and water comes at once. ${OWN}`,
  },
  'wind-speed': {
    unit: 'm/s',
    range: { minimum: 0, maximum: 60 },
    constant: { hours: 48 },
    source: OWN,
  },
  'wind-direction': {
    unit: 'deg',
    range: { minimum: 0, maximum: 360 },
    constant: { hours: 48 },
    source: OWN,
  },
}

/** Other names under which properties come in; the names of the table itself are known too. */
const NAMES: Record<string, keyof typeof DEFAULT_LIMITS> = {
  'pm2.5': 'pm25',
  'air temperature': 'temperature',
  humidity: 'relative-humidity',
  'relative humidity': 'relative-humidity',
  pressure: 'air-pressure',
  'air pressure': 'air-pressure',
  precipitation: 'rain',
  'sound level': 'noise',
  'water level': 'water-level',
  waterlevel: 'water-level',
  grondwaterstand: 'water-level',
  'groundwater-level': 'water-level',
}

const BY_DEFINITION = new Map<string, keyof typeof DEFAULT_LIMITS>(
  (Object.keys(PROPERTIES) as PropertyKey[]).toReversed().map((key) => [PROPERTIES[key].definition, key]),
)

/** The key in DEFAULT_LIMITS of an observed property, by its name or else its definition; undefined when not known. */
export function findLimitsKey(property: {
  name: string
  definition: string
}): keyof typeof DEFAULT_LIMITS | undefined {
  const name = property.name.toLowerCase()
  if (Object.hasOwn(DEFAULT_LIMITS, name)) return name as keyof typeof DEFAULT_LIMITS
  const key = NAMES[name] ?? BY_DEFINITION.get(property.definition)
  return key !== undefined && Object.hasOwn(DEFAULT_LIMITS, key) ? key : undefined
}

/** Limits as a dataset adjusts them: null leaves a test out, what is not named stays. */
export type LimitsChange = { [Test in keyof Limits]?: Limits[Test] | null }

/**
 * The limits of a datastream: the defaults of its property when its unit is theirs, as its dataset adjusted them.
 * @returns undefined when nothing is known: then its values are not judged
 */
export function chooseLimits(
  property: { name: string; definition: string; unitSymbol: string },
  change?: LimitsChange | null,
): Limits | undefined {
  const key = findLimitsKey(property)
  const known = key === undefined ? undefined : DEFAULT_LIMITS[key]
  const fits = known !== undefined && UNITS[known.unit].symbol === property.unitSymbol
  if (!fits && !change) return undefined
  const { unit: _unit, source: _source, ...defaults } = fits ? known : ({} as DefaultLimits)
  const merged = { ...defaults, ...change }
  return Object.fromEntries(Object.entries(merged).filter(([, limit]) => limit !== null)) as Limits
}
