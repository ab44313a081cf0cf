type Named = { party: string; partyId?: string }

/**
 * The parties of consequences, once each in the order in which they are named, with what is said of each option. Who has an id is one party under
 * every name; a name alone is who has that name.
 */
export function groupByParty<T extends Named>(
  options: readonly { consequences: readonly T[] }[],
): { key: string; party: string; of: (option: { consequences: readonly T[] }) => T[] }[] {
  const all = options.flatMap(({ consequences }) => consequences)
  const ids = new Map(all.flatMap(({ party, partyId }) => (partyId === undefined ? [] : [[party, partyId]])))
  const keyOf = ({ party, partyId }: Named) => partyId ?? ids.get(party) ?? party
  const names = new Map<string, string>()
  for (const each of all) if (!names.has(keyOf(each))) names.set(keyOf(each), each.party)
  return [...names].map(([key, party]) => ({
    key,
    party,
    of: ({ consequences }) => consequences.filter((each) => keyOf(each) === key),
  }))
}
