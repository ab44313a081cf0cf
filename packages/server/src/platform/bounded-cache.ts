/** What was made before, as far as there is room: the longest unused goes first. */
export type BoundedCache<T> = {
  get(key: string): T | undefined
  /** Keeps a value of this size, also when it alone is larger than there is room for. */
  set(key: string, value: T, bytes: number): void
  delete(key: string): void
}

/** Makes a cache with room for so many values, and for so many bytes of them together. */
export function createBoundedCache<T>(room: { entries: number; bytes: number }): BoundedCache<T> {
  const kept = new Map<string, { value: T; bytes: number }>()
  let bytes = 0

  function drop(key: string) {
    bytes -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }
  return {
    get(key) {
      const found = kept.get(key)
      if (!found) return undefined
      kept.delete(key)
      kept.set(key, found)
      return found.value
    },
    set(key, value, size) {
      drop(key)
      kept.set(key, { value, bytes: size })
      bytes += size
      for (const oldest of kept.keys()) {
        if (oldest === key || (kept.size <= room.entries && bytes <= room.bytes)) return
        drop(oldest)
      }
    },
    delete: drop,
  }
}
