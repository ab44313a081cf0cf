import { listCiting } from './features/decisions/index.ts'
import { listCounting } from './features/indicators/index.ts'
import { listOwnThings } from './features/measurements/index.ts'
import type { Db } from './platform/database/connect.ts'

type Named = { id: string; slug: string; title: string }

/**
 * What measurements of someone led to: published indicators in which they counted, and decisions that cite such an indicator. It is about
 * several slices, of which none may know all others, so it is here.
 */
export async function findEffects(
  db: Db,
  { personId, now }: { personId: string; now: Date },
): Promise<{ indicators: Named[]; decisions: Named[] }> {
  const thingIds = await listOwnThings(db, personId)
  const indicators = thingIds.length === 0 ? [] : await listCounting(db, thingIds, now)
  const decisions = indicators.length === 0 ? [] : await listCiting(db, indicators)
  return { indicators, decisions }
}
