import { expect, it } from 'vitest'
import { readKind, readSettings } from './connector-form.ts'

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
