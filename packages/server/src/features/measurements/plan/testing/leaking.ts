import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type QueryId,
  type RawNode,
} from 'kysely'
import { createApp } from '../../../../app.ts'
import { readConfig } from '../../../../platform/config.ts'
import type { Db } from '../../../../platform/database/connect.ts'
import { deliverAll, hearAll, type TestServer } from '../../../../testing/server.ts'

/** A mistake in the SQL of the server: what is written, and what would be written instead. */
export type Mistake = { written: string; instead: string }

/** Writes something else in every statement, and knows how often. */
class Rewriting extends OperationNodeTransformer {
  times = 0
  readonly #mistake: Mistake
  constructor(mistake: Mistake) {
    super()
    this.#mistake = mistake
  }
  protected override transformRaw(node: RawNode, queryId?: QueryId): RawNode {
    const { written, instead } = this.#mistake
    const raw = super.transformRaw(node, queryId)
    const sqlFragments = raw.sqlFragments.map((text) => {
      if (!text.includes(written)) return text
      this.times += 1
      return text.replaceAll(written, instead)
    })
    return { ...raw, sqlFragments }
  }
}

/** The same database behind a server that makes a mistake. `times` tells how often it did. */
export async function leakingServer(
  server: TestServer,
  mistake: Mistake,
): Promise<{ server: TestServer; times(): number; stop(): Promise<void> }> {
  const rewriting = new Rewriting(mistake)
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }: PluginTransformQueryArgs) => rewriting.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  }
  const wrong = (db: Db): Db => db.withPlugin(plugin) as Db
  const { database } = server
  const app = await createApp({
    config: readConfig({ RATE_LIMIT_PER_MINUTE: '0', AUTH_SECRET: 'a'.repeat(40) }),
    database: { ...database, db: wrong(database.db), reading: wrong(database.reading) },
    clock: () => server.now,
    report: () => {},
  })
  await app.http.ready()
  return {
    server: {
      app,
      database,
      reports: [],
      get now() {
        return server.now
      },
      set now(moment) {
        server.now = moment
      },
      request: (options) => app.http.inject(options),
      deliver: () => deliverAll(app, database.db),
      hear: () => hearAll(app, database.db),
    },
    times: () => rewriting.times,
    stop: () => app.http.close().then(() => {}),
  }
}
