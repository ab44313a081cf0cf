import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { rowTables, type Sight, sightOf } from './one-row.ts'
import { type Reader, readerOf } from './reader.ts'
import { planTables, type ShownTable } from './shown.ts'
import { interference } from './testing/interference.ts'
import { ACTORS, type ConsentSpec, type Scenario, scenarios } from './testing/scenario.ts'
import { type FoundUses, usesOf, usesOfRow } from './uses.ts'

const server = useServer()

const WORLDS = process.env.TEST_DATABASE_URL ? 12 : 5
const SIGHTS = ['asItIs', 'byRule'] as const satisfies Sight[]
type Row = { row: unknown; sight?: Sight | null; uses: FoundUses }

/** What the whole plan has of a row, and what the plan of one row has of it. */
function looking(reader: Reader, table: ShownTable, id: number, thingId: number) {
  const ask = async (statement: RawBuilder<Row>) => (await statement.execute(server.database.db)).rows
  const shown = sql`from ${sql.ref(table)} e where e.id = ${id}`
  const uses = usesOf(reader, sql`select ${thingId}::bigint`)
  return {
    whole: () =>
      ask(
        sql`with ${planTables(reader, [table])} select to_json(e) as row, ${sightOf(table, 'e')} as sight, ${uses} as uses ${shown}`,
      ),
    ofRow: (sight: Sight, of = id) =>
      ask(sql`with ${rowTables(reader, table, sql`${of}::bigint`, sight)}
        select to_json(e) as row, ${sight === 'byRule' ? usesOfRow(reader) : sql`null`} as uses ${shown}`),
  }
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
    agreements: agreements.map((each, index) => (index < 3 ? { ...each, ...exact } : each)),
  }
}

it('has of a row what the whole plan has, with the same uses, when it is seen so, and else nothing', async () => {
  const found = { asItIs: 0, byRule: 0, named: 0, byAgreement: 0, coarser: 0, none: 0 }
  for (const [seed, scenario] of fc.sample(scenarios, { seed: 7, numRuns: WORLDS }).entries()) {
    const made = await interference(server).build(preciser(scenario))
    for (const name of ACTORS) {
      const reader = readerOf(made.actors[name].actor, server.now)
      for (const [index, { thingId, datastreamId }] of made.stations.entries()) {
        const other = made.stations[(index + 1) % made.stations.length]?.datastreamId
        const of = looking(reader, 'shown_datastream', datastreamId, thingId)
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
        expect(wholeThing?.sight ?? null).toBe(whole?.sight === 'asItIs' ? 'asItIs' : null)
        expect(await thing.ofRow('asItIs')).toEqual(
          whole?.sight === 'asItIs' ? [{ row: wholeThing?.row, uses: null }] : [],
        )
      }
    }
  }
  // There are some of each, or this would prove nothing.
  expect(Math.min(...Object.values(found)), JSON.stringify(found)).toBeGreaterThan(0)
}, 300_000)
