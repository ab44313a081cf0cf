import type { EntityBody, EntityType } from '@samenspel/standards/sensorthings'
import { type RawBuilder, sql } from 'kysely'
import { Problem } from '../../../platform/errors.ts'
import { TABLES } from '../query/tables.ts'
import type { Assignment } from './columns.ts'
import type { Writing } from './writing.ts'

/*
 * An id in the body of a create is refused, or honoured when the operator says so (setting CLIENT_IDS): never ignored, because
 * then the client would go on with an id that is of something else.
 */

/** @throws Problem invalid-request for an id of the client in a body of which the service gives out the id */
export function refuseOwnId(body: EntityBody): void {
  if (body.id === undefined) return
  throw new Problem(
    'invalid-request',
    {
      nl: 'Deze dienst geeft zelf ids uit. Laat “@iot.id” weg uit wat u maakt.',
      en: 'This service gives out ids itself. Leave “@iot.id” out of what you create.',
    },
    [{ in: 'body', pointer: '/@iot.id', detail: { nl: 'moet weg', en: 'must be left out' } }],
  )
}

/**
 * The highest id that a client may choose: half of what the column can hold (32 bits for datastreams), or of what JSON numbers can
 * say. The service goes on above what clients choose, so that the other half is left for it.
 */
function highestId(type: EntityType): number {
  return type === 'Datastream' || type === 'MultiDatastream' ? 2 ** 30 : 2 ** 52
}

/**
 * The column with the id of the client, when it gives one.
 * @throws Problem invalid-request when it may not, or the id cannot be one
 */
export function idColumn({ clientIds }: Writing, body: EntityBody): Assignment[] {
  if (body.id === undefined) return []
  if (clientIds === 'refuse') refuseOwnId(body)
  const highest = highestId(body.entityType)
  if (body.id < 1n || body.id > BigInt(highest)) {
    throw new Problem(
      'invalid-request',
      {
        nl: `Een id dat u zelf kiest is een geheel getal van 1 tot en met ${highest}.`,
        en: `An id that you choose is a whole number from 1 to ${highest}.`,
      },
      [
        {
          in: 'body',
          pointer: '/@iot.id',
          detail: { nl: 'valt buiten wat een id kan zijn', en: 'is outside the range of ids' },
        },
      ],
    )
  }
  return [{ column: 'id', value: sql`${String(body.id)}::bigint` }]
}

/** Goes on above an id that a client chose, so that the service does not give out the same one. */
export async function passId({ transaction }: Writing, type: EntityType, id: number): Promise<void> {
  const sequence: RawBuilder<unknown> = sql`pg_get_serial_sequence(${TABLES[type].name}, 'id')::regclass`
  await sql`select setval(${sequence}, ${id}) where ${id} > coalesce(pg_sequence_last_value(${sequence}), 0)`.execute(
    transaction,
  )
}
