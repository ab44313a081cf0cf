/** Whether an area is one of these or in one of them, or these are none: the number of a district starts with that of its municipality. */
export function isWithin(code: string, areas: readonly string[]): boolean {
  return areas.length === 0 || areas.some((area) => code.slice(2).startsWith(area.slice(2)))
}

/** Whether what happens in an area is of concern to these: it lies in one of them, or one of them in it. */
export function concerns(code: string, areas: readonly string[]): boolean {
  return isWithin(code, areas) || areas.some((area) => isWithin(area, [code]))
}
