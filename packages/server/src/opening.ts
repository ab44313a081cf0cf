/**
 * The small part of the server that opens the database: it loads in a fraction of the time of the whole, which can be loaded
 * while the database opens.
 */
export { type Config, readConfig } from './platform/config.ts'
export { beginDatabase, type Database } from './platform/database/connect.ts'
