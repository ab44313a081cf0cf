import { expect, it } from 'vitest'
import { tellValue } from './decision-change.ts'
import { nl } from './messages/nl.ts'

it.each([
  ['outcome', 'act', 'We doen iets'],
  ['chosenOptionId', 'waterplein', 'Een waterplein'],
  ['mandateId', 'a74d4680', 'Wethouder, A. de Groot'],
  ['amount', '640000', '€\u00a0640.000'],
  ['reviewDate', '2027-11-01', '1 november 2027'],
  ['areaCodes', 'BU1, BU2', 'Watermunt en BU2'],
  ['signalIds', 'a, b', '2 signalen'],
  ['field', 'public-space', 'openbare ruimte'],
  ['reasons', null, 'niet ingevuld'],
  ['reasons', 'Omdat het moet.', undefined],
])('tells %s %s as %s', (field, text, told) => {
  const names = { waterplein: 'Een waterplein', a74d4680: 'Wethouder, A. de Groot', BU1: 'Watermunt' }
  expect(tellValue(field, text, names, nl, 'nl')).toBe(told)
})
