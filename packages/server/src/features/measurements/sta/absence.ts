import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual, Problem } from '../../../platform/errors.ts'
import { readerOf } from '../plan/reader.ts'
import { explainAbsence } from '../plan/refusals.ts'
import { planTables } from '../plan/shown.ts'
import type { ReadRequest } from '../query/statement.ts'
import { missingEntity } from './problems.ts'

/*
 * Why there is nothing. What is withheld is answered as what is not there: with 404, or in a list with nothing. So what is said of it is made of
 * who asks, and of what they see, and never of what they do not see.
 */

type Asked = Pick<ReadRequest, 'path' | 'actor' | 'now'>

const askingOf = ({ actor, now }: Asked) => ({ actor, now: new Date(Number(now / 1000n)) })

/** The problem for an entity that is not there for who asks, with the agreements that are in the way. */
export async function missingFor(db: Db, asked: Asked): Promise<Problem> {
  return missingEntity(await explainAbsence(db, askingOf(asked)))
}

/** How the answer ends in which nothing is listed. Before it can stand a count of none. */
const EMPTY = '"value":[]}'
/** An answer of more characters lists something. To look how it ends would take as long as to write it. */
const LONGEST_EMPTY = 100

/** The answer to a list; one in which nothing is gets a note that says why, as an annotation of OData (JSON format 4.01, clause 20). */
export async function noteEmpty(db: Db, asked: Asked, body: string, language: 'nl' | 'en'): Promise<string> {
  if (asked.path.kind !== 'collection' || body.length > LONGEST_EMPTY || !body.endsWith(EMPTY)) return body
  const why = (await findCoarse(db, asked)) ?? (await explainAbsence(db, askingOf(asked))) ?? NOTHING
  return `${body.slice(0, -1)},"@samenspel.note":${JSON.stringify(why[language])}}`
}

const NOTHING: Bilingual = {
  nl: 'Hier is niets, of u mag het niet zien. Zoekt u gegevens die er horen te zijn, vraag dan de eigenaar van de dataset (zie /datasets) om toegang.',
  en: 'There is nothing here, or you may not see it. If you look for data that should be here, ask the owner of its dataset (see /datasets) for access.',
}

/** That of the datastream whose observations are asked only figures per hour or day are seen. */
async function findCoarse(db: Db, { path, actor, now }: Asked): Promise<Bilingual | undefined> {
  if (path.kind !== 'collection' || path.entityType !== 'Observation') return undefined
  const parent = path.steps.at(-2)
  if (parent?.entityType !== 'Datastream' || parent.id === undefined) return undefined
  const reader = readerOf(actor, askingOf({ path, actor, now }).now)
  const { rows } = await sql<{ time: number }>`with ${planTables(reader, ['shown_datastream'])}
    select d.time from shown_datastream d where d.shown and d.id = ${String(parent.id)}::bigint and d.time > 0`.execute(
    db,
  )
  const [row] = rows
  if (!row) return undefined
  const [nl, en, resolution] = row.time === 1 ? ['uur', 'hour', 'hour'] : ['dag', 'day', 'day']
  const address = `/api/v1/series?datastream=${parent.id}&resolution=${resolution}`
  return {
    nl: `Losse metingen van deze meetreeks ziet u niet, wel cijfers per ${nl}: ${address}`,
    en: `You do not see single measurements of this datastream, but figures per ${en}: ${address}`,
  }
}
