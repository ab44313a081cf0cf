import { describe, expect, it } from 'vitest'
import { agreements, alliances, findVersion } from '../testing/fixture-agreements.ts'
import {
  answerOf,
  betterVersion,
  datasetsOf,
  formatBound,
  listEvents,
  listPromises,
  listStopped,
  partiesOutside,
  partMembers,
  tellStanding,
  tellWhen,
} from './agreement-view.ts'
import type { Agreement } from './api.ts'
import { en } from './messages/en.ts'
import { nl } from './messages/nl.ts'

const [heat, ended] = agreements as [Agreement, Agreement]
const tell = (change: Partial<Agreement>, of = heat) => tellStanding({ ...of, ...change }, nl, 'nl')

describe('where an agreement stands', () => {
  it.each<[Partial<Agreement>, string]>([
    [{}, 'Deze afspraak geldt sinds 8 juni 2026 en loopt tot 1 januari 2028.'],
    [
      { validFrom: '2026-07-01T00:00:00+02:00', validThrough: null },
      'Deze afspraak geldt sinds 1 juli 2026, tot een partij haar beëindigt.',
    ],
    [{ validFrom: '2026-01-01T00:00:00+01:00' }, 'Deze afspraak geldt sinds 8 juni 2026'],
    [{ version: 1 }, 'Nu geldt versie 2 van deze afspraak.'],
    [
      { state: 'accepted', validFrom: '2026-09-01T09:30:00+02:00' },
      'Alle partijen hebben deze afspraak aanvaard. Zij geldt vanaf 1 sep 2026, 09:30 tot 1 januari 2028.',
    ],
    [{ state: 'accepted' }, 'Alle partijen hebben deze afspraak aanvaard.'],
    [
      { state: 'suspended', suspendedBy: [heat.ownerId] },
      'Deze afspraak is stilgezet door Gemeente Waterrijk, sinds 4 mei 2026.',
    ],
    [{ state: 'ended' }, 'Deze afspraak geldt niet meer. Zij liep tot 1 januari 2028.'],
    [{ state: 'offered' }, 'Dit is een voorstel.'],
    [{ state: 'draft' }, 'Dit is een concept.'],
    [{ state: 'declined' }, 'Een partij heeft dit voorstel afgewezen.'],
  ])('is told in words: %#', (change, text) => {
    expect(tell(change)).toContain(text)
  })

  it('says who ended it', () => {
    expect(tell({}, ended)).toBe(
      'Deze afspraak geldt niet meer. Gemeente Waterrijk heeft haar op 1 juli 2026 beëindigd.',
    )
    expect(tellStanding(ended, en, 'en')).toBe(
      'This agreement is no longer in force. Gemeente Waterrijk ended it on 1 July 2026.',
    )
  })

  it('has a bound with its time, unless that is the start of the day here', () => {
    expect(formatBound('2027-12-31T23:00:00Z', 'nl')).toBe('1 januari 2028')
    expect(formatBound('2028-01-01T12:00:00Z', 'en')).toBe('1 Jan 2028, 13:00')
  })
})

describe('a version', () => {
  it('has the answer that each party gave to it', () => {
    const [municipality, health] = heat.parties.map(({ organisationId }) => answerOf(heat, organisationId))
    expect([municipality?.at, health?.at]).toEqual(['2026-06-01T10:00:00Z', '2026-06-08T10:00:00Z'])
    expect(answerOf({ ...heat, version: 3 }, heat.ownerId)).toBeUndefined()
  })

  it('leads to the one that holds, else to a newer one', () => {
    expect(betterVersion(heat)).toBeNull()
    const first = findVersion('meldingen-over-hitte/versions/1') ?? expect.unreachable()
    expect(betterVersion(first)).toEqual({ version: 2, holds: true })
    expect(betterVersion({ ...first, versionInForce: 1 })).toEqual({ version: 2, holds: false })
    expect(betterVersion({ ...first, versionInForce: null })).toEqual({ version: 2, holds: false })
  })

  it('names each of its datasets once', () => {
    expect(datasetsOf(heat)).toHaveLength(2)
  })

  it('tells what happened besides offers and acceptances, the latest first', () => {
    expect(listEvents(heat).map(({ kind }) => kind)).toEqual(['resumed', 'suspended'])
  })
})

it('lists what parties must do, and when', () => {
  const promises = listPromises(heat)
  expect(promises.map(({ kind, who, stopsUse }) => [kind, ...who, stopsUse])).toEqual([
    ['attribute', 'GGD Meerrand', false],
    ['report-back', 'GGD Meerrand', true],
    ['delete', 'GGD Meerrand', false],
  ])
  expect(promises.map((promise) => tellWhen(promise, nl, 'nl'))).toEqual([
    'altijd',
    'vóór 1 december 2027',
    'binnen 30 dagen na het einde van de afspraak',
  ])
  expect(tellWhen({ before: '2027-12-01T00:00:00+01:00', afterDays: 1 }, en, 'en')).toBe(
    'before 1 December 2027 and within 1 day after the end of the agreement',
  )
})

describe('an alliance', () => {
  const [alliance] = alliances
  const namesOn = (today: string) => {
    const { present, past } = partMembers(alliance ?? expect.unreachable(), today)
    return [present.length, past.map(({ name }) => name)]
  }

  it('has a member up to and including its last day', () => {
    expect(namesOn('2026-06-30')).toEqual([3, []])
    expect(namesOn('2026-07-01')).toEqual([2, ['Ondernemersvereniging Binnenstad']])
  })

  it('says who takes part, so that only the other parties are left to name', () => {
    const parties = heat.parties.map(({ organisationId, name }) => ({
      ...{ organisationId, name, revision: 'r1', contribution: '' },
      role: 'partner' as const,
    }))
    const stranger = { ...parties[0], organisationId: 'x', name: 'Fietsersbond' } as (typeof parties)[number]
    expect(partiesOutside([...parties, stranger], alliances)).toEqual([stranger])
  })
})

describe('what stopped with an agreement', () => {
  const told = (change: Partial<Agreement>, of = heat) => listStopped({ ...of, ...change }, nl, 'nl')

  it('says since when, for whom, and what stays, of one that ended or expired', () => {
    expect(told({}, ended)?.stops[0]).toMatch(
      /^Sinds 1 jul 2026, .* geeft deze afspraak .* geen gegevens meer\.$/,
    )
    const expired = told({ state: 'ended' })
    expect(expired?.stops[0]).toContain('Sinds 1 jan 2028, 00:00')
    expect(expired?.stays).toContain(nl.agreements.stopped.textStays)
    const [permission] = heat.permissions
    const duty = { id: 'wissen', kind: 'delete' as const, before: null, afterDays: 30 }
    const withDeletion = {
      permissions: permission ? [{ ...permission, retentionDays: 10, duties: [duty] }] : [],
    }
    const { stays = [] } = told({ state: 'ended', ...withDeletion }) ?? {}
    expect(stays[0]).toContain('uiterlijk 31 januari 2028 gewist')
    expect(stays.join()).not.toContain('ten hoogste 10 dagen')
    const kept = told({
      state: 'ended',
      permissions: permission ? [{ ...permission, retentionDays: 10, duties: [] }] : [],
      obligations: [],
    })
    expect(kept?.stays[0]).toContain('ten hoogste 10 dagen')
  })

  it('says who can lift a suspension, and nothing of one that holds or never did', () => {
    const { stays } = told({ state: 'suspended', suspendedBy: [heat.ownerId] }) ?? {}
    expect(stays?.[0]).toContain('Alleen Gemeente Waterrijk kan')
    for (const state of ['active', 'accepted', 'offered', 'draft', 'declined'] as const) {
      expect(told({ state })).toBeNull()
    }
  })
})
