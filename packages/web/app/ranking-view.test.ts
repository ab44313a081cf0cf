import { expect, it } from 'vitest'
import type { RankedArea } from './api.ts'
import { describeTop, nameReason, readAsked, readSort, sortRows, writeAsked } from './ranking-view.ts'

const area = (areaName: string, value: number | null, from = 1, to = from): RankedArea => ({
  areaCode: areaName,
  areaName,
  value,
  low: null,
  high: null,
  coverage: value === null ? 0.2 : 0.9,
  stations: 1,
  reason: value === null ? 'too-little-coverage' : null,
  position: value === null ? null : { from, to },
  yearBefore: null,
})

it('sorts rows, with those without a value always last', () => {
  const rows = [
    { name: 'C', value: null, coverage: 0.99 },
    { name: 'B', value: 2, coverage: 0.5 },
    { name: 'D', value: 1, coverage: 0.8 },
    { name: 'A', value: 2, coverage: 0.5 },
  ]
  const order = (sort: Parameters<typeof sortRows>[1]) =>
    sortRows(rows, sort)
      .map(({ name }) => name)
      .join('')
  expect(order('hoog')).toBe('ABDC')
  expect(order('laag')).toBe('DABC')
  expect(order('naam')).toBe('ABCD')
  expect(order('dekking')).toBe('DABC')
  expect(readSort(new URLSearchParams('volgorde=laag'))).toBe('laag')
  expect(readSort(new URLSearchParams('volgorde=raar'))).toBeUndefined()
})

it('says where it is highest, and does not choose among areas that may well be the same', () => {
  const items = [area('Kade', 24.06, 1, 2), area('Veld', 24, 1, 2), area('Bos', 20, 3)]
  expect(describeTop({ items }, 'juli 2026', '°C', 'nl')).toBe(
    'Juli 2026: de waarde is het hoogst in Kade en Veld. Welke daarvan het hoogst is, is niet te zeggen: het verschil valt binnen de onzekerheid.',
  )
  expect(describeTop({ items: [area('Kade', 24.06), area('Bos', 20, 2)] }, 'July 2026', '°C', 'en')).toBe(
    'July 2026: the value is highest in Kade, 24.1\u00a0°C.',
  )
  const many = Array.from({ length: 5 }, (_, index) => area(String(index), 1, 1, 5))
  expect(describeTop({ items: many }, '2026', '', 'nl')).toContain('het hoogst in 5 gebieden')
  expect(describeTop({ items: [area('Kade', null)] }, '2026', '', 'nl')).toBeUndefined()
})

it('says why an area has no value', () => {
  expect(nameReason(area('Kade', null), 'nl')).toBe('te weinig gemeten (20%)')
  expect(nameReason({ ...area('Kade', null), reason: null }, 'en')).toBe('not measured')
})

it('reads and writes the moment of an address', () => {
  expect(readAsked('2026-07-01')).toBe('2026-07-01T10:00:00.000Z')
  expect(readAsked('2026-07-01T15:00')).toBe('2026-07-01T13:00:00.000Z')
  expect(readAsked('2026-06-30T22:00:00.000Z')).toBe('2026-06-30T22:00:00.000Z')
  for (const text of [null, '', 'gisteren', '2026-02-31', '12']) expect(readAsked(text)).toBeUndefined()
  expect(writeAsked('2026-06-30T22:00:00.000Z', 'month')).toBe('2026-07-01')
  expect(writeAsked('2026-07-01T13:00:00Z', 'hour')).toBe('2026-07-01T15:00')
})
