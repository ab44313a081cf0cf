import { expect, it } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import { beginTrace } from '../../../platform/trace.ts'
import type { FoundUses } from '../plan/uses.ts'
import { createUses, type UseLog } from './recording.ts'

const ACTOR: Actor = {
  kind: 'token',
  tokenId: '',
  name: '',
  organisationId: 'party',
  role: 'data-expert',
  purpose: 'research',
  datasetId: undefined,
}

/** Uses of one request, what of it reached the log, and a clock. */
function begin(actor: Actor = ACTOR) {
  const state = { now: new Date('2026-03-02T10:00:00Z'), fails: false }
  const logged: { datasetId: string; hostIds: readonly string[] | null }[] = []
  const take = (more: typeof logged) => {
    if (state.fails) throw new Error('The log is away.')
    logged.push(...more)
  }
  const log: UseLog = {
    recordUse: async ({ datasetId, hostIds }) => take([{ datasetId, hostIds }]),
    recordPublicReading: async ({ datasetIds }) =>
      take(datasetIds.map((datasetId) => ({ datasetId, hostIds: null }))),
  }
  const uses = createUses({ clock: () => state.now, report: () => {} }, log)({ actor, trace: beginTrace() })
  return { uses, logged, state }
}

const hosts = (count: number) => Array.from({ length: count }, (_, n) => `host ${n}`)

it('records 500 people in one action for each dataset and agreement', async () => {
  const { uses, logged } = begin()
  await uses.record([
    { datasetId: 'a', agreementId: null, hostIds: hosts(500) },
    { datasetId: 'a', agreementId: 'one', hostIds: hosts(2) },
    { datasetId: 'b' },
  ])
  expect(logged.map(({ datasetId, hostIds }) => [datasetId, hostIds?.length])).toEqual([
    ['b', undefined],
    ['a', 500],
    ['a', 2],
  ])
})

it('records of the pages of an answer only who is new, and of what goes on all of it each day', async () => {
  const { uses, logged, state } = begin()
  const page = (count: number): FoundUses => [{ datasetId: 'a', agreementId: null, hostIds: hosts(count) }]
  await uses.record(page(2))
  await uses.record(page(2))
  await uses.record(page(3))
  expect(logged.map(({ hostIds }) => hostIds)).toEqual([['host 0', 'host 1'], ['host 2']])
  state.now = new Date('2026-03-02T23:00:00Z')
  await uses.record(page(3))
  expect(logged.at(-1)?.hostIds).toHaveLength(3)
})

it('records once what comes twice at the same time', async () => {
  const { uses, logged, state } = begin()
  const found: FoundUses = [{ datasetId: 'a', agreementId: null, hostIds: hosts(2) }, { datasetId: 'b' }]
  await Promise.all([uses.record(found), uses.record(found)])
  expect(logged).toHaveLength(2)
  state.now = new Date('2026-03-03T10:00:00Z')
  state.fails = true
  const both = await Promise.allSettled([uses.record(found), uses.record(found)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

it('tries again what could not be recorded', async () => {
  const { uses, logged, state } = begin()
  const found: FoundUses = [{ datasetId: 'a', agreementId: null, hostIds: hosts(1) }]
  state.fails = true
  await expect(uses.record(found)).rejects.toMatchObject({ code: 'unavailable', retryAfter: 5 })
  state.fails = false
  await uses.record(found)
  expect(logged).toHaveLength(1)
})

it('does not ask the log when there is nothing of residents', async () => {
  const { uses, logged, state } = begin({ kind: 'anonymous' })
  state.fails = true
  await uses.record(null)
  await uses.record([])
  expect(logged).toEqual([])
})
