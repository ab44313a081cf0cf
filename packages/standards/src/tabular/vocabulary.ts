/** A unit as SensorThings writes it; the key is its UCUM code. */
export interface UnitDescription {
  name: string
  symbol: string
  /** QUDT identifier. */
  definition: string
}

const qudt = (name: string) => `http://qudt.org/vocab/unit/${name}`

/** Units a mapping can state, by UCUM code. A unit outside this list is refused, so that figures stay comparable. */
export const UNITS = {
  'ug/m3': { name: 'microgram per cubic metre', symbol: 'µg/m³', definition: qudt('MicroGM-PER-M3') },
  'mg/m3': { name: 'milligram per cubic metre', symbol: 'mg/m³', definition: qudt('MilliGM-PER-M3') },
  Cel: { name: 'degree Celsius', symbol: '°C', definition: qudt('DEG_C') },
  K: { name: 'kelvin', symbol: 'K', definition: qudt('K') },
  '[degF]': { name: 'degree Fahrenheit', symbol: '°F', definition: qudt('DEG_F') },
  '%': { name: 'percent', symbol: '%', definition: qudt('PERCENT') },
  hPa: { name: 'hectopascal', symbol: 'hPa', definition: qudt('HectoPA') },
  'm/s': { name: 'metre per second', symbol: 'm/s', definition: qudt('M-PER-SEC') },
  'km/h': { name: 'kilometre per hour', symbol: 'km/h', definition: qudt('KiloM-PER-HR') },
  'mm/h': { name: 'millimetre per hour', symbol: 'mm/h', definition: qudt('MilliM-PER-HR') },
  deg: { name: 'degree', symbol: '°', definition: qudt('DEG') },
  mm: { name: 'millimetre', symbol: 'mm', definition: qudt('MilliM') },
  cm: { name: 'centimetre', symbol: 'cm', definition: qudt('CentiM') },
  m: { name: 'metre', symbol: 'm', definition: qudt('M') },
  h: { name: 'hour', symbol: 'h', definition: qudt('HR') },
  'J/cm2': { name: 'joule per square centimetre', symbol: 'J/cm²', definition: qudt('J-PER-CentiM2') },
  'W/m2': { name: 'watt per square metre', symbol: 'W/m²', definition: qudt('W-PER-M2') },
  Pa: { name: 'pascal', symbol: 'Pa', definition: qudt('PA') },
  kPa: { name: 'kilopascal', symbol: 'kPa', definition: qudt('KiloPA') },
  '[ppm]': { name: 'parts per million', symbol: 'ppm', definition: qudt('PPM') },
  '[ppb]': { name: 'parts per billion', symbol: 'ppb', definition: qudt('PPB') },
  lx: { name: 'lux', symbol: 'lx', definition: qudt('LUX') },
  'uS/cm': { name: 'microsiemens per centimetre', symbol: 'µS/cm', definition: qudt('MicroS-PER-CentiM') },
  '/cm3': { name: 'number per cubic centimetre', symbol: '1/cm³', definition: qudt('PER-CentiM3') },
  nm: { name: 'nanometre', symbol: 'nm', definition: qudt('NanoM') },
  km: { name: 'kilometre', symbol: 'km', definition: qudt('KiloM') },
  s: { name: 'second', symbol: 's', definition: qudt('SEC') },
  mV: { name: 'millivolt', symbol: 'mV', definition: qudt('MilliV') },
  V: { name: 'volt', symbol: 'V', definition: qudt('V') },
  'dB[A]': { name: 'decibel, A-weighted', symbol: 'dB(A)', definition: qudt('DeciB_A') },
  '1': { name: 'number', symbol: '', definition: qudt('UNITLESS') },
} as const satisfies Record<string, UnitDescription>

export type UnitCode = keyof typeof UNITS

/** Is this the UCUM code of a unit a mapping can state? */
export function isUnitCode(value: unknown): value is UnitCode {
  return typeof value === 'string' && Object.hasOwn(UNITS, value)
}

/** An observed property with its usual unit. */
export interface PropertyDescription {
  nl: string
  en: string
  unit: UnitCode
  /** CF standard name. */
  definition: string
}

const cf = (name: string) => `http://vocab.nerc.ac.uk/standard_name/${name}/`
const gas = (nl: string, en: string): PropertyDescription => ({
  nl,
  en,
  unit: 'ug/m3',
  definition: cf(`mass_concentration_of_${en.replaceAll(' ', '_')}_in_air`),
})
const dust = (nl: string, en: string, name: string): PropertyDescription => ({
  nl,
  en,
  unit: 'ug/m3',
  definition: cf(`mass_concentration_of_${name}_in_air`),
})

/** Properties the ready mappings, the connectors and the example municipality measure. A mapping may name others. */
export const PROPERTIES = {
  pm25: dust('fijnstof (PM2,5)', 'particulate matter (PM2.5)', 'pm2p5_ambient_aerosol_particles'),
  pm10: dust('fijnstof (PM10)', 'particulate matter (PM10)', 'pm10_ambient_aerosol_particles'),
  'pm25-uncalibrated': dust(
    'fijnstof (PM2,5), niet gekalibreerd',
    'particulate matter (PM2.5), uncalibrated',
    'pm2p5_ambient_aerosol_particles',
  ),
  'pm10-uncalibrated': dust(
    'fijnstof (PM10), niet gekalibreerd',
    'particulate matter (PM10), uncalibrated',
    'pm10_ambient_aerosol_particles',
  ),
  soot: dust('roet', 'soot', 'elemental_carbon_dry_aerosol_particles'),
  no2: gas('stikstofdioxide', 'nitrogen dioxide'),
  no: gas('stikstofmonoxide', 'nitrogen monoxide'),
  so2: gas('zwaveldioxide', 'sulfur dioxide'),
  co: gas('koolstofmonoxide', 'carbon monoxide'),
  h2s: gas('zwavelwaterstof', 'hydrogen sulfide'),
  o3: gas('ozon', 'ozone'),
  benzene: gas('benzeen', 'benzene'),
  toluene: gas('tolueen', 'toluene'),
  xylene: gas('xyleen', 'xylene'),
  temperature: { nl: 'temperatuur', en: 'temperature', unit: 'Cel', definition: cf('air_temperature') },
  'night-temperature': {
    nl: 'laagste temperatuur van de nacht',
    en: 'lowest temperature of the night',
    unit: 'Cel',
    // Another statistic than the temperature itself: the two are not to be put together.
    definition: 'urn:samenspel:property:night-temperature',
  },
  'relative-humidity': {
    nl: 'luchtvochtigheid',
    en: 'relative humidity',
    unit: '%',
    definition: cf('relative_humidity'),
  },
  'air-pressure': { nl: 'luchtdruk', en: 'air pressure', unit: 'hPa', definition: cf('air_pressure') },
  rain: { nl: 'neerslag', en: 'rainfall', unit: 'mm', definition: cf('thickness_of_rainfall_amount') },
  'wind-speed': { nl: 'windsnelheid', en: 'wind speed', unit: 'm/s', definition: cf('wind_speed') },
  'wind-direction': {
    nl: 'windrichting',
    en: 'wind direction',
    unit: 'deg',
    definition: cf('wind_from_direction'),
  },
  'sunshine-duration': {
    nl: 'zonneschijn',
    en: 'sunshine duration',
    unit: 'h',
    definition: cf('duration_of_sunshine'),
  },
  'global-radiation': {
    nl: 'zonnestraling',
    en: 'solar radiation',
    unit: 'J/cm2',
    definition: cf('integral_wrt_time_of_surface_downwelling_shortwave_flux_in_air'),
  },
  'water-on-street': {
    nl: 'water op straat',
    en: 'water on the street',
    unit: 'cm',
    definition: cf('flood_water_thickness'),
  },
} as const satisfies Record<string, PropertyDescription>

export type PropertyKey = keyof typeof PROPERTIES
