/** The memory of a WebAssembly program at one moment: the pages that hold something. */
export type MemoryImage = { pages: Uint32Array; bytes: Uint8Array; end: number }

/** The part of `WebAssembly.Memory` that is needed; its buffer is another one after it grew. */
export type LinearMemory = { readonly buffer: ArrayBuffer }

const PAGE = 4096
/** Bytes behind an image that are cleared too: what a call usually needs. */
const SLACK = 1024 * 1024

/** Copies what is in memory now. */
export function captureMemory(memory: LinearMemory): MemoryImage {
  const all = Buffer.from(memory.buffer)
  const empty = Buffer.alloc(PAGE)
  const pages: number[] = []
  for (let start = 0; start < all.length; start += PAGE) {
    if (empty.compare(all, start, start + PAGE) !== 0) pages.push(start)
  }
  const bytes = new Uint8Array(pages.length * PAGE)
  for (const [index, start] of pages.entries()) bytes.set(all.subarray(start, start + PAGE), index * PAGE)
  return { pages: Uint32Array.from(pages), bytes, end: (pages.at(-1) ?? 0) + PAGE }
}

/**
 * Puts memory back as it was, whatever ran since: the pages of the image, and zeros behind it.
 * @param reach the furthest end of any image that was in this memory
 */
export function restoreMemory(memory: LinearMemory, image: MemoryImage, reach: number): void {
  const all = new Uint8Array(memory.buffer)
  for (let index = 0; index < image.pages.length; index++) {
    const start = index * PAGE
    all.set(image.bytes.subarray(start, start + PAGE), image.pages[index])
  }
  all.fill(0, image.end, Math.min(all.length, Math.max(reach, image.end) + SLACK))
}
