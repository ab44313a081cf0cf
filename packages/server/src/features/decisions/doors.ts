import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Bilingual } from '../../platform/errors.ts'

/** What decisions asks of the slices below it. */
export type DecisionsDoors = {
  /** True when the actor may know the challenge. */
  challengeExists(db: Db, actor: Actor, challengeId: string): Promise<boolean>
  /** The signals that do not exist among these. */
  missingSignals(db: Db, signalIds: string[]): Promise<string[]>
  /** Closes signals with the decision that answers them. */
  markDecided(transaction: Db, signalIds: string[], decisionId: string): Promise<void>
  /** Whether the mandate covers this field and amount at this moment, and who holds it. */
  checkMandate(
    db: Db,
    question: { mandateId: string; organisationId: string; field: string; amount: number | null; at: Date },
  ): Promise<MandateAnswer>
}

export type MandateAnswer =
  | { valid: true; mandate: { id: string; function: string; holderName: string; basis: string } }
  | { valid: false; refusal: Bilingual }
