import { type EntityType, formatQuery } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { DatasetAccess } from '../../catalogue/index.ts'
import { removeEntity } from '../entities/remove.ts'
import type { Writing } from '../entities/writing.ts'
import { deleteObservations } from '../ingest/delete-observations.ts'
import type { FoundUses } from '../plan/uses.ts'
import { column, type Sql } from '../query/fragments.ts'
import { compilePage, type ListRequest } from '../query/statement.ts'
import type { Table } from '../query/table.ts'
import type { Uses } from '../uses/recording.ts'
import { mayChange } from '../writers.ts'
import { missingEntity, notAllowedHere, unanswerable } from './problems.ts'
import { recordUnanswered, understand } from './read.ts'

/** What became of the entities that matched: deleted, or kept because they are in a dataset of someone else. */
export type DeletedList = { deleted: number; kept: number }

/** Entities per transaction; deleting one of another type can take all its observations with it. */
const OBSERVATIONS = 5_000
const OTHERS = 50

/**
 * Deletes the entities of a list that match its `$filter` and that the actor may change: an extension of the standard. It
 * goes page by page, each in a transaction of its own, so what was deleted before a failure stays deleted. Nothing of residents is deleted,
 * but whether something of theirs matches tells of it: that is recorded as what a list of the same would use, before anything is done.
 * @throws Problem method-not-allowed without a filter, not-allowed when only entities of others match, unavailable when it cannot be recorded
 */
export async function deleteList(platform: Platform, request: ListRequest, uses: Uses): Promise<DeletedList> {
  const { filter, entityType } = request.query
  if (!filter) throw notAllowedHere('DELETE', request.path)
  const only = { entityType, filter, orderBy: [], expand: [], custom: [] }
  if (formatQuery(request.query) !== formatQuery(only)) throw onlyFilter()
  if (platform.db.isTransaction) throw notInside()
  await recordUnanswered(platform.reading, request, uses)
  const outcome: DeletedList = { deleted: 0, kept: 0 }
  let token: string | undefined
  do {
    const top = entityType === 'Observation' ? OBSERVATIONS : OTHERS
    const query = { ...only, top, ...(token === undefined ? {} : { skipToken: token }) }
    const done = await platform.db.transaction().execute(async (transaction) => {
      const { clientIds } = platform.config
      const { arrival } = platform
      const writing = { transaction, actor: request.actor, now: platform.clock(), arrival, clientIds }
      const { found, ...page } = await readPage(writing, { ...request, query })
      const own = found.filter(({ dataset }) => mayChange(request.actor, dataset))
      await deleteEach(
        writing,
        entityType,
        own.map(({ id }) => id),
      )
      outcome.deleted += own.length
      outcome.kept += found.length - own.length
      return page
    })
    // Who began to consent meanwhile, too.
    await uses.record(done.uses)
    token = done.next
  } while (token !== undefined)
  if (outcome.deleted === 0 && outcome.kept > 0) throw ofOthers()
  return outcome
}

type Found = { id: number; dataset: DatasetAccess }

async function readPage(
  { transaction }: Writing,
  request: ListRequest,
): Promise<{ found: Found[]; next: string | undefined; uses: FoundUses }> {
  const { statement } = understand(() => compilePage(request, { row: identify }))
  await sql`select set_config('statement_timeout', '10000', true)`.execute(transaction)
  const { rows } = await statement.execute(transaction).catch((error: unknown) => {
    throw unanswerable(error) ?? error
  })
  await sql`select set_config('statement_timeout', '0', true)`.execute(transaction)
  const [page] = rows
  if (!page) throw missingEntity()
  const found = JSON.parse(`[${page.rows}]`) as [number, string, string, DatasetAccess['access']][]
  return {
    found: found.map(([id, dataset, ownerId, access]) => ({ id, dataset: { id: dataset, ownerId, access } })),
    next: page.next ?? undefined,
    uses: page.uses,
  }
}

/** An entity's id, with its dataset. */
function identify({ binding: { type, alias } }: Table): Sql {
  const belongs =
    type === 'Observation'
      ? sql`(select d.dataset_id from measurements.datastream d where d.id = ${column(alias, 'datastream_id')})`
      : column(alias, 'dataset_id')
  return sql`(select json_build_array(${column(alias, 'id')}, v.id, v.owner_id, v.access)::text
    from catalogue.v_dataset v where v.id = ${belongs})`
}

async function deleteEach(writing: Writing, type: EntityType, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  if (type === 'Observation') await deleteObservations(writing.transaction, { ids })
  else for (const id of ids) await removeEntity(writing, type, id)
}

function onlyFilter(): Problem {
  return new Problem('invalid-query', {
    nl: 'Bij het verwijderen van een lijst kan alleen $filter. Laat de andere opties weg.',
    en: 'Only $filter can be used to delete a list. Leave the other options out.',
  })
}

function notInside(): Problem {
  return new Problem('not-implemented', {
    nl: 'Een lijst verwijderen kan niet in een groep van een batch. Stuur het als los verzoek.',
    en: 'A list cannot be deleted inside a change set of a batch. Send it as a request of its own.',
  })
}

function ofOthers(): Problem {
  return new Problem('not-allowed', {
    nl: 'Alles wat hieraan voldoet is van een ander. U kunt alleen verwijderen wat van uw eigen organisatie is.',
    en: 'All that matches is of someone else. You can only delete what is of your own organisation.',
  })
}
