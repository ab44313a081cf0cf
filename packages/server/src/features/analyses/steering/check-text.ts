import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { Calculations } from '../../indicators/index.ts'
import type { FoundUses } from '../../measurements/index.ts'
import { type Sealed, seal } from '../writing/evidence.ts'
import type { Content } from '../writing/schema.ts'
import { checkAnalysis } from './check.ts'

/** The check of a text, with the hash of what it is of. */
export type CheckedText = { of: string; check: Sealed; uses: FoundUses[] }

/** Checks a text that is about to be published, on what everybody may see, and seals the check. */
export async function checkText(
  db: Db,
  { now, calculator }: { now: Date } & Pick<Calculations, 'calculator'>,
  content: Content,
): Promise<CheckedText> {
  const { check, uses } = await checkAnalysis(db, { actor: ANONYMOUS, now, calculator }, content)
  return { of: seal(content).sha256, check: seal(check), uses }
}
