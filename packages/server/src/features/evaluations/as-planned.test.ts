import { describe, expect, it } from 'vitest'
import { useEvaluations } from '../../testing/evaluations-world.ts'

const { world, send, ask, evaluation, computed, published } = useEvaluations()

describe('an evaluation beside its plan', { timeout: 240_000 }, () => {
  it('is computed as the plan said, and says where it is not', async () => {
    const draft = await evaluation({ shape: 'level-and-slope', step: 'month', design: 'interrupted-series' })
    const { planDeviations } = await ask<{ planDeviations: { field: string }[] }>(
      'GET',
      `/${draft.slug}/choices`,
    )
    expect(planDeviations.map(({ field }) => field)).toEqual(['design', 'step', 'shape'])
    const same = { shape: 'level', step: 'week', design: 'difference-series' }
    expect(await ask('PATCH', `/${draft.slug}`, same)).toMatchObject({ planDeviations: [] })
    const open = { step: null, design: null }
    expect(await ask('PATCH', `/${draft.slug}`, open)).toMatchObject({ planDeviations: [] })
    expect(await ask('GET', `/${draft.slug}/choices`)).toMatchObject({
      ...{ design: 'difference-series', step: 'week' },
    })
  })

  it('lists what was computed in other evaluations, without the size of effects in figures that are not public', async () => {
    const { humidityId } = world()
    const other = await computed(evaluation({ indicatorId: humidityId }))
    const told = { evaluation: other.number, number: 1, changed: ['indicatorId'], answer: 'no-evidence' }
    const draft = computed(evaluation())
    expect((await draft).beside).toContainEqual(
      expect.objectContaining({ ...told, estimate: expect.any(Number), scale: 'difference', unit: '%' }),
    )
    const hidden = await send('PATCH', `/api/v1/indicators/${humidityId}`, { published: false })
    expect(hidden.statusCode, hidden.body).toBeLessThan(300)
    const { slug, beside } = await published(draft)
    const own = (beside as { evaluation: number }[]).find(({ evaluation: of }) => of === other.number)
    expect(own).toMatchObject({ ...told, estimate: null })
    expect(own).not.toHaveProperty('unit')
    const text = await send('GET', `/api/v1/evaluations/${slug}/text`, undefined, { headers: {} })
    expect(text.json().beside).toEqual(beside)
  })
})
