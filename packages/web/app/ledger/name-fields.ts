/**
 * What differs between a page and what entered the ledger, as the page calls it, each once: several fields can go by one name.
 * @param fields by the names that they have in the ledger
 */
export function nameFields(
  fields: readonly string[],
  words: { fields: Readonly<Record<string, string>>; otherField: string },
): string {
  return [...new Set(fields.map((field) => words.fields[field] ?? words.otherField))].join(', ')
}
