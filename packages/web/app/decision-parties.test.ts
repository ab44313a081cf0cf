import { expect, it } from 'vitest'
import { groupByParty } from './decision-parties.ts'

it('puts what is said of one party in one row, whether by id or by name', () => {
  const nothing = { consequences: [{ party: 'Woonstichting' }, { party: 'Bewoners' }] }
  const trees = {
    consequences: [
      { party: 'Bewoners' },
      { party: 'Woonstichting', partyId: 'x' },
      { party: 'De Werf', partyId: 'x' },
    ],
  }
  const rows = groupByParty<{ party: string; partyId?: string }>([nothing, trees])
  expect(rows.map(({ party }) => party)).toEqual(['Woonstichting', 'Bewoners'])
  expect(rows.map(({ of }) => [of(nothing).length, of(trees).length])).toEqual([
    [1, 2],
    [1, 1],
  ])
})
