/** The door of measurements. Other slices read its views `v_datastream`, `v_observation`, `v_hour` and `v_day`,
 * and count with `groupSeries` only. */
export {
  listDatastreamIds,
  type RollupDifferences,
  rebuildRollups,
  verifyRollups,
} from './ingest/verify-rollups.ts'
export { listCountedSeries } from './own/things.ts'
export { groupSeries } from './plan/groups.ts'
export { createMeasurementsSlice, type MeasurementsSlice } from './slice.ts'
