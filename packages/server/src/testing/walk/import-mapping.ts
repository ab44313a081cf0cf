/** How a small file with values of stations is read. */
export const IMPORT_MAPPING = {
  name: 'tuin',
  file: { delimiter: ',', decimalMark: '.', header: true },
  time: {
    columns: ['time'],
    format: 'iso',
    zone: 'Europe/Amsterdam',
    period: { seconds: 3600, stamp: 'end' },
  },
  station: { column: 'station' },
  position: {
    x: 'lon',
    y: 'lat',
    crs: 'EPSG:4326',
    whenMissing: 'accept-without',
    whenImplausible: 'refuse',
  },
  missing: ['NA', ''],
  values: {
    shape: 'wide',
    columns: [{ column: 'temp', property: 'temperature', unit: 'Cel', range: [-40, 60] }],
  },
} as const
