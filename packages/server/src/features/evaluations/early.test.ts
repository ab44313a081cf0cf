import { describe, expect, it } from 'vitest'
import { LATER, useEvaluations } from '../../testing/evaluations-world.ts'

const { server, send, ask, evaluation, computed, published } = useEvaluations()

describe('looking before the figures are there that the plan wanted', { timeout: 120_000 }, () => {
  it('is said for ever, also of another evaluation in the same figures', async () => {
    server.now = new Date('2026-08-03T10:00:00Z')
    const early = evaluation()
    const { slug } = await early
    expect(await early).toMatchObject({ planDeviations: [] })
    const { planDeviations } = await ask<{ planDeviations: object[] }>('GET', `/${slug}/choices`)
    const looked = {
      field: 'early',
      nl: 'De eerste berekening is van 3 augustus 2026. In het plan stond: pas vanaf 1 oktober 2026, als alle cijfers er zijn.',
      en: expect.stringContaining('3 August 2026'),
    }
    expect(planDeviations).toEqual([looked])
    expect((await computed(early)).planDeviations).toEqual([looked])
    server.now = LATER
    // Another evaluation does not make that undone.
    const late = await computed(evaluation())
    await ask('PATCH', `/${late.slug}`, { spillOver: 'De andere buurten liggen te ver weg.' })
    const refused = await send('POST', `/api/v1/evaluations/${late.slug}/publication`, {})
    expect(refused.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/deviation'])
    const reason = 'De raad wilde het weten voor de begroting.'
    const made = await published(ask('GET', `/${late.slug}`), { deviation: reason })
    expect(made).toMatchObject({ planDeviations: [looked], deviation: reason })
  })
})

describe('three weeks after the start', { timeout: 120_000 }, () => {
  it('nothing can be told, and it says from when it can', async () => {
    server.now = new Date('2026-04-23T10:00:00Z')
    const made = await published(computed(evaluation({ step: 'day' })))
    expect(made).toMatchObject({
      answer: 'not-assessable',
      sentence: {
        nl: 'Of er een effect is, is met deze gegevens niet te zeggen. Er is na de start nog te kort gemeten. Er zijn cijfers tot en met 22 april 2026. Te beoordelen is het als er cijfers zijn tot en met 1 juli 2026.',
      },
      computation: {
        outcome: { effect: null, checks: [{ reason: 'too-early', figures: { missing: 70 } }] },
        study: { enough: { until: '2026-07-02', are: '2026-04-23' } },
      },
    })
  })
})
