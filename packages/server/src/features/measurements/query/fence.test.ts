import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { SECRET, seedOpenAndSecret, speakAs } from '../sta/testing/seed.ts'

const server = useServer()
/** Stands in values of what is withheld, and nowhere else. */
const HIDDEN = 424_242

/**
 * Withheld things and observations get a value, and a function of the query language fails when it sees that value. It
 * looks cheap, so that PostgreSQL would rather ask it than what may be read.
 */
beforeAll(async () => {
  const { db } = server.database
  await seedOpenAndSecret(server)
  const secret = sql`(select id from catalogue.v_dataset where access <> 'open')`
  await sql`update measurements.thing set properties = ${JSON.stringify({ height: HIDDEN, name: SECRET })}::json
    where dataset_id in ${secret}`.execute(db)
  await sql`update measurements.observation set result_number = ${HIDDEN}, detail = null where datastream_id in (
    select id from measurements.datastream where dataset_id in ${secret})`.execute(db)
  await sql`create or replace function measurements.multiply_numbers(a float8, b float8) returns float8
    language plpgsql immutable cost 0.0001 as $$
    begin
      if a = ${sql.lit(HIDDEN)} then raise exception 'looked at what is withheld'; end if;
      return a * b;
    end $$`.execute(db)
}, 60_000)

const HEIGHT = 'properties/height mul 1 gt 0'
const RESULT = 'result mul 1 gt 0'

describe('what may not be read', () => {
  it.each([
    `Things?$filter=${HEIGHT}`,
    `Things?$filter=not (${HEIGHT})`,
    `Things?$filter=${HEIGHT} or name eq 'x'`,
    `Things/$count?$filter=${HEIGHT}`,
    'Things?$orderby=properties/height mul 1 desc',
    `Things?$filter=${HEIGHT}&$resultFormat=CSV`,
    `Datastreams?$filter=Thing/${HEIGHT}`,
    `Datastreams?$filter=Thing/${HEIGHT} or id eq 1`,
    `Locations?$filter=Things/${HEIGHT}`,
    `Locations?$filter=Things/any(t:t/${HEIGHT})`,
    `Locations?$filter=Things/all(t:t/${HEIGHT})`,
    `Locations?$expand=Things($filter=${HEIGHT})`,
    `Sensors?$filter=Datastreams/Thing/${HEIGHT}`,
    `Observations?$filter=${RESULT}`,
    `Observations?$filter=Datastream/Thing/${HEIGHT}`,
    `Observations/$count?$filter=${RESULT}`,
    `Observations?$count=true&$top=1&$filter=${RESULT}`,
    'Observations?$orderby=result mul 1',
    `Datastreams?$filter=Observations/${RESULT}`,
    `Datastreams?$filter=Observations/any(o:o/${RESULT})`,
    `Things?$filter=Datastreams/Observations/${RESULT}`,
    `FeaturesOfInterest?$filter=Observations/any(o:o/${RESULT})`,
    `Datastreams?$expand=Observations($filter=${RESULT})`,
  ])('is not looked at by %s', async (path) => {
    const { status, text } = await speakAs(server, undefined)('GET', path)
    expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  })

  it('is not looked at to find the next page', async () => {
    const ask = speakAs(server, undefined)
    const first = await ask('GET', 'Things?$orderby=properties/height mul 1&$top=1')
    const next = String(first.json()['@iot.nextLink']).split('/v1.1/')[1] ?? ''
    const second = await ask('GET', next)
    expect(second.status).toBe(200)
    expect(second.json<{ value: unknown[] }>().value).toHaveLength(1)
  })

  it('would be looked at without the fence', async () => {
    const asked = sql`select id from measurements.thing where measurements.multiply_numbers(
      (properties ->> 'height')::float8, 1) > 0`.execute(server.database.db)
    await expect(asked).rejects.toThrow('looked at what is withheld')
  })
})
