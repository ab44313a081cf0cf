import { READY_DEFINITIONS } from '@samenspel/standards/indicators'
import { expect, it } from 'vitest'
import { indicators } from '../../testing/fixture-data.ts'
import type { Indicator } from '../api.ts'
import { fillIndicator, readIndicator } from './indicator-form.ts'
import { fillReady } from './indicator-parts.ts'

const [base] = indicators as [Indicator]

const whole: Indicator[] = [
  base,
  {
    ...base,
    step: 'mean',
    statistic: 'count-above',
    norm: 15.5,
    normUnit: 'µg/m³',
    leftOutFlags: ['range', 'manual', 'rate'],
  },
  {
    ...base,
    level: 'group',
    groups: [{ key: 'rivm', title: 'Referentie', thingIds: [3, 12], datasetIds: [] }],
    source: { title: 'WHO', clause: 'Tabel 1', url: 'https://example.org/' },
  },
  { ...base, what: 'area-statistic', property: '', measure: 'population', period: 'year' },
  {
    ...base,
    what: 'ratio',
    property: '',
    per: 1000,
    first: { indicatorId: base.id, measure: null, place: null },
    second: { indicatorId: null, measure: 'population', place: 'GM9901' },
  },
]

it.each(whole.map((each) => [each.what, each] as const))(
  'reads back what it was filled with: %s',
  (_, indicator) => {
    for (const language of ['nl', 'en'] as const) {
      const body = readIndicator(fillIndicator(indicator, '', language), language)
      const {
        revision: _r,
        id: _i,
        slug: _s,
        leftOutSeries: _l,
        version: _v,
        ownerId: _o,
        ...rest
      } = indicator
      // The other rules for signals have a page of their own.
      const { published: _p, createdAt: _c, updatedAt: _u, watchRules: _w, ...definition } = rest
      expect(body).toEqual(definition)
    }
  },
)

it.each(READY_DEFINITIONS.map((ready) => [ready.key, ready] as const))('begins with %s', (_, ready) => {
  const empty = fillIndicator(undefined, '', 'nl')
  const body = readIndicator(fillReady(ready, { property: 'pm25', empty, language: 'nl' }), 'nl')
  expect(body).toMatchObject({
    title: ready.title.nl,
    what: ready.measure === null ? 'property' : 'area-statistic',
    measure: ready.measure,
    step: ready.step,
    statistic: ready.statistic,
    norm: ready.norm,
    stepCoverage: ready.stepCoverage,
    minimumCoverage: ready.minimumCoverage,
    source: ready.source,
  })
  expect(body.lines.map(({ value }) => value)).toEqual(ready.lines.map(({ value }) => value))
})
