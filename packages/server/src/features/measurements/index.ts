/** The door of measurements. Other slices read its views `v_datastream`, `v_observation`, `v_hour` and `v_day`,
 * and count with `groupSeries` and `judgedHours` only. What a reader sees of it is `readShownHours`; what everybody sees, `publicTables`. */

export { findNamedNumbers } from './exploring/named.ts'
export { listResidentsAt, listSeenLevels, type SeenLevel } from './exploring/residents.ts'
export { listMeasuringStations } from './exploring/stations.ts'
export {
  MOST_READ,
  type PlaceFound,
  type PlacesFound,
  readPlaces,
} from './exploring/store.ts'
export { deliverReadings, type Reading } from './hosted/deliver.ts'
export { describeHostedThings } from './hosted/describe.ts'
export { snapPlace } from './hosted/places.ts'
export {
  createHostedThing,
  forgetHostedValues,
  moveHostedThing,
  removeHostedThing,
  VALUES_FORGOTTEN,
  type ValuesForgotten,
} from './hosted/things.ts'
export type { Intake } from './ingest/intake.ts'
export { packIndexes } from './ingest/pack-indexes.ts'
export {
  listDatastreamIds,
  type RollupDifferences,
  rebuildRollups,
  verifyRollups,
} from './ingest/verify-rollups.ts'
export { hostsSensors, listOwnThings } from './own/things.ts'
export { publicTables } from './plan/everybody.ts'
export { groupSeries } from './plan/groups.ts'
export { doubtfulHours, judgedHours } from './plan/hours.ts'
export { PUBLIC_PURPOSE } from './plan/plan.ts'
export { findNamedReadable } from './plan/refusals.ts'
export type { FoundUses } from './plan/uses.ts'
export { addHost, removeHosts } from './quality/health/hosts.ts'
export { type AskedSeries, readShownHours, type ShownSeries } from './reading/shown-hours.ts'
export { createMeasurementsSlice, type MeasurementsSlice } from './slice.ts'
export type { BeginUses } from './uses/recording.ts'
