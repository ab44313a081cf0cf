/** The parties that a text names: by id when they are of the challenge or its alliance, else by name alone. */
import type { Content } from '../schema/content.ts'
import type { Obstacle } from './content.ts'

export type NamedParty = { party: string; partyId?: string | undefined }

/** Whether two entries are about the same party: by id when both have one, else by name, whatever its capitals and spaces. */
export function isSameParty(one: NamedParty, other: NamedParty): boolean {
  if (one.partyId !== undefined && other.partyId !== undefined) return one.partyId === other.partyId
  return fold(one.party) === fold(other.party)
}

const fold = (name: string) => name.trim().toLowerCase().replaceAll(/\s+/g, ' ')

type Naming = Pick<Content, 'options' | 'involved'>

/** The ids of the parties to which a text refers, once each. */
export function listPartyIds({ options, involved }: Naming): string[] {
  const named: NamedParty[] = [...options.flatMap(({ consequences }) => consequences), ...involved]
  return [...new Set(named.flatMap(({ partyId }) => (partyId === undefined ? [] : [partyId.toLowerCase()])))]
}

/** The text with each party to which it refers called by its name of now. */
export function nameParties(content: Content, parties: readonly { id: string; name: string }[]): Content {
  const names = new Map(parties.map(({ id, name }) => [id, name]))
  const rename = <T extends NamedParty>(entry: T): T => {
    if (entry.partyId === undefined) return entry
    const partyId = entry.partyId.toLowerCase()
    return { ...entry, partyId, party: names.get(partyId) ?? entry.party }
  }
  return {
    ...content,
    options: content.options.map((option) => ({ ...option, consequences: option.consequences.map(rename) })),
    involved: content.involved.map(rename),
  }
}

/** Where a text refers to what is no party here. */
export function checkParties({ options, involved }: Naming, known: ReadonlySet<string>): Obstacle[] {
  const strange = (list: readonly NamedParty[], at: string): Obstacle[] =>
    list.flatMap(({ partyId }, index) =>
      partyId === undefined || known.has(partyId.toLowerCase()) ? [] : [noParty(`${at}/${index}/partyId`)],
    )
  return [
    ...options.flatMap(({ consequences }, index) => strange(consequences, `/options/${index}/consequences`)),
    ...strange(involved, '/involved'),
  ]
}

const noParty = (pointer: string): Obstacle => ({
  pointer,
  nl: 'Dit is geen partij van de opgave of haar alliantie. Kies er een die dat wel is, of schrijf alleen de naam op.',
  en: 'This is no party of the challenge or its alliance. Choose one that is, or write down only the name.',
})
