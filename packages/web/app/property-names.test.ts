import { expect, it } from 'vitest'
import type { Language } from './language.ts'
import { inLanguage, nameProperty } from './property-names.server.ts'

it.each([
  ['temperature', 'temperatuur', 'temperature'],
  ['relative-humidity', 'luchtvochtigheid', 'relative humidity'],
  ['Relative humidity', 'luchtvochtigheid', 'relative humidity'],
  ['Luchtvochtigheid', 'luchtvochtigheid', 'relative humidity'],
  ['PM2.5', 'fijnstof (PM2,5)', 'particulate matter (PM2.5)'],
  ['http://vocab.nerc.ac.uk/standard_name/air_temperature/', 'temperatuur', 'temperature'],
  [
    'http://vocab.nerc.ac.uk/standard_name/mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air/',
    'fijnstof (PM2,5)',
    'particulate matter (PM2.5)',
  ],
  [
    'fijnstof (PM2,5), niet gekalibreerd, sds011',
    'fijnstof (PM2,5), niet gekalibreerd, sds011',
    'particulate matter (PM2.5), uncalibrated, sds011',
  ],
  ['night-temperature', 'laagste temperatuur van de nacht', 'lowest temperature of the night'],
  ['Watertemperatuur', 'Watertemperatuur', 'Watertemperatuur'],
  ['', '', ''],
])('names %s in the language of the page', (given, nl, en) => {
  expect([nameProperty(given, 'nl'), nameProperty(given, 'en')]).toEqual([nl, en])
})

it('names all that a station measures', () => {
  const rain = { title: 'rain', unit: 'mm', calibrated: false }
  const station = { name: 'Tuin', latest: [rain, { ...rain, calibrated: true }] }
  const titles = (language: Language) => inLanguage(station, language).latest.map(({ title }) => title)
  expect(titles('nl')).toEqual(['neerslag', 'neerslag, gekalibreerd'])
  expect(titles('en').at(-1)).toMatch(/, calibrated$/)
})
