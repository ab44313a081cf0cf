import { expect, it } from 'vitest'
import { fillParty, findNamedTwice, readParty } from './decision-parties.ts'

it('gives back a name, and of a party that is chosen its id', () => {
  expect(readParty(fillParty({ party: 'Bewoners' }))).toEqual({ party: 'Bewoners' })
  expect(readParty(fillParty({ party: 'Woonstichting', partyId: 'x' }))).toMatchObject({ partyId: 'x' })
})

it('finds each place where somebody is chosen and somebody else is written down', () => {
  const [both, one] = [
    { partyId: 'x', party: 'Bewoners' },
    { partyId: '', party: 'Bewoners' },
  ]
  const values = { options: [{ consequences: [one] }, { consequences: [one, both] }], involved: [both] }
  expect(findNamedTwice(values, 'Kies.').map(({ pointer }) => pointer)).toEqual([
    '/options/1/consequences/1/party',
    '/involved/0/party',
  ])
})
