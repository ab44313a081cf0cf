import { expect, it } from 'vitest'
import { callFixtureApi } from '../../testing/fixture-api.ts'
import { challenges, NOW, progressOf } from '../../testing/fixture-data.ts'
import { showPart } from '../../testing/show-page.tsx'
import type { Challenge, Goal, GoalProgress as Progress } from '../api.ts'
import { loadLoopOf } from '../load-loop.server.ts'
import { GoalProgress, GoalsInShort } from './goal.tsx'

const challenge = challenges[0] as Challenge
const [goal] = challenge.goals as [Goal]
const [measured] = progressOf(challenge.slug) as [Progress]

const render = (progress: Partial<Progress> | null, today = '2026-08-20') =>
  showPart(
    <GoalProgress goal={goal} today={today} progress={progress ? { ...measured, ...progress } : undefined} />,
  ).replaceAll('\u00a0', ' ')

it('shows the figures by which a goal is judged with their area, and the part of the way', () => {
  const shown = render({})
  expect(shown).toContain('Laatste stand: 17,2 °C, Centrum')
  expect(shown).toContain('Ongunstigste stand sinds 21 augustus 2025: 20 °C, Centrum')
  expect(shown).toMatch(/<progress[^>]*value="0.5"/)
  expect(shown).toContain('gebied=BU99010102')
})

it('says that its last day is over, from the day after', () => {
  expect(render({}, goal.targetDate)).not.toContain('De einddatum is voorbij')
  expect(render({}, '2099-01-01')).toContain('De einddatum is voorbij')
})

it('names the worst of all areas for a goal that holds everywhere', () => {
  const worst = {
    areaCode: 'BU99010202',
    areaName: 'Polderzicht',
    periodStart: '2026-07-01T22:00:00Z',
    value: 21,
  }
  const shown = render({ areas: 9, latestAreas: 9, worst })
  expect(shown).toContain('in het ongunstigste van 9 gebieden')
  expect(shown).toContain('21 °C, Polderzicht')
  expect(shown).toContain('gebied=BU99010202')
})

it.each([
  ['less-than-a-year', 'nog geen heel jaar gemeten'],
  ['nothing-since-baseline', 'nog geen cijfers van na de beginstand'],
  ['baseline-undated', 'niet van welke dag de beginstand is'],
  ['other-unit', 'een andere eenheid'],
  ['outdated', 'meer dan een jaar oud'],
  ['no-areas', 'kleiner dan de gebieden van de indicator'],
  ['too-few-figures', 'te weinig cijfers'],
  ['no-figures', 'nog geen cijfers'],
  ['no-baseline', 'Zonder beginstand'],
] as const)('says why there is no part of the way: %s', (state, sentence) => {
  const shown = render({ state, share: null })
  expect(shown).toContain(sentence)
  expect(shown).not.toContain('<progress')
  expect(shown).not.toContain('%')
})

it('says in how many areas enough was measured, and compares only those that have the latest figure', () => {
  const shown = render({ state: 'too-few-figures', share: null, areas: 10, measuredAreas: 1, latestAreas: 1 })
  expect(shown).toContain('In 1 van de 10 gebieden is genoeg gemeten.')
  expect(shown).toContain('Laatste stand: 17,2 °C, Centrum')
})

it('shows a goal without figures', () => {
  for (const shown of [render(null), render({ state: 'no-indicator', indicator: null, share: null })]) {
    expect(shown).toContain(goal.title)
    expect(shown).toContain(goal.indicatorText)
    expect(shown).not.toContain('<progress')
  }
})

it('has the chart of a challenge show the area by which its goal is judged', async () => {
  const api = (path: string, init?: RequestInit) =>
    callFixtureApi(new Request(new URL(path, 'http://localhost'), init))
  const { first, progress } = await loadLoopOf(challenge, api, 'nl', NOW)
  expect(progress[0]?.worst?.areaCode).toBe('BU99010102')
  expect(first?.area?.code).toBe('BU99010102')
})

it.each([
  [1.2, 'gehaald, een heel jaar lang'],
  [0.5, '50% van de weg'],
  [0.998, '99% van de weg'],
  [-0.1, 'slechter dan bij het begin'],
  [null, 'niet te zeggen'],
])('says of a share of %s in a line whether the goal will be reached', (share, answer) => {
  const shown = (atRisk: string[], today = '2026-08-20') =>
    showPart(<GoalsInShort {...{ goals: [goal], today, progress: [{ ...measured, share }], atRisk }} />)
  expect(shown([]).replaceAll('\u00a0', ' ')).toContain(answer)
  expect(shown([])).not.toMatch(/undefined|null/)
  expect(shown([])).toContain(`href="#${/id="(doel-[^"]+)"/.exec(render({}))?.[1]}"`)
  expect(shown([])).not.toContain('Doel in gevaar')
  expect(shown([goal.id])).toContain('Doel in gevaar')
  expect(shown([])).not.toContain('De einddatum is voorbij')
  expect(shown([], '2099-01-01')).toContain('De einddatum is voorbij')
})

it('says in a line too why the part of the way is not known', () => {
  const state = 'nothing-since-baseline' as const
  const progress = [{ ...measured, state, share: null }]
  const shown = showPart(<GoalsInShort {...{ goals: [goal], today: '2026-08-20', progress, atRisk: [] }} />)
  expect(shown).toContain('</a>. Er zijn nog geen cijfers van na de beginstand.')
})
