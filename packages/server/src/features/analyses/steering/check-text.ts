import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { type Sealed, sealJson } from '../../../platform/seal-json.ts'
import type { Calculations } from '../../indicators/index.ts'
import type { FoundUses } from '../../measurements/index.ts'
import type { Content } from '../writing/schema.ts'
import { checkAnalysis } from './check.ts'

/** Checks a text that is about to be published, on what everybody may see, and seals the check. */
export async function checkText(
  db: Db,
  { now, calculator }: { now: Date } & Pick<Calculations, 'calculator'>,
  content: Content,
): Promise<{ check: Sealed; uses: FoundUses[] }> {
  const { check, uses } = await checkAnalysis(db, { actor: ANONYMOUS, now, calculator }, content)
  return { check: sealJson(check), uses }
}
