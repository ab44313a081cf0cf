import type { Platform, Slice } from '../../platform/slice.ts'

/** The catalogue: which datasets there are, whose they are and who may see them. */
export function createCatalogueSlice(_platform: Platform): Slice {
  return { name: 'catalogue', migrations: new URL('./migrations/', import.meta.url), routes() {} }
}
