import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Content } from '../schema/content.ts'
import { checkAffected, listAffected } from './affected.ts'
import { DO_NOTHING, EMPTY_CONTENT } from './content.ts'
import { checkParties, isSameParty, listPartyIds, nameParties } from './parties.ts'

const HOMES = '00000000-0000-4000-8000-00000000000a'
const WATER = '00000000-0000-4000-8000-00000000000b'
const ALLIES = [
  { id: HOMES, name: 'Woonstichting' },
  { id: WATER, name: 'Waterschap' },
]

type Entry = { party: string; partyId?: string }
const textOf = (consequences: Entry[], involved: Entry[]): Content => ({
  ...EMPTY_CONTENT,
  title: 'Schaduw',
  options: [
    { ...DO_NOTHING, consequences: consequences.map((each) => ({ ...each, effect: '', kind: 'neutral' })) },
  ],
  involved: involved.map((each) => ({ ...each, how: 'informed', note: '' })),
})

it('finds who was renamed by the id, and names who is missing', () => {
  const before = [{ party: 'De oude naam', partyId: HOMES }]
  const text = textOf(before, before)
  expect(checkAffected(text, [{ id: HOMES, name: 'De nieuwe naam' }])).toEqual([])
  const [missing, ...more] = checkAffected(text, ALLIES)
  expect(more).toEqual([])
  expect(missing?.pointer).toBe('/involved')
  expect(missing?.nl).toMatch(/voor: Waterschap\.$/)
})

it('takes a name alone for the party of that name, so that texts from before ids stay right', () => {
  const text = textOf([{ party: 'waterschap ' }], [{ party: 'Waterschap' }, { party: 'WOONSTICHTING' }])
  expect(checkAffected(text, ALLIES)).toEqual([])
  expect(listAffected(text, ALLIES)).toHaveLength(2)
})

it('tells two parties of the same name apart', () => {
  const namesakes = [
    { id: HOMES, name: 'Bewonersgroep' },
    { id: WATER, name: 'Bewonersgroep' },
  ]
  const text = textOf([], [{ party: 'Bewonersgroep', partyId: HOMES }])
  expect(checkAffected(text, namesakes)).toHaveLength(1)
})

it('refuses a reference to who is no party, at its place', () => {
  const text = textOf(
    [{ party: 'Bewoners' }, { party: 'x', partyId: WATER }],
    [{ party: 'x', partyId: HOMES }],
  )
  const pointers = (known: string[]) => checkParties(text, new Set(known)).map(({ pointer }) => pointer)
  expect(pointers([HOMES, WATER])).toEqual([])
  expect(pointers([HOMES])).toEqual(['/options/0/consequences/1/partyId'])
  expect(pointers([])).toEqual(['/options/0/consequences/1/partyId', '/involved/0/partyId'])
})

it('changes nothing of a text without references, and of one with references only the names of these', () => {
  const entry = fc.record(
    { party: fc.string({ minLength: 1 }), partyId: fc.constantFrom(HOMES, WATER, HOMES.toUpperCase()) },
    { requiredKeys: ['party'] },
  )
  fc.assert(
    fc.property(fc.array(entry), fc.array(entry), (consequences, involved) => {
      const text = textOf(consequences, involved)
      const named = nameParties(text, ALLIES)
      expect(nameParties(named, ALLIES)).toEqual(named)
      expect(named.involved.map(({ how }) => how)).toEqual(text.involved.map(({ how }) => how))
      if (listPartyIds(text).length === 0) expect(JSON.stringify(named)).toBe(JSON.stringify(text))
      for (const [index, each] of named.involved.entries()) {
        const ally = ALLIES.find(({ id }) => id === each.partyId)
        expect(each.party).toBe(ally?.name ?? involved[index]?.party)
      }
    }),
  )
})

it('is the same party both ways', () => {
  const entry = fc.record(
    { party: fc.constantFrom('A', 'a ', 'B'), partyId: fc.constantFrom(HOMES, WATER) },
    { requiredKeys: ['party'] },
  )
  fc.assert(
    fc.property(entry, entry, (one, other) => {
      expect(isSameParty(one, other)).toBe(isSameParty(other, one))
      expect(isSameParty(one, one)).toBe(true)
    }),
  )
})
