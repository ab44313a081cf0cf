/** A number with the word that fits it. */
export const count = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`
