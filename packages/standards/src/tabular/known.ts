import { NETHERLANDS } from '../geo/index.ts'
import type { ColumnMapping, Measure } from './mapping.ts'

const HOUR = 3600

/** Hourly averages can be a little below zero near the detection limit; further below is a fault. */
const micrograms = (
  column: string,
  property: string,
  range: [number, number],
  more: Partial<Measure> = {},
) => ({
  column,
  property,
  unit: 'ug/m3' as const,
  range,
  ...more,
})

const rivmSamenMeten: ColumnMapping = {
  name: 'rivm-samen-meten',
  note:
    'Hourly averages of citizen sensors as downloaded from the Samen Analyseren tool. Its manual gives the zone as ' +
    'Etc/GMT-1 and calls the stamp the start of the hour. The fireworks of 1 January 2020 stand at 01:00, one hour later ' +
    'than at the reference stations, so the stamp is read as the end of the hour.',
  file: { delimiter: ',', decimalMark: '.', header: true },
  time: {
    columns: ['date'],
    format: 'YYYY-MM-DD HH:MM:SS',
    zone: 'Etc/GMT-1',
    period: { seconds: HOUR, stamp: 'end' },
  },
  station: { column: 'kit_id' },
  position: {
    x: 'lon',
    y: 'lat',
    crs: 'EPSG:4326',
    whenMissing: 'refuse',
    whenImplausible: 'refuse',
    within: NETHERLANDS,
  },
  errorColumn: 'error',
  missing: ['NA', ''],
  values: {
    shape: 'wide',
    columns: [
      micrograms('pm10_kal', 'pm10', [0, 1500]),
      micrograms('pm10', 'pm10-uncalibrated', [0, 1500]),
      micrograms('pm25_kal', 'pm25', [0, 1500]),
      micrograms('pm25', 'pm25-uncalibrated', [0, 1500]),
      micrograms('no2', 'no2', [0, 1000], { sentinels: [-999] }),
      { column: 'rh', property: 'relative-humidity', unit: '%', range: [0, 100], sentinels: [-99.9] },
      { column: 'temp', property: 'temperature', unit: 'Cel', range: [-30, 50] },
      { column: 'pres', property: 'air-pressure', unit: 'hPa', range: [870, 1085] },
    ],
  },
}

const luchtmeetnetWide: ColumnMapping = {
  name: 'luchtmeetnet-wide',
  note:
    'Hourly averages of the reference stations as downloaded from the Samen Analyseren tool: zone Etc/GMT-1, the stamp is ' +
    'the start of the hour. Values a little below zero are noise of the instruments and belong to the average.',
  file: { delimiter: ',', decimalMark: '.', header: true },
  time: {
    columns: ['date'],
    format: 'YYYY-MM-DD HH:MM:SS',
    zone: 'Etc/GMT-1',
    period: { seconds: HOUR, stamp: 'start' },
  },
  station: { column: 'station_number' },
  missing: ['NA', ''],
  values: {
    shape: 'wide',
    columns: [
      micrograms('SO2', 'so2', [-10, 2000]),
      micrograms('H2S', 'h2s', [-10, 500]),
      micrograms('FN', 'soot', [-10, 500]),
      micrograms('NO', 'no', [-10, 2000]),
      micrograms('CO', 'co', [-100, 30_000]),
      micrograms('pm10', 'pm10', [-10, 1500]),
      micrograms('pm25', 'pm25', [-10, 1500]),
      micrograms('NO2', 'no2', [-10, 1000]),
      micrograms('C7H8', 'toluene', [-10, 500]),
      micrograms('C8H10', 'xylene', [-10, 500]),
      micrograms('C6H6', 'benzene', [-10, 500]),
    ],
  },
}

const knmiExample: ColumnMapping = {
  name: 'knmi-example',
  note:
    'Hourly weather as downloaded from the Samen Analyseren tool: zone Etc/GMT-1, the stamp is the start of the hour (the ' +
    'same hour as KNMI numbers by its end in UTC). Wind direction 0 means calm and 990 variable: there is no direction.',
  file: { delimiter: ',', decimalMark: '.', header: true },
  time: {
    columns: ['date'],
    format: 'YYYY-MM-DD HH:MM:SS',
    zone: 'Etc/GMT-1',
    period: { seconds: HOUR, stamp: 'start' },
  },
  station: { column: 'station_code' },
  missing: ['NA', ''],
  values: {
    shape: 'wide',
    columns: [
      { column: 'wd', property: 'wind-direction', unit: 'deg', range: [1, 360], sentinels: [-999, 0, 990] },
      { column: 'ws', property: 'wind-speed', unit: 'm/s', range: [0, 60], sentinels: [-999] },
      { column: 'temp', property: 'temperature', unit: 'Cel', range: [-30, 50], sentinels: [-999] },
      { column: 'rh', property: 'relative-humidity', unit: '%', range: [0, 100], sentinels: [-999] },
    ],
  },
}

/** Ready mappings for files that Dutch municipalities meet, by name. */
export const KNOWN_MAPPINGS = {
  'rivm-samen-meten': rivmSamenMeten,
  'luchtmeetnet-wide': luchtmeetnetWide,
  'knmi-example': knmiExample,
} as const satisfies Record<string, ColumnMapping>

export type KnownMapping = keyof typeof KNOWN_MAPPINGS

/** Is this the name of a ready mapping? */
export function isKnownMapping(name: string): name is KnownMapping {
  return Object.hasOwn(KNOWN_MAPPINGS, name)
}
