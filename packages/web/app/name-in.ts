/** The name for a value in a list of names, or the last part of the value when the list does not have it. */
export function nameIn(names: Record<string, string>, value: string): string {
  const key = value.split('/').filter(Boolean).at(-1) ?? value
  return (Object.hasOwn(names, key) ? names[key] : undefined) ?? key
}
