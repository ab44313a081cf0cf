/** The door of measurements. Other slices read its views `v_datastream`, `v_observation` and `v_hour`. */
export {
  listDatastreamIds,
  type RollupDifferences,
  rebuildRollups,
  verifyRollups,
} from './ingest/verify-rollups.ts'
export { createMeasurementsSlice, type MeasurementsSlice } from './slice.ts'
