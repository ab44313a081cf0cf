import type { Platform, Slice } from '../../platform/slice.ts'

/** Areas: municipalities, districts and neighbourhoods, and their figures. */
export function createAreasSlice(_platform: Platform): Slice {
  return { name: 'areas', migrations: new URL('./migrations/', import.meta.url), routes() {} }
}
