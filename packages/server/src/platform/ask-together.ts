/**
 * Asks one thing at a time for everyone: while a question is under way, the keys that come are gathered, and asked together when it
 * has been answered. So many requests at once cost few questions, and yet every answer is of a question that was put after
 * its key came: nothing is remembered, so nothing is ever out of date.
 * @param ask answers several keys at once; a key without an answer is left out
 */
export function askTogether<K, V>(
  ask: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): (key: K) => Promise<V | undefined> {
  let next: { keys: Set<K>; answers: Promise<ReadonlyMap<K, V>> } | undefined
  let current: Promise<unknown> = Promise.resolve()

  function gather() {
    const keys = new Set<K>()
    const answers = current.then(() => {
      next = undefined
      return ask([...keys])
    })
    current = answers.catch(() => {})
    return { keys, answers }
  }
  return async (key) => {
    next ??= gather()
    next.keys.add(key)
    return (await next.answers).get(key)
  }
}
