import { expect, it } from 'vitest'
import type { Indicator } from './api.ts'
import { normsFor } from './norms.ts'

const line = (title: string, value: number, kind: 'norm' | 'target') => ({
  title,
  value,
  kind,
  source: '',
  sourceUrl: null,
})
const indicator = (about: Partial<Indicator>) =>
  ({
    property: 'pm25',
    unit: 'µg/m³',
    period: 'day',
    slug: 'pm',
    lines: [],
    ...about,
  }) as unknown as Indicator

it('takes the norms of what is measured, in its own unit, each value once', () => {
  const found = normsFor({ property: 'pm25', unit: 'µg/m³' }, [
    indicator({ lines: [line('WHO', 15, 'norm'), line('Ons doel', 10, 'target')] }),
    indicator({ lines: [line('WHO', 15, 'norm'), line('EU', 5, 'norm')], slug: 'eu', period: 'year' }),
    indicator({ lines: [line('Deel van de tijd', 2, 'norm')], unit: '%' }),
    indicator({ lines: [line('Tropische nacht', 20, 'norm')], property: 'temperature' }),
  ])
  expect(found.map(({ title, value }) => [title, value])).toEqual([
    ['EU', 5],
    ['WHO', 15],
  ])
})
