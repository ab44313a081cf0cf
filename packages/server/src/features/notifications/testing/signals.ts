import { sql } from 'kysely'
import { publish } from '../../../platform/outbox.ts'
import type { TestServer } from '../../../testing/server.ts'
import { SIGNAL_CHANGED, type SignalChanged } from '../../indicators/index.ts'

/** Makes a signal of a new indicator, or takes one, and tells that something became of it; gives its id. */
export async function signalOf(
  server: TestServer,
  organisationId: string,
  what: SignalChanged['what'],
  known?: string,
  published = true,
): Promise<string> {
  const { db } = server.database
  const signalId = known ?? (await insertSignal(server, organisationId, published))
  if (what === 'cleared') {
    await sql`update indicators.signal set cleared_at = ${server.now} where id = ${signalId}`.execute(db)
  }
  await db
    .transaction()
    .execute((transaction) =>
      publish(transaction, SIGNAL_CHANGED, { signalId, what } satisfies SignalChanged),
    )
  return signalId
}

async function insertSignal(server: TestServer, organisationId: string, published: boolean): Promise<string> {
  const definition = { title: 'Fijnstof per dag', unit: 'µg/m³', period: 'day', level: 'municipality' }
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into indicators.indicator (slug, owner_id, published, definition, created_at, updated_at)
      values ('i-' || gen_random_uuid(), ${organisationId}, ${published}, ${JSON.stringify(definition)}::jsonb, ${server.now}, ${server.now})
      returning id)
    insert into indicators.signal (indicator_id, area_code, since, opened_at, opened_value, peak_at, peak_value, last_at,
      line, noticed_at)
    select id, 'GM9001', ${server.now}, ${server.now}, 20, ${server.now}, 21, ${server.now}, 15, ${server.now} from made
    returning id`.execute(server.database.db)
  return rows[0]?.id ?? ''
}
