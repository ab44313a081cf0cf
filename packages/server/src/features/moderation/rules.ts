import type { Bilingual } from '../../platform/errors.ts'
import type { RuleKey } from './house-rules.ts'
import type { Verdict } from './lists.ts'

/** What decides about a judgement: what stands, what waits, and who is involved. */
export type Standing = {
  verdict: Verdict
  rule: RuleKey
  judgedAt: Date
  moderatorId: string | null
  /** The writer asked for another look, and nobody gave one. */
  isAsked: boolean
}

/** Why a moderator may not judge a text; undefined when they may. */
export function findObjection({
  moderatorId,
  writerId,
  reporterIds,
  standing,
  otherModerators,
}: {
  moderatorId: string
  writerId: string | null
  reporterIds: readonly string[]
  standing: Standing | undefined
  /** Moderators besides this one who neither wrote nor reported it. */
  otherModerators: number
}): Bilingual | undefined {
  if (writerId === moderatorId) {
    return {
      nl: 'U schreef dit zelf. Laat een andere moderator oordelen.',
      en: 'You wrote this yourself. Let another moderator judge it.',
    }
  }
  if (reporterIds.includes(moderatorId)) {
    return {
      nl: 'U meldde dit zelf. Laat een andere moderator oordelen.',
      en: 'You reported this yourself. Let another moderator judge it.',
    }
  }
  if (standing?.isAsked && standing.moderatorId === moderatorId && otherModerators > 0) {
    return {
      nl: 'De schrijver vraagt om nog een blik. Laat een andere moderator dan u daarnaar kijken.',
      en: 'The writer asks for another look. Let a moderator other than you take it.',
    }
  }
  return undefined
}

/** Whether a judgement would say again what stands, while nobody asked anything. */
export function saysNothingNew(
  standing: Standing | undefined,
  verdict: Verdict,
  waitingReports: number,
): boolean {
  if (waitingReports > 0 || standing?.isAsked) return false
  return (standing?.verdict ?? 'shown') === verdict
}

/** Whether a report was answered before: the same rule, about a text that did not change since. */
export function isAnswered(standing: Standing | undefined, rule: RuleKey, changedAt: Date): boolean {
  return standing?.verdict === 'shown' && standing.rule === rule && changedAt <= standing.judgedAt
}
