/**
 * The media type that a client likes best of those on offer (RFC 9110, clause 12.5.1); the first of those it likes as much.
 * The first on offer too when it likes none, or does not say: a client is better served with something it can read about
 * than with nothing.
 */
export function preferType<T extends string>(
  accept: string | undefined,
  offered: readonly [T, ...T[]] | readonly T[],
): T {
  const ranges = (accept ?? '').toLowerCase().split(',').map(readRange)
  const weightOf = (type: string) => {
    const [group] = type.split('/')
    const found = [type, `${group}/*`, '*/*'].map((name) => ranges.find((range) => range.type === name))
    return found.find((range) => range !== undefined)?.weight ?? 0
  }
  const [first, ...others] = offered
  if (first === undefined) throw new Error('A choice needs something on offer.')
  return others.reduce<T>((best, type) => (weightOf(type) > weightOf(best) ? type : best), first)
}

function readRange(range: string): { type: string; weight: number } {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { type, weight: weight === undefined ? 1 : Number(weight.slice(2)) }
}
