import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { InputMistake } from '../../../platform/errors.ts'
import { readerOf } from '../plan/reader.ts'
import { planTables } from '../plan/shown.ts'

/** Stations and series that a question names, by number and by where it names them (a JSON pointer). */
type NamedNumber = { pointer: string; kind: 'station' | 'datastream'; key: string }

/**
 * That stations and series of which nothing was found are there for who asks. What may not be known to exist is not there.
 * @returns what is wrong with each that is not
 */
export async function findNamedNumbers(
  db: Db,
  { actor, now }: { actor: Actor; now: Date },
  asked: readonly NamedNumber[],
): Promise<InputMistake[]> {
  if (asked.length === 0) return []
  const idsOf = (wanted: NamedNumber['kind']) =>
    asked.flatMap(({ kind, key }) => (kind === wanted ? [key] : []))
  const { rows } = await sql<{ known: string }>`
    with ${planTables(readerOf(actor, now), ['shown_thing', 'shown_datastream'])}
    select 'station:' || t.id as known from shown_thing t where t.id = any(${idsOf('station')}::int8[])
    union all select 'datastream:' || d.id from shown_datastream d where d.id = any(${idsOf('datastream')}::int8[])`.execute(
    db,
  )
  const known = new Set(rows.map((row) => row.known))
  return asked.flatMap(({ pointer, kind, key }): InputMistake[] =>
    known.has(`${kind}:${key}`) ? [] : [{ in: 'query', pointer, detail: MISSING[kind](key) }],
  )
}

const MISSING = {
  station: (key: string) => ({
    nl: `Er is geen meetpunt met nummer ${key}, of u mag het niet zien. Zoek het op in de lijst van meetpunten.`,
    en: `There is no station with number ${key}, or you may not see it. Look it up in the list of stations.`,
  }),
  datastream: (key: string) => ({
    nl: `Er is geen meetreeks met nummer ${key}, of u mag die niet zien. Zoek die op bij het meetpunt.`,
    en: `There is no series with number ${key}, or you may not see it. Look it up at its station.`,
  }),
}
