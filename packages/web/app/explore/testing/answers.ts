import { CHART_RULES, type ChartKind, shapeAnswer } from '@samenspel/standards/explorations'
import type { Answer } from '../../api.ts'

const HOUR = 3_600_000

/** Some days with a rise and a gap. */
const USUAL = [3, 4.5, null, 6, 7.25, 5]

/** An answer of one kind, of two places where the chart takes them: made as the server makes it. */
export function answerOf(chart: ChartKind, values: readonly (number | null)[] = USUAL): Answer {
  const { places: most, steps, against } = CHART_RULES[chart]
  const step = steps[0]
  const length = step === 'hour' ? HOUR : 24 * HOUR
  const keys = ['area:BU1', 'station:3'].slice(0, most)
  const start = Date.parse('2026-02-28T23:00:00Z')
  const pointsOf = (add: number) =>
    values.map((value, index) => {
      const found = value === null ? null : value + add
      const n = found === null ? 0 : 3
      const bounds = found === null ? { low: null, high: null } : { low: found - 1, high: found + 1 }
      const at = start + index * length
      return { start: at, end: at + length, value: found, n, coverage: n / 3, provisional: false, ...bounds }
    })
  const places = keys.map((key, index) => ({ key, points: pointsOf(index * 2) }))
  const means = keys.map((key, index) => ({
    key,
    value: 5 + 2 * index,
    n: 3,
    low: 4.5,
    high: 6,
    coverage: 0.9,
  }))
  const beside = keys.map((key) => ({
    key,
    points: pointsOf(0).map((point) => ({
      ...point,
      value: point.value === null ? null : (point.value * 50) % 360,
    })),
  }))
  const missing = values.filter((value) => value === null).length
  const { columns, rows } = shapeAnswer(chart, { places, means, against: beside })
  return {
    question: {
      version: 1,
      chart,
      what: { kind: 'property', key: 'temperature' },
      where: keys.map((key) => ({
        kind: key.startsWith('area') ? 'area' : 'station',
        key: key.slice(key.indexOf(':') + 1),
      })),
      from: '2026-03-01',
      to: '2026-03-06',
      step,
      against: against ? { kind: 'property', key: 'wind' } : null,
      by: null,
    },
    query: `chart=${chart}`,
    what: { kind: 'property', key: 'temperature', title: 'temperatuur', unit: '°C' },
    against: against ? { kind: 'property', key: 'wind', title: 'windrichting', unit: '°' } : null,
    step,
    provisionalFrom: null,
    series: keys.map((key, index) => ({
      key,
      name: index === 0 ? 'Centrum <oud>' : 'Meter 3',
      stations: 3,
      otherUnit: 0,
      tooCoarse: 0,
      steps: values.length,
      missing,
      coverage: values.length === 0 ? 0 : 1 - missing / values.length,
    })),
    lines: [{ title: 'Norm & co', value: 5, kind: 'norm', source: 'WHO', period: 'day', indicator: 'hitte' }],
    columns: [...columns],
    rows,
  }
}
