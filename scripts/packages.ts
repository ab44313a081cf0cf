/** The workspaces, whom each is for, and which of our own packages it may import. */
export const packages = [
  {
    name: 'standards',
    folder: 'packages/standards',
    audience: 'pure code of the open standards: no I/O, no database, no HTTP',
    mayImport: [],
  },
  {
    name: 'server',
    folder: 'packages/server',
    audience: 'API, SensorThings, MQTT, jobs',
    mayImport: ['standards'],
  },
  {
    name: 'client',
    folder: 'packages/client',
    audience: 'typed client generated from the OpenAPI document; published',
    mayImport: [],
  },
  {
    name: 'web',
    folder: 'packages/web',
    audience: 'the site: only a client of the public API',
    mayImport: ['client', 'standards'],
  },
  {
    name: 'cli',
    folder: 'packages/cli',
    audience: 'the `samenspel` command',
    mayImport: ['client', 'standards'],
  },
  {
    name: 'conformance',
    folder: 'conformance',
    audience: 'one file per requirement of a standard, against any base URL',
    mayImport: ['standards'],
  },
] as const satisfies readonly Package[]

export type Package = { name: string; folder: string; audience: string; mayImport: readonly string[] }

/**
 * Files of `packages/cli` that start the product, and so may also import the server and the site:
 * `start`, `demo`, `migrate`, `rollups`, `events` and `bench`, and `database`, as a file (`start.ts`, `start-server.ts`) or a folder (`demo/…`).
 */
export const startingCommands = '^packages/cli/.*/(start|demo|migrate|rollups|events|bench|database)[./-]'
