import type { EntityType } from '@samenspel/standards/sensorthings'
import { type RawBuilder, sql } from 'kysely'
import { Problem } from '../../../platform/errors.ts'
import type { DatasetAccess } from '../../catalogue/index.ts'
import { tellEntities } from '../feed/changes.ts'
import { tellSeries } from '../feed/tell-series.ts'
import type { Sql } from '../query/fragments.ts'
import { TABLES } from '../query/tables.ts'
import { requireWriter } from '../writers.ts'
import { passId } from './client-ids.ts'
import type { Assignment } from './columns.ts'
import { rememberMove } from './locations.ts'
import { type Existing, requireChangeable, type Writing } from './writing.ts'

/** Stores a new row of a type in a dataset. @throws Problem not-allowed */
export async function insertRow(
  writing: Writing,
  type: EntityType,
  dataset: DatasetAccess,
  assignments: readonly Assignment[],
): Promise<Existing> {
  requireWriter(writing.actor, dataset)
  const all: Assignment[] = [{ column: 'dataset_id', value: sql`${dataset.id}::uuid` }, ...assignments]
  const names = sql.join(all.map(({ column }) => sql.ref(column)))
  const values: RawBuilder<unknown> = sql.join(all.map(({ value }): Sql => value))
  const { rows } = await sql<{ id: number }>`insert into ${sql.table(TABLES[type].name)} (${names})
    values (${values}) returning id`.execute(writing.transaction)
  const [row] = rows
  if (!row) throw new Error(`The ${type} was not stored.`)
  if (type !== 'Observation') await tellEntities(writing.transaction, 'created', type, [row.id])
  if (assignments.some(({ column }) => column === 'id')) await passId(writing, type, row.id)
  return { id: row.id, dataset }
}

/** Types whose existing entities can get another parent. */
export type Movable = 'Datastream' | 'MultiDatastream' | 'HistoricalLocation'

/** Moves an existing entity to another parent. */
export async function moveUnder(
  writing: Writing,
  type: Movable,
  id: bigint,
  column: string,
  parent: Existing,
): Promise<void> {
  const moved = await requireChangeable(writing, type, id)
  if (column === 'thing_id') refuseOtherDataset(moved, parent)
  const tell = async () => {
    if (type === 'Datastream') await tellSeries(writing.transaction, sql`d.id = ${moved.id}`)
  }
  await tell()
  await sql`update ${sql.table(TABLES[type].name)} set ${sql.ref(column)} = ${parent.id} where id = ${moved.id}`.execute(
    writing.transaction,
  )
  await tell()
  await tellEntities(writing.transaction, 'updated', type, [moved.id])
  if (column === 'thing_id') await rememberMove(writing, [parent.id])
}

/**
 * What belongs to a Thing is of the Thing's dataset, so that one decision about who may read covers a station.
 * @throws Problem invalid-request
 */
export function refuseOtherDataset(moved: Existing, thing: Existing): void {
  if (moved.dataset.id === thing.dataset.id) return
  throw new Problem('invalid-request', {
    nl: 'Dit kan niet naar een Thing van een andere dataset. Kies een Thing van dezelfde dataset.',
    en: 'This cannot move to a Thing of another dataset. Choose a Thing of the same dataset.',
  })
}

export function cannotMove(): Problem {
  return new Problem('invalid-request', {
    nl: 'Bestaande Observations of HistoricalLocations kunnen zo niet worden verplaatst. Beschrijf nieuwe.',
    en: 'Existing Observations or HistoricalLocations cannot be moved like this. Describe new ones.',
  })
}
