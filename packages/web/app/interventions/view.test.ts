import { describe, expect, it } from 'vitest'
import { en } from '../messages/en.ts'
import { nl } from '../messages/nl.ts'
import type { InterventionSummary } from './api.ts'
import { criterionSentence, hypothesisSentence, stateOf, statusLine } from './view.ts'

const summary: InterventionSummary = {
  ...{ id: 'i', slug: 'bomen', kind: 'pilot', state: 'running', challengeId: 'c', ownerId: 'o' },
  ...{ title: 'Bomen', summary: '', start: '2026-04-01', end: '2026-08-31' },
  ...{ startedOn: '2026-04-02', endedOn: null, outcome: null, stalled: false, registeredBeforehand: true },
  ...{ areas: [], updatedAt: '2026-04-02T10:00:00Z' },
}

describe('the status line', () => {
  it.each([
    [{}, 'Loopt sinds 2 april 2026. Duurt tot en met 31 augustus 2026.'],
    [{ end: null }, 'Loopt sinds 2 april 2026.'],
    [{ state: 'registered', startedOn: null }, 'Begint op 1 april 2026. Het plan ligt vast.'],
    [
      { stalled: true },
      'De proef was op 31 augustus 2026 voorbij, maar er is nog niet besloten hoe het verder gaat.',
    ],
    [
      { state: 'ended', outcome: 'scaled', endedOn: '2026-08-30' },
      'Afgerond op 30 augustus 2026: opgeschaald.',
    ],
    [{ state: 'withdrawn' }, 'Ingetrokken op 2 april 2026.'],
  ] as const)('tells how it stands: %#', (change, line) => {
    expect(statusLine({ ...summary, ...change }, nl, 'nl')).toBe(line)
  })

  it('is not that of what just runs when it stalls', () => {
    expect(stateOf({ state: 'running', stalled: true })).toBe('stalled')
    expect(statusLine({ ...summary, stalled: true }, en, 'en')).toContain('not decided')
  })
})

describe('what is expected', () => {
  const indicators = [
    { id: 'w', slug: 'warme-nachten', title: 'Warme nachten', unit: '°C', period: 'day' as const },
  ]

  it('is one sentence', () => {
    const hypothesis = {
      indicatorId: 'w',
      direction: 'lower',
      change: 0.7,
      by: '2027-09-01',
      reason: '',
    } as const
    expect(hypothesisSentence({ indicators, hypothesis }, nl, 'nl')).toBe(
      'We verwachten dat ‘Warme nachten’ op 1 september 2027 0,7\u00a0°C lager is dan zonder de maatregel.',
    )
    expect(hypothesisSentence({ indicators, hypothesis: null }, nl, 'nl')).toBe(nl.interventions.noHypothesis)
  })

  it('does not name an indicator that the reader may not see', () => {
    const criterion = {
      indicatorId: 'x',
      direction: 'higher',
      value: 21,
      by: '2026-08-01',
      text: '',
    } as const
    expect(criterionSentence({ indicators }, criterion, nl, 'nl')).toContain(
      'een indicator die niet openbaar is',
    )
  })
})
