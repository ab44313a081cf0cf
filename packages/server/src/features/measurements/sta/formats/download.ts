import { Readable } from 'node:stream'
import { formatPath, type ResourcePath } from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../../platform/actor.ts'
import type { Clock } from '../../../../platform/clock.ts'
import type { Db } from '../../../../platform/database/connect.ts'
import type { Reporter } from '../../../../platform/report.ts'
import { readingKey } from '../../plan/reader.ts'
import type { FoundUses } from '../../plan/uses.ts'
import { compilePage, type ListRequest } from '../../query/statement.ts'
import type { Table } from '../../query/table.ts'
import type { Uses } from '../../uses/recording.ts'
import { missingFor } from '../absence.ts'
import { rightsEnded } from '../problems.ts'
import { ask, type Client, recordUnanswered, understand } from '../read.ts'
import type { Format } from './format.ts'

/** Rows per statement. */
const PAGE_OF_OBSERVATIONS = 5_000
const PAGE = 500

/** An answer that is written while it is sent. */
export type Download = { type: string; filename: string; body: Readable }

/**
 * A whole list, or its first `$top` rows, in another form than JSON. It is read page by page by key, each with one statement
 * and the rights of that moment, so that memory and connections do not grow with the list. It breaks off when its token or session has
 * ended, or may not read the same any more, and when nothing is left to be read of what there was more of.
 * What a page uses of residents is recorded before it is sent.
 * @param resolveAgain finds out again who asks, before each page but the first
 * @throws Problem when the first page cannot be read or recorded; a later failure breaks the answer off
 */
export async function openDownload(
  db: Db,
  request: ListRequest,
  format: Format,
  {
    report,
    clock,
    client,
    uses,
    resolveAgain,
  }: {
    report: Reporter
    clock: Clock
    client?: Client | undefined
    uses: Uses
    resolveAgain(): Promise<Actor>
  },
): Promise<Download> {
  const first = await readPage(db, request, format, {}, client, () => recordUnanswered(db, request, uses))
  await uses.record(first.uses)
  return {
    type: format.type,
    filename: `${nameOf(request.path)}.${format.extension}`,
    body: Readable.from(format.write(first.table, pagesFrom(first))),
  }

  async function* pagesFrom(page: Page): AsyncGenerator<string> {
    for (let current = page; ; ) {
      yield current.rows
      if (current.next === undefined) return
      try {
        if (readingKey(await resolveAgain()) !== readingKey(request.actor)) throw rightsEnded()
        const seenAt = BigInt(clock().getTime()) * 1000n
        current = await readPage(db, { ...request, seenAt }, format, current.next, client)
        // There was more when the page before was read: who may no longer read it must not take what came for all there is.
        if (current.rows === '') throw rightsEnded()
        await uses.record(current.uses)
      } catch (error) {
        if (!client?.gone.aborted)
          report({ kind: 'request-failed', method: 'GET', route: `download ${format.extension}`, error })
        throw error
      }
    }
  }
}

function nameOf(path: ResourcePath): string {
  return formatPath(path).replaceAll(/[^A-Za-z0-9]+/g, '-')
}

/** How far a download is: after which row, and how many rows are still wanted. */
type Position = { token?: string; wanted?: number }
type Page = { table: Table; rows: string; uses: FoundUses; next: Position | undefined }

async function readPage(
  db: Db,
  request: ListRequest,
  format: Format,
  from: Position,
  client: Client | undefined,
  onFailure?: () => Promise<void>,
): Promise<Page> {
  const { query } = request
  const largest = query.entityType === 'Observation' ? PAGE_OF_OBSERVATIONS : PAGE
  const wanted = from.wanted ?? query.top ?? Number.POSITIVE_INFINITY
  const size = Math.min(wanted, largest)
  const { skip, ...rest } = query
  const paged =
    from.token === undefined ? { ...query, top: size } : { ...rest, top: size, skipToken: from.token }
  const { statement, table } = understand(() => compilePage({ ...request, query: paged }, format))
  const [answer] = await ask(db, statement, client, onFailure)
  if (!answer) throw await missingFor(db, request)
  const isLast = answer.next === null || wanted <= size
  return {
    table,
    rows: answer.rows,
    uses: answer.uses,
    next: isLast || answer.next === null ? undefined : { token: answer.next, wanted: wanted - size },
  }
}
