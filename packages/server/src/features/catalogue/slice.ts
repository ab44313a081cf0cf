import type { Platform, Slice } from '../../platform/slice.ts'
import type { Lent } from './lent.ts'
import { addDatasetRoutes } from './routes.ts'

/** Makes the slice of the catalogue. */
export function createCatalogueSlice(platform: Platform, lent: Lent): Slice {
  return {
    name: 'catalogue',
    migrations: new URL('./migrations/', import.meta.url),
    routes: (http) => addDatasetRoutes(http, { ...platform, ...lent }),
  }
}
