import { expect, it } from 'vitest'
import { describeSettings, readKind, readSettings } from './connector-form.ts'

it('reads the settings of each kind of server', () => {
  expect(
    readSettings(
      'sensor-community',
      { settings: { latitude: '52,16', longitude: '5,39', kilometres: 'veel' } },
      'nl',
    ),
  ).toEqual({ kind: 'sensor-community', latitude: 52.16, longitude: 5.39, kilometres: 'veel' })
  expect(readSettings('luchtmeetnet', { settings: { stations: 'NL10636\nNL10643, NL1' } }, 'nl')).toEqual({
    kind: 'luchtmeetnet',
    stations: ['NL10636', 'NL10643', 'NL1'],
  })
  expect(
    readSettings('knmi', { settings: { stations: '260 344', period: 'hour', since: '2026-01-01' } }, 'en'),
  ).toEqual({ kind: 'knmi', stations: [260, 344], period: 'hour', since: '2026-01-01' })
  expect(readSettings('sensorthings', { settings: { root: 'https://x.nl/v1.1', filter: '' } }, 'nl')).toEqual(
    {
      kind: 'sensorthings',
      root: 'https://x.nl/v1.1',
    },
  )
})

it('knows its own kinds only', () => {
  expect([readKind('knmi'), readKind('toString'), readKind(null)]).toEqual(['knmi', undefined, undefined])
})

it('tells what a connector fetches, in the words of the form', () => {
  expect(
    describeSettings({ kind: 'knmi', stations: [260, 344], period: 'hour', since: '2026-01-02' }, 'nl'),
  ).toEqual([
    ['Nummers van de stations', '260, 344'],
    ['Een waarde per', 'uur'],
    ['Vanaf welke dag?', '2 januari 2026'],
  ])
  expect(describeSettings({ kind: 'sensorthings', root: 'https://x.nl/v1.1' }, 'en')).toEqual([
    ['Web address of the server', 'https://x.nl/v1.1'],
  ])
  expect(
    describeSettings({ kind: 'sensor-community', latitude: 52.1612, longitude: 5.4, kilometres: 10 }, 'nl'),
  ).toEqual([
    ['Breedtegraad van het midden', '52,1612'],
    ['Lengtegraad van het midden', '5,4'],
    ['Hoeveel kilometer eromheen?', '10'],
  ])
})
