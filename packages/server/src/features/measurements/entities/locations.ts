import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { tellEntities } from '../feed/changes.ts'
import { placeThings } from '../things/place-things.ts'
import type { Writing } from './writing.ts'

/**
 * Moves a thing: its locations are from now on these, and a historical location says since when (OGC 18-088, 8.2.1 and
 * 8.2.3). The next observation that names no feature of interest gets that of the new place.
 */
export async function moveThing(
  { transaction, now }: Writing,
  thingId: number,
  locationIds: readonly number[],
): Promise<void> {
  const { rows } = await sql<{ id: number }>`with history as (
      insert into measurements.historical_location (dataset_id, thing_id, time)
      select dataset_id, id, ${now} from measurements.thing where id = ${thingId} returning id),
    linked as (
      insert into measurements.historical_location_location (historical_location_id, location_id)
      select distinct history.id, l from history, unnest(${locationIds}::bigint[]) l)
    select id from history`.execute(transaction)
  await tellEntities(
    transaction,
    'created',
    'HistoricalLocation',
    rows.map(({ id }) => id),
  )
  await setLocations({ transaction }, thingId, locationIds)
}

/**
 * Makes these the current locations of a thing: one place, each in another encoding (OGC 18-088, table "Direct relation
 * between a Thing entity and other entity types").
 * @throws Problem invalid-request when two have the same encodingType
 */
export async function setLocations(
  { transaction }: Pick<Writing, 'transaction'>,
  thingId: number,
  locationIds: readonly number[],
): Promise<void> {
  await requireDifferentEncodings(transaction, locationIds)
  await sql`delete from measurements.thing_location where thing_id = ${thingId}`.execute(transaction)
  await sql`insert into measurements.thing_location (thing_id, location_id)
    select ${thingId}, l.id from unnest(${locationIds}::bigint[]) with ordinality l (id, n) order by n
    on conflict do nothing`.execute(transaction)
  await rememberMove({ transaction }, [thingId])
}

async function requireDifferentEncodings(transaction: Db, locationIds: readonly number[]): Promise<void> {
  if (locationIds.length < 2) return
  const { rows } = await sql<{ encoding: string }>`select encoding_type as encoding from measurements.location
    where id = any(${locationIds}::bigint[]) group by 1 having count(*) > 1 order by 1 limit 1`.execute(
    transaction,
  )
  const [twice] = rows
  if (!twice) return
  throw new Problem(
    'invalid-request',
    {
      nl: `Een Thing is op één plaats. Meer Locations tegelijk beschrijven die plaats elk op een andere manier, maar er zijn er twee met encodingType ${twice.encoding}.`,
      en: `A Thing is at one place. Several Locations at once describe it each in another way, but two have the encodingType ${twice.encoding}.`,
    },
    [
      {
        in: 'body',
        pointer: '/Locations',
        detail: { nl: 'moet verschillende encodingTypes hebben', en: 'must have different encodingTypes' },
      },
    ],
  )
}

/** To be called after the places of things changed in any way. */
export async function rememberMove(
  { transaction }: Pick<Writing, 'transaction'>,
  thingIds: readonly number[],
): Promise<void> {
  if (thingIds.length === 0) return
  await placeThings(transaction, thingIds)
  await sql`update measurements.datastream set feature_of_interest_id = null
    where thing_id = any(${thingIds}::bigint[]) and feature_of_interest_id is not null`.execute(transaction)
}

/**
 * A historical location that a client describes: when it is the newest of its thing, that is where the thing now is. One that
 * names no location says nothing of it.
 */
export async function linkHistory(
  { transaction }: Writing,
  historicalLocationId: number,
  locationIds: readonly number[],
): Promise<void> {
  await sql`insert into measurements.historical_location_location (historical_location_id, location_id)
    select distinct ${historicalLocationId}::bigint, l from unnest(${locationIds}::bigint[]) l
    on conflict do nothing`.execute(transaction)
  const { rows } = await sql<{ thingId: number }>`select h.thing_id as "thingId"
    from measurements.historical_location h where h.id = ${historicalLocationId} and not exists (
      select from measurements.historical_location later
      where later.thing_id = h.thing_id and (later.time, later.id) > (h.time, h.id))`.execute(transaction)
  const [newest] = rows
  if (newest && locationIds.length > 0) await setLocations({ transaction }, newest.thingId, locationIds)
}

/** The things that are now at one of these locations. */
export async function listThingsAt(
  { transaction }: Pick<Writing, 'transaction'>,
  locationIds: readonly number[],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select distinct thing_id as id from measurements.thing_location
    where location_id = any(${locationIds}::bigint[])`.execute(transaction)
  return rows.map(({ id }) => id)
}
