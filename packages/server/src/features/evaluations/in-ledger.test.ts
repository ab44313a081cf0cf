import { readPayload } from '@samenspel/standards/transparency'
import { beforeAll, describe, expect, it } from 'vitest'
import { useEvaluations } from '../../testing/evaluations-world.ts'
import { useLedger } from '../../testing/read-ledger.ts'
import { useTampering, whatOf } from '../../testing/tamper.ts'
import type { Evaluation } from './schema.ts'
import type { Published } from './seal-publication.ts'

const { server, world, ask, evaluation, computed, published } = useEvaluations()
const ledger = useLedger(server)
const { tamper, withoutTriggers } = useTampering(server, [
  'evaluations.evaluation',
  'evaluations.publication',
])

describe('an evaluation in the ledger', { timeout: 120_000 }, () => {
  const ids: string[] = []
  let slug = ''
  beforeAll(async () => {
    const first = await published(computed(evaluation()))
    const second = await published(computed(evaluation({ indicatorId: world().humidityId })))
    ids.push(first.id, second.id)
    slug = first.slug
    await ask('POST', `/${second.slug}/withdrawal`, { reason: 'Een station stond verkeerd.' })
    await server.deliver()
  }, 120_000)

  it('is shown from the sealed text alone', async () => {
    const { payload } = await ledger.getProof('evaluation', ids[0] ?? '')
    const { evaluation: body, sha256 } = (readPayload(payload ?? '')?.text ?? {}) as {
      evaluation: Published
      sha256: string
    }
    const { content, evaluation: head, study, outcome, plan, planDeviations, earlier, publishedAt } = body
    const { startedOn, ...intervention } = body.intervention
    const { definition: _, ...indicator } = body.indicator
    const shown = { ...content, ...head, sha256, plan, planDeviations, earlier, publishedAt, startedOn }
    const { interventionDeviations, steering, beside } = body
    const { answer, sentence } = outcome
    const whole = {
      ...shown,
      intervention,
      indicator,
      interventionDeviations,
      steering,
      beside,
      answer,
      sentence,
    }
    // To the letter: the browser compares these with the entry.
    const read = async () => {
      const { computation, ...page } = await ask<Evaluation>('GET', `/${slug}`)
      const fields = { ...page, study: computation?.study, outcome: computation?.outcome }
      return Object.fromEntries(
        Object.entries(fields).filter(([name]) => name in whole || name in { study, outcome }),
      )
    }
    expect(await read()).toStrictEqual(JSON.parse(JSON.stringify({ ...whole, study, outcome })))
    await withoutTriggers([
      `update evaluations.computation set outcome = replace(outcome, '"answer":', '"another":') where evaluation_id = '${ids[0]}'`,
    ])
    expect(await read()).toStrictEqual(JSON.parse(JSON.stringify({ ...whole, study, outcome })))
    expect((await ledger.verifyExport()).faults).toEqual([])
  })

  const texts = 'evaluations.publication'
  it.each([
    [
      'its text',
      () =>
        `update ${texts} set body = replace(body, 'samenspel-evaluation-', 'samenspel-evaluering-') where evaluation_id = '${ids[0]}'`,
    ],
    [
      'the answer by which it is found',
      () => `update ${texts} set answer = 'not-assessable' where evaluation_id = '${ids[0]}'`,
    ],
    [
      'the title in lists',
      () =>
        `update evaluations.evaluation set content = content || '{"title": "Anders"}' where id = '${ids[0]}'`,
    ],
    ['that it is public', () => `update evaluations.evaluation set state = 'draft' where id = '${ids[0]}'`],
  ])('is named when somebody changes %s', async (_what, statement) => {
    expect(whatOf(await tamper([statement()]))).toEqual([`published-changed evaluation ${ids[0]} 1`])
  })

  it('is named when it is removed, or takes the place of another', async () => {
    const remove = `delete from ${texts} where evaluation_id = '${ids[0]}'`
    expect(whatOf(await tamper([remove]))).toEqual([`published-lost evaluation ${ids[0]} 1`])
    const swap = `update ${texts} p set body = o.body, sha256 = o.sha256, answer = o.answer from ${texts} o
      where (p.evaluation_id, o.evaluation_id) in (('${ids[0]}', '${ids[1]}'), ('${ids[1]}', '${ids[0]}'))`
    expect(whatOf(await tamper([swap]))).toEqual(ids.map((id) => `published-changed evaluation ${id} 1`))
  })

  it('is named when its withdrawal is undone, gets another reason, or was never entered', async () => {
    const all = 'evaluations.evaluation'
    const undo = `update ${all} set state = 'published', withdrawn_at = null where id = '${ids[1]}'`
    expect(whatOf(await tamper([undo]))).toEqual([`published-lost withdrawal ${ids[1]} 1`])
    const change = `update ${all} set withdrawn_reason = 'Zomaar.' where id = '${ids[1]}'`
    expect(whatOf(await tamper([change]))).toEqual([`published-changed withdrawal ${ids[1]} 1`])
    const hide = `update ${all} set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = '' where id = '${ids[0]}'`
    expect(whatOf(await tamper([hide]))).toEqual([`unregistered withdrawal ${ids[0]} 1`])
  })
})
