import { listCiting } from './features/decisions/index.ts'
import { listCountedSeries } from './features/measurements/index.ts'
import type { Db } from './platform/database/connect.ts'
import { type Http, INTERNAL_HEADER } from './platform/http/server.ts'

type Named = { id: string; slug: string; title: string }

/** A published indicator, with what it counts. */
type CountingIndicator = Named & { property: string; datasetIds: string[] }

/** Gives all published indicators. */
export type ListIndicators = () => Promise<CountingIndicator[]>

/**
 * What measurements of someone led to: published indicators that count them, and decisions that cite such an indicator. It is about
 * several slices, of which none may know all others, so it is here.
 */
export async function findEffects(
  db: Db,
  { personId, now }: { personId: string; now: Date },
  listAll: ListIndicators,
): Promise<{ indicators: Named[]; decisions: Named[] }> {
  const series = await listCountedSeries(db, personId, now)
  if (series.length === 0) return { indicators: [], decisions: [] }
  const indicators = (await listAll()).filter(({ property, datasetIds }) =>
    series.some(
      ({ datasetId, propertyName, propertyDefinition }) =>
        [propertyName, propertyDefinition].includes(property) &&
        (datasetIds.length === 0 || datasetIds.includes(datasetId)),
    ),
  )
  const decisions = indicators.length === 0 ? [] : await listCiting(db, indicators)
  return { indicators: indicators.map(({ id, slug, title }) => ({ id, slug, title })), decisions }
}

/** The published indicators, asked as anybody can. */
export async function listIndicators(http: Http, internalKey: string): Promise<CountingIndicator[]> {
  const found: CountingIndicator[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const answer = await http.inject({
      url: '/api/v1/indicators',
      query: { pageSize: '100', ...(cursor === undefined ? {} : { cursor }) },
      headers: { [INTERNAL_HEADER]: internalKey },
    })
    if (answer.statusCode !== 200) throw new Error(`The indicators answered ${answer.statusCode}.`)
    const page = answer.json<{ items: CountingIndicator[]; next: string | null }>()
    found.push(...page.items)
    cursor = page.next
  }
  return found
}
