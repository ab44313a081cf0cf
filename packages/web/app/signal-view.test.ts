import { describe, expect, it } from 'vitest'
import type { DecisionSummary, Signal } from './api.ts'
import { messagesOf } from './language.ts'
import {
  countDaysWaiting,
  describeSignals,
  groupSignals,
  isRecent,
  nameSignals,
  type SignalGroup,
  signalsInDrafts,
} from './signal-view.ts'

const nl = messagesOf('nl')
const en = messagesOf('en')

const signal: Signal = {
  id: '1',
  indicatorId: 'i',
  indicatorSlug: 'i',
  indicatorTitle: 'Laagste temperatuur per dag',
  unit: '°C',
  period: 'day',
  challengeId: null,
  areaCode: 'BU00010001',
  areaName: 'Watermunt',
  state: 'cleared',
  since: '2026-08-12T22:00:00.000Z',
  openedAt: '2026-08-13T22:00:00.000Z',
  openedValue: 20.4,
  peakAt: '2026-08-14T22:00:00.000Z',
  peakValue: 21.3,
  lastAt: '2026-08-15T22:00:00.000Z',
  line: 20,
  clearedAt: '2026-08-17T22:00:00.000Z',
  noticedAt: '2026-08-13T04:00:00.000Z',
  term: { days: 28, dueOn: '2026-09-10', changes: [] },
  decidedAt: null,
  decisionId: null,
  kind: 'threshold',
  changedAt: '2026-08-17T22:00:00.000Z',
  evidence: { definitionVersion: 1, figures: '', periods: null, change: null, goal: null },
  owner: {
    organisationId: 'o',
    organisationName: 'Gemeente Waterrijk',
    role: 'policy-officer',
    personName: null,
    isMine: false,
  },
  sentence: { nl: '', en: '' },
}
const elsewhere: Signal = {
  ...signal,
  id: '2',
  areaCode: 'BU00010002',
  areaName: 'De Sluis',
  peakValue: 22.5,
}
const both: SignalGroup = [signal, elsewhere]

describe('groupSignals', () => {
  it('puts signals of one indicator, state and day together, where the first is', () => {
    const others: Signal[] = [
      { ...signal, id: '3', indicatorId: 'j' },
      { ...signal, id: '4', state: 'decided' },
      { ...signal, id: '5', openedAt: '2026-08-14T22:00:00.000Z' },
    ]
    expect(groupSignals([signal, ...others, elsewhere]).map((group) => group.map(({ id }) => id))).toEqual([
      ['1', '2'],
      ['3'],
      ['4'],
      ['5'],
    ])
  })

  it('takes a day as it is here', () => {
    const atNight: Signal = { ...signal, period: 'hour', openedAt: '2026-08-14T21:00:00.000Z' }
    expect(groupSignals([signal, atNight])).toHaveLength(1)
  })
})

describe('one signal', () => {
  it('has a name, and a text that says something else', () => {
    expect(nameSignals([signal], nl)).toBe('Laagste temperatuur per dag in Watermunt')
    expect(describeSignals([signal], nl, 'nl')).toBe(
      'Voor het eerst op 13 augustus 2026 boven de grens van 20\u00a0°C, voor het laatst op 16 augustus 2026. Hoogste waarde: 21,3\u00a0°C, op 15 augustus 2026.',
    )
    expect(describeSignals([signal], en, 'en')).toBe(
      'For the first time on 13 August 2026 above the line of 20\u00a0°C, for the last time on 16 August 2026. Highest value: 21.3\u00a0°C, on 15 August 2026.',
    )
  })

  it('says a day once', () => {
    const { openedAt } = signal
    const short: Signal = {
      ...signal,
      since: openedAt,
      peakAt: openedAt,
      lastAt: openedAt,
      peakValue: 18,
      line: 19,
    }
    expect(describeSignals([short], nl, 'nl')).toBe(
      'Op 14 augustus 2026 onder de grens van 19\u00a0°C. Laagste waarde: 18\u00a0°C.',
    )
  })

  it('names a month without a day', () => {
    const { openedAt } = signal
    const short: Signal = { ...signal, period: 'month', since: openedAt, peakAt: openedAt, lastAt: openedAt }
    expect(describeSignals([short], en, 'en')).toBe(
      'In August 2026 above the line of 20\u00a0°C. Highest value: 21.3\u00a0°C.',
    )
  })
})

describe('several signals', () => {
  it('count their areas, and say where the value was furthest', () => {
    expect(nameSignals(both, nl)).toBe('Laagste temperatuur per dag in 2 buurten')
    expect(nameSignals(both, en)).toBe('Laagste temperatuur per dag in 2 neighbourhoods')
    expect(describeSignals(both, nl, 'nl')).toBe(
      'Voor het eerst op 13 augustus 2026 boven de grens van 20\u00a0°C, voor het laatst op 16 augustus 2026. Hoogste waarde: 22,5\u00a0°C in De Sluis, op 15 augustus 2026.',
    )
  })
})

describe('the age of a signal', () => {
  const DAY = 86_400_000
  const august = { lastAt: '2026-07-31T22:00:00.000Z', openedAt: '2026-07-31T22:00:00.000Z' }
  const ends = [
    ['day', '2026-08-01T22:00:00.000Z'],
    ['month', '2026-08-31T22:00:00.000Z'],
    ['year', '2027-07-31T22:00:00.000Z'],
  ] as const

  it.each(ends)(
    'is news for thirty days after the %s in which figures were last past the line',
    (period, end) => {
      const found: Signal = { ...signal, ...august, period }
      expect(isRecent(found, Date.parse(end) + 30 * DAY)).toBe(true)
      expect(isRecent(found, Date.parse(end) + 30 * DAY + 1)).toBe(false)
    },
  )

  it('counts days of the calendar here since the day on which it was found, whatever the period', () => {
    const found: Signal = { ...signal, period: 'year', openedAt: '2022-12-31T23:00:00.000Z' }
    const late = { ...found, noticedAt: '2026-08-13T21:30:00.000Z' }
    expect(countDaysWaiting(late, Date.parse('2026-08-13T21:45:00Z'))).toBe(0)
    expect(countDaysWaiting(late, Date.parse('2026-08-13T22:15:00Z'))).toBe(1)
    expect(countDaysWaiting(late, Date.parse('2026-11-01T12:00:00Z'))).toBe(80)
  })
})

it('knows which signals a decision is being prepared about', () => {
  const summary = { state: 'draft', signalIds: ['1', '2'] } as DecisionSummary
  const published = { ...summary, state: 'published', signalIds: ['3'] } as DecisionSummary
  expect(signalsInDrafts([summary, published])).toEqual(['1', '2'])
})
