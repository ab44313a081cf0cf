import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Actor, ANONYMOUS, ROLES } from '../../platform/actor.ts'
import { ACCESS_LEVELS, CC0, NOT_OPEN, WRITERS } from './lists.ts'
import {
  canReadDataset,
  canWriteDataset,
  chooseDatasetOwner,
  completeDataset,
  findMistakes,
  mergeDataset,
  readableDatasets,
} from './rules.ts'

const organisation = fc.constantFrom('a', 'b', 'c')
const role = fc.constantFrom(...ROLES)
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant(ANONYMOUS),
  fc.array(fc.record({ organisationId: organisation, role })).map(
    (memberships): Actor => ({
      kind: 'person',
      personId: 'p',
      name: 'P',
      email: 'p@example.org',
      memberships,
    }),
  ),
  fc
    .record({ organisationId: organisation, role, datasetId: fc.constantFrom(undefined, 'd', 'e') })
    .map((token): Actor => ({ kind: 'token', tokenId: 't', name: 'T', purpose: undefined, ...token })),
)
const dataset = fc.record({
  id: fc.constantFrom('d', 'e'),
  ownerId: organisation,
  access: fc.constantFrom(...ACCESS_LEVELS),
})

const given = { title: 'Lucht', licence: CC0, access: 'open', theme: 'environment', contact: 'x' } as const

it('lets nobody but the owner know of what is not open, and the two ways of asking agree', () => {
  fc.assert(
    fc.property(actor, dataset, (who, what) => {
      const member =
        who.kind === 'person' && who.memberships.some(({ organisationId }) => organisationId === what.ownerId)
      // A token with a dataset is only for that one.
      const token =
        who.kind === 'token' &&
        (who.datasetId === undefined ? who.organisationId === what.ownerId : who.datasetId === what.id)
      expect(canReadDataset(who, what)).toBe(what.access === 'open' || member || token)
      const { organisationIds, datasetId } = readableDatasets(who)
      expect(canReadDataset(who, what)).toBe(
        what.access === 'open' || organisationIds.includes(what.ownerId) || datasetId === what.id,
      )
    }),
  )
})

it('lets nobody write without a writing role with the owner, or with a token for another dataset', () => {
  fc.assert(
    fc.property(actor, dataset, (who, what) => {
      if (!canWriteDataset(who, what)) return
      expect(canReadDataset(who, what)).toBe(true)
      const roles =
        who.kind === 'token'
          ? [who.role]
          : who.kind === 'person'
            ? who.memberships
                .filter(({ organisationId }) => organisationId === what.ownerId)
                .map((m) => m.role)
            : []
      expect(roles.some((one) => WRITERS.some((writer) => writer === one))).toBe(true)
      if (who.kind === 'token') expect([undefined, what.id]).toContain(who.datasetId)
    }),
  )
})

it('chooses the owner only when it is plain', () => {
  const person = (...ids: string[]): Actor => ({
    kind: 'person',
    personId: 'p',
    name: 'P',
    email: 'p@example.org',
    memberships: ids.map((organisationId) => ({ organisationId, role: 'data-expert' })),
  })
  expect(chooseDatasetOwner(person('a'), undefined)).toEqual({ ownerId: 'a' })
  expect(chooseDatasetOwner(person('a', 'b'), 'b')).toEqual({ ownerId: 'b' })
  expect(chooseDatasetOwner(person('a', 'b'), undefined)).toMatchObject({ pointer: '/ownerId' })
  expect(chooseDatasetOwner(person('a'), 'b')).toMatchObject({ pointer: '/ownerId' })
})

it('names everything that does not fit at once', () => {
  const open = completeDataset({ ...given, licence: NOT_OPEN, retention: { rawDays: null, hourDays: 30 } })
  expect(findMistakes(open).map(({ pointer }) => pointer)).toEqual(['/licence', '/retention/rawDays'])
  const personal = completeDataset({ ...given, access: 'personal' })
  expect(findMistakes(personal).map(({ pointer }) => pointer)).toEqual(['/precision/minimumGroup'])
  expect(findMistakes(completeDataset(given))).toEqual([])
})

it('changes only what is given, also inside the parts', () => {
  const before = completeDataset({ ...given, retention: { rawDays: 10, hourDays: 100 } })
  const after = mergeDataset(before, { precision: { time: 'hour' }, retention: { hourDays: null } })
  expect(after).toEqual({
    ...before,
    precision: { ...before.precision, time: 'hour' },
    retention: { rawDays: 10, hourDays: null },
  })
})
