import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, it } from 'vitest'
import { challenges, indicators, indicatorValues } from '../../testing/fixture-data.ts'
import type { Challenge, Goal, Indicator, IndicatorValue } from '../api.ts'
import { GoalProgress, type LatestOfGoal } from './goal.tsx'

const [goal] = (challenges[0] as Challenge).goals as [Goal]
const heat = indicators[0] as Indicator
const value: IndicatorValue = { ...(indicatorValues(heat)[0] as IndicatorValue), value: 23.1 }
const latest: LatestOfGoal = {
  value,
  worst: { value, since: value.periodStart },
  period: heat.period,
  slug: heat.slug,
  unit: heat.unit,
}

const render = (shown: Goal) =>
  renderToStaticMarkup(
    <MemoryRouter>
      <GoalProgress goal={shown} latest={latest} />
    </MemoryRouter>,
  )

it('shows how far a goal is that is in the unit of its indicator', () => {
  expect(render(goal)).toContain('23,1\u00a0°C')
  expect(render(goal)).toContain('<progress')
})

it('shows a value in its own unit, and no progress when the goal has another', () => {
  const nights = render({ ...goal, unit: 'nachten', baseline: 12, target: 5 })
  expect(nights).toContain('5\u00a0nachten')
  expect(nights).toContain('23,1\u00a0°C')
  expect(nights).not.toContain('<progress')
})
