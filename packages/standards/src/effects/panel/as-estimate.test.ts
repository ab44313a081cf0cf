import { expect, it } from 'vitest'
import { judgeEffect } from '../answer.ts'
import { describeAnswer } from '../describe-answer.ts'
import { asEstimate } from './as-estimate.ts'
import { estimateDifference } from './difference.ts'
import type { Panel } from './panel.ts'

/** So many areas over 24 months, of which the first two change by an effect halfway. */
function panelOf(count: number, effect: number): Panel {
  const noise = (area: number, month: number) => Math.sin(area * 12.9898 + month * 78.233) * 0.5
  return {
    periods: Array.from({ length: 24 }, (_, month) => `${month}`),
    areas: Array.from({ length: count }, (_, area) => ({
      key: `${area}`,
      ...(area < 2 ? { startedAt: 12 } : {}),
      values: Array.from(
        { length: 24 },
        (_, month) => 10 + area + noise(area, month) + (area < 2 && month >= 12 ? effect : 0),
      ),
    })),
  }
}

it('gives an effect among many areas an answer with its interval', () => {
  const estimate = asEstimate(estimateDifference(panelOf(14, 3), { runs: 500 }))
  expect(estimate).toMatchObject({ method: 'difference-in-differences', scale: 'difference' })
  expect(estimate.estimate).toBeCloseTo(3, 0)
  expect(estimate.low).toBeGreaterThan(2)
  expect(['indication', 'strong-indication']).toContain(judgeEffect(estimate).answer)
})

it('says of areas too few to show anything that nothing can be assessed', () => {
  const estimate = asEstimate(estimateDifference(panelOf(4, 3), { runs: 500 }))
  const judgement = judgeEffect(estimate)
  expect(judgement.answer).toBe('not-assessable')
  expect(estimate.checks).toContainEqual(
    expect.objectContaining({ kind: 'data-quality', outcome: 'prevents', reason: 'few-areas' }),
  )
})

it('finds no evidence where nothing was done', () => {
  expect(judgeEffect(asEstimate(estimateDifference(panelOf(14, 0), { runs: 500 }))).answer).toBe(
    'no-evidence',
  )
})

it('says so when there is nothing to compare with', () => {
  const estimate = asEstimate(estimateDifference(panelOf(2, 3)))
  const judgement = judgeEffect(estimate)
  expect(judgement.answer).toBe('not-assessable')
  const { nl } = describeAnswer(judgement, estimate, { unit: { nl: '°C', en: '°C' } })
  expect(nl).toMatch(/^Of er een effect is, is met deze gegevens niet te zeggen\. .*gebieden/)
})

it('tells each check once, and says each reason once', () => {
  const panel = panelOf(14, 3)
  // The treated areas lie higher and vary more than the others.
  const areas = panel.areas.map((area, index) => ({
    ...area,
    values: area.values.map((value) => (index < 2 ? 4 * (value ?? 0) : value)),
  }))
  const estimate = asEstimate(estimateDifference({ ...panel, areas }, { runs: 500, season: 12 }))
  const told = estimate.checks.map(({ kind, reason }) => `${kind} ${reason}`)
  expect(new Set(told).size).toBe(told.length)
  const doubtful = estimate.checks.filter(({ outcome }) => outcome === 'doubtful')
  expect(doubtful.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['noise', 'balance']))
  const checks = estimate.checks.filter(({ kind, outcome }) => kind === 'comparison' || outcome === 'sound')
  const sure = { ...estimate, estimate: 3, low: 2, high: 4, p: 0.001, checks }
  const judgement = judgeEffect(sure)
  expect(judgement).toEqual({ answer: 'indication', reasons: ['comparison'] })
  const { nl } = describeAnswer(judgement, sure, { unit: null })
  expect(nl.match(/schommelen veel meer/g)).toHaveLength(1)
  expect(nl.match(/veel hoger of lager/g)).toHaveLength(1)
})
