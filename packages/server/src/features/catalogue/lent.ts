import type { Db } from '../../platform/database/connect.ts'

/** What the catalogue asks of slices above it. */
export type Lent = {
  /** Whether residents host sensors of which the measurements are in this dataset. */
  hostsSensors(db: Db, datasetId: string): Promise<boolean>
}
