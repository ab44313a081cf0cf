/** Tells listeners in this process that something happened, without saying what. */
export type Signal = {
  /** @returns a function that ends the listening */
  listen(listener: () => void): () => void
  give(): void
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>()
  return {
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    give() {
      for (const listener of listeners) listener()
    },
  }
}
