import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import { useServer } from '../../../testing/server.ts'
import { asItIsTables, byRuleTables, type Sight, sightOf } from './one-row.ts'
import { type Reader, readerOf } from './reader.ts'
import { planTables, type ShownTable } from './shown.ts'
import { interference, type Station, type World } from './testing/interference.ts'
import { ACTORS, type ConsentSpec, RESEARCH, type Scenario, scenarios } from './testing/scenario.ts'
import { type FoundUses, usesOf, usesOfRow } from './uses.ts'

const server = useServer()

const WORLDS = process.env.TEST_DATABASE_URL ? 12 : 5
const SIGHTS = ['asItIs', 'byRule'] as const satisfies Sight[]
type Row = { row: unknown; sight?: Sight | null; uses: FoundUses }

const run = async <T>(statement: RawBuilder<T>) => (await statement.execute(server.database.db)).rows

/** What the whole plan has of a row, and what the plan of one row has of it. */
function looking(reader: Reader, table: ShownTable, id: number, thingId: number) {
  const ask = (statement: RawBuilder<Row>) => run(statement)
  const shown = sql`from ${sql.ref(table)} e where e.id = ${id}`
  const datastream = table === 'shown_datastream' ? sql`${id}::bigint` : undefined
  const uses = usesOf(reader, sql`select ${thingId}::bigint`, datastream)
  return {
    whole: () =>
      ask(
        sql`with ${planTables(reader, [table])} select to_json(e) as row, ${sightOf(table, 'e')} as sight, ${uses} as uses ${shown}`,
      ),
    ofRow: (sight: Sight, of = id) => {
      const tables =
        sight === 'asItIs'
          ? asItIsTables(reader, table, sql`${of}::bigint`)
          : byRuleTables(reader, sql`${of}::bigint`)
      const uses = sight === 'byRule' ? usesOfRow(reader) : sql`null`
      return ask(sql`with ${tables} select to_json(e) as row, ${uses} as uses ${shown}`)
    },
  }
}

/** What the worlds of other tests have not: a second datastream of each thing, of another property, and consents that are over or name nobody else. */
async function vary({ stations }: World): Promise<Map<number, number>> {
  const { rows } = await sql<{ thingId: number; id: number }>`
    with p as (insert into measurements.observed_property (dataset_id, name, definition, description)
      select distinct d.dataset_id, 'no2', 'https://example.org/no2', '' from measurements.datastream d
      where d.id = any(${stations.map(({ datastreamId }) => datastreamId)}::int[]) returning id, dataset_id)
    insert into measurements.datastream (dataset_id, thing_id, sensor_id, observed_property_id, name, description, observation_type, unit_of_measurement)
    select d.dataset_id, d.thing_id, d.sensor_id, p.id, 'no2', 'd', d.observation_type, d.unit_of_measurement
    from measurements.datastream d join p on p.dataset_id = d.dataset_id
    where d.id = any(${stations.map(({ datastreamId }) => datastreamId)}::int[])
    returning thing_id as "thingId", id`.execute(server.database.db)
  const [hostless, over, lasting, unnamed] = stations.slice(1)
  const consents = (station: Station | undefined, change: RawBuilder<unknown>) =>
    run(sql`update consent.in_force set ${change} where person_id = ${station?.hostId}`)
  await consents(over, sql`until = ${server.now}::timestamptz`)
  await consents(lasting, sql`until = ${server.now}::timestamptz + interval '1 day'`)
  await consents(unnamed, sql`recipients = '{}'`)
  await run(sql`update measurements.thing set host_id = null where id = ${hostless?.thingId}`)
  return new Map(rows.map(({ thingId, id }) => [thingId, id]))
}

/** Those who ask in other tests, and some who may read in more than one way. */
function readersOf({ actors, owner, partnerId, stations, datasets }: World): [string, Reader][] {
  const named = ACTORS.map((name): [string, Actor] => [name, actors[name].actor])
  const memberships = [owner.organisationId, partnerId].map((organisationId) => ({
    organisationId,
    role: 'data-expert' as const,
  }))
  const both = { kind: 'person', name: '', email: '', memberships, purpose: RESEARCH } as const
  const bound = { ...actors.partner.actor, datasetId: datasets[0] } as Actor
  const others: [string, Actor][] = [
    ['somebody of both', { ...both, personId: crypto.randomUUID() }],
    ['a host of both', { ...both, personId: stations[0]?.hostId ?? '' }],
    ['a token of one dataset', bound],
  ]
  return [...named, ...others].map(([name, actor]) => [name, readerOf(actor, server.now)])
}

/** The same with much that is given as it is: of two of three datasets, of most permissions, and of every other consent. */
function preciser({ datasets, stations, agreements }: Scenario): Scenario {
  const exact = { place: 0, time: 0, delayMinutes: 0, minimumGroup: 1 }
  const consent = (given: ConsentSpec, index: number) =>
    given && index % 2 === 0 ? { ...given, place: 0, time: 0 } : given
  return {
    datasets: datasets.map((each, index) => (index < 2 ? { ...each, ...exact } : each)),
    stations: stations.map((each, index) => ({
      ...each,
      everybody: consent(each.everybody, index),
      research: consent(each.research, index + (each.everybody ? 1 : 0)),
    })),
    agreements: agreements.map((each, index) =>
      index < 3 ? { ...each, ...exact, fields: [], isEnded: false, isProhibition: index === 2 } : each,
    ),
  }
}

it('has of a row what the whole plan has, with the same uses, when it is seen so, and else nothing', async () => {
  const found = { asItIs: 0, byRule: 0, named: 0, byAgreement: 0, coarser: 0, none: 0 }
  for (const [seed, scenario] of fc.sample(scenarios, { seed: 21, numRuns: WORLDS }).entries()) {
    const made = await interference(server).build(preciser(scenario))
    const second = await vary(made)
    const streams = made.stations.flatMap(({ thingId, datastreamId }) =>
      [datastreamId, second.get(thingId) ?? 0].map((id) => ({ id, thingId })),
    )
    for (const [name, reader] of readersOf(made)) {
      for (const [index, { id, thingId }] of streams.entries()) {
        const other = streams[(index + 1) % streams.length]?.id
        const of = looking(reader, 'shown_datastream', id, thingId)
        const [whole] = await of.whole()
        for (const sight of SIGHTS) {
          const isSeen = whole?.sight === sight
          const uses = sight === 'byRule' ? whole?.uses : null
          expect(await of.ofRow(sight), `${seed} ${name} ${index} ${sight}`).toEqual(
            isSeen ? [{ row: whole.row, uses }] : [],
          )
          expect(await of.ofRow(sight, other)).toEqual([])
        }
        if (whole?.sight) found[whole.sight] += 1
        else found[whole ? 'coarser' : 'none'] += 1
        if (whole?.sight && whole.uses?.some(({ hostIds }) => hostIds)) found.named += 1
        if (whole?.sight && whole.uses?.some(({ agreementId }) => agreementId)) found.byAgreement += 1
        const thing = looking(reader, 'shown_thing', thingId, thingId)
        const [wholeThing] = await thing.whole()
        expect(await thing.ofRow('asItIs')).toEqual(
          wholeThing?.sight === 'asItIs' ? [{ row: wholeThing.row, uses: null }] : [],
        )
        expect(wholeThing?.sight === 'asItIs').toBe(whole?.sight === 'asItIs')
      }
    }
  }
  // There are some of each, or this would prove nothing.
  expect(Math.min(...Object.values(found)), JSON.stringify(found)).toBeGreaterThan(0)
}, 300_000)
