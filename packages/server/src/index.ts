/** The door of the server package. */
export { type App, type AppOptions, createApiDocument, createApp, migrateDatabase } from './app.ts'
export { enterInLedger } from './features/ledger/index.ts'
export {
  listDatastreamIds,
  packIndexes,
  type RollupDifferences,
  rebuildRollups,
  verifyRollups,
} from './features/measurements/index.ts'
export { createAccount, createToken } from './features/parties/index.ts'
export { systemClock } from './platform/clock.ts'
export { type Config, ConfigError, readConfig } from './platform/config.ts'
export { type Database, openDatabase } from './platform/database/connect.ts'
export { DatabaseInUseError } from './platform/database/lock.ts'
export { isMigrated, NewerSchemaError } from './platform/database/migrate.ts'
export { INTERNAL_HEADER } from './platform/http/server.ts'
export { listFailedEvents, requestReplay } from './platform/outbox-failed.ts'
export { type Report, type Reporter, reportToLog } from './platform/report.ts'
