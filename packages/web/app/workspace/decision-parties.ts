/** Parties in the form of a decision: one is chosen out of those of the challenge, or a name is written down. */
import type { Mistake } from '../api.ts'
import { type FormValues, rowsAt, textAt } from './values.ts'

type Named = { party: string; partyId?: string }

/** The two fields of a party: of one that is chosen the API knows the name. */
export const fillParty = ({ party, partyId }: Named) =>
  partyId === undefined ? { partyId: '', party } : { partyId, party: '' }

/** A party as the API takes it; it puts the name of one that is chosen in the place of its id. */
export function readParty(row: FormValues): Named {
  const [party, partyId] = [textAt(row, 'party'), textAt(row, 'partyId')]
  return partyId === '' ? { party } : { party: partyId, partyId }
}

/** The places where a party is chosen and another name is written down as well: one of both would be lost. */
export function findNamedTwice(values: FormValues, detail: string): Mistake[] {
  const lists = rowsAt(values, 'options').map((_option, index) => `options.${index}.consequences`)
  return [...lists, 'involved'].flatMap((list) =>
    rowsAt(values, list).flatMap((row, index): Mistake[] => {
      if (textAt(row, 'partyId') === '' || textAt(row, 'party') === '') return []
      return [{ in: 'body', pointer: `/${list.replaceAll('.', '/')}/${index}/party`, detail }]
    }),
  )
}
