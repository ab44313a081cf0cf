import type { Choice } from '../form/fields.tsx'

/** A list to choose from, of names by their value. */
export const optionsOf = (names: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }))
