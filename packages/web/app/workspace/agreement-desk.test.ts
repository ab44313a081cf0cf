import { describe, expect, it } from 'vitest'
import { agreements } from '../../testing/fixture-agreements.ts'
import type { Agreement } from '../api.ts'
import { canStartVersion, listSteps, versionOfStep, waitingParties } from './agreement-desk.ts'
import type { Role } from './me.ts'

const [inForce] = agreements as [Agreement]
const [municipality, health] = inForce.parties.map(({ organisationId }) => organisationId) as [string, string]

const personOf = (id: string, role: Role) => ({
  memberships: [{ organisation: { id, name: '' }, role }],
})

/** A newer version of it that waits. */
const newer = (versionState: Agreement['versionState']): Agreement => ({
  ...inForce,
  version: 3,
  versionState,
  parties: inForce.parties.map((party) => ({
    ...party,
    answer: versionState === 'offered' && party.gives ? 'accepted' : null,
  })),
})

describe('the steps that someone can take', () => {
  it.each([
    ['a clerk of a party', inForce, personOf(health, 'clerk'), ['stilzetten', 'beeindigen']],
    ['who does not sign', inForce, personOf(health, 'administrator'), []],
    ['who is no party', inForce, personOf('elders', 'clerk'), []],
    [
      'the drafter of a draft',
      newer('draft'),
      personOf(municipality, 'decision-maker'),
      ['aanbieden', 'stilzetten', 'beeindigen'],
    ],
    ['a party to a draft', newer('draft'), personOf(health, 'decision-maker'), ['stilzetten', 'beeindigen']],
    [
      'who must answer',
      newer('offered'),
      personOf(health, 'clerk'),
      ['aanvaarden', 'afwijzen', 'stilzetten', 'beeindigen'],
    ],
    ['who has answered', newer('offered'), personOf(municipality, 'clerk'), ['stilzetten', 'beeindigen']],
    [
      'who suspended it',
      { ...inForce, state: 'suspended' as const, suspendedBy: [health] },
      personOf(health, 'clerk'),
      ['hervatten', 'beeindigen'],
    ],
    ['anyone, once it has ended', { ...inForce, endedAt: '2026-07-01' }, personOf(health, 'clerk'), []],
    [
      'anyone, once its time is over',
      { ...inForce, state: 'ended' as const, versionInForce: null },
      personOf(health, 'clerk'),
      [],
    ],
  ])('%s', (_, agreement, person, steps) => {
    expect(listSteps(agreement, person)).toEqual(steps)
  })

  it('are about the version that holds, or about the one that waits', () => {
    expect(versionOfStep(newer('offered'), 'aanvaarden')).toBe(3)
    expect(versionOfStep(newer('offered'), 'stilzetten')).toBe(2)
    const suspended: Agreement = { ...newer('draft'), state: 'suspended', versionInForce: null }
    expect(versionOfStep(suspended, 'hervatten')).toBe(2)
  })
})

it('waits for the parties that have not answered an offer', () => {
  expect(waitingParties(newer('offered')).map(({ organisationId }) => organisationId)).toEqual([health])
  expect(waitingParties(newer('draft'))).toEqual([])
  expect(waitingParties({ ...newer('offered'), endedAt: '2026-07-01' })).toEqual([])
})

it('starts a new version of what was offered, until it has ended', () => {
  expect([inForce, newer('offered'), newer('draft')].map(canStartVersion)).toEqual([true, true, false])
  expect(canStartVersion({ ...inForce, endedAt: '2026-07-01' })).toBe(false)
})
