import { expect, it } from 'vitest'
import { answers } from '../../testing/answers.ts'
import { showPage } from '../../testing/show-page.tsx'
import { answerOf } from '../explore/testing/answers.ts'
import * as page from './analysis-rerun.tsx'

const THEN = answerOf('compare')
const AT = '2026-03-08T12:00:00Z'

/** The page of an analysis of one chart, of which this became. */
const show = (chart: object) =>
  showPage(page, '/analyses/:slug/herhaal', {
    api: answers({
      'GET /api/v1/analyses/warm': {
        slug: 'warm',
        version: 1,
        title: 'Is het warm?',
        conclusion: 'Het is warm.',
        charts: [{ question: THEN.query, caption: '' }],
      },
      'GET /api/v1/analyses/warm/versions/1/charts/0/answer': THEN,
      'GET /api/v1/analyses/warm/versions/1/rerun': {
        frozenAt: AT,
        at: '2026-03-20T12:00:00Z',
        indicators: [],
        charts: [{ unit: '°C', refusal: null, answer: THEN, ...chart }],
      },
    }),
    address: '/analyses/warm/herhaal',
  })

const comparison = {
  same: 1,
  otherwise: 0,
  changed: 1,
  added: 0,
  gone: 0,
  largest: { kind: 'changed', of: 'value', row: { series: 'area:BU1' }, before: 5.9857, after: 6.0284 },
  means: [{ series: 'area:BU1', name: null, before: 5.98, after: 6.021 }],
  differences: [{ kind: 'changed', of: 'value', row: { series: 'area:BU1' }, before: 5.9857, after: 6.0284 }],
}

it('says how many figures differ, and shows small differences as differences', async () => {
  const { html } = await show({ state: 'changed', comparison })
  expect(html).toContain('Van de 2 cijfers is er 1 anders dan toen.')
  expect(html).toContain('Van de 2 waarden van toen is er 1 anders.')
  expect(html).toMatch(/Het gemiddelde van [^.]+ ging van 5,98\u00a0°C naar 6,02\u00a0°C\./)
  expect(html).toContain('van 5,99\u00a0°C naar 6,03\u00a0°C')
  expect(html).toMatch(/<details[^>]* open=""/)
})

it('says that all is the same, and of what nothing can be said', async () => {
  const same = { ...comparison, same: 2, changed: 0, largest: null, means: [], differences: [] }
  expect((await show({ state: 'same', comparison: same })).html).toContain(
    'Alle cijfers zijn precies hetzelfde',
  )
  const { html } = await show({
    state: 'refused',
    comparison: null,
    answer: null,
    refusal: { nl: 'De buurt bestaat niet meer.', en: '' },
  })
  expect(html).toContain('1 grafiek is niet te vergelijken')
  expect(html).toContain('De buurt bestaat niet meer.')
  expect(html).not.toContain('precies hetzelfde')
})
