import type { Db } from '../../platform/database/connect.ts'
import type { IsNamedFor } from './known.ts'

/** What the catalogue asks of slices above it. */
export type Lent = {
  /** Whether residents host sensors of which the measurements are in this dataset. */
  hostsSensors(db: Db, datasetId: string): Promise<boolean>
  /** Of which restricted datasets agreements tell. */
  isNamedFor: IsNamedFor
}
