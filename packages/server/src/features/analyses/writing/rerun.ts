/** Asks the questions of a published version again, on the data of now, and compares. */
import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { findIndicator } from '../../indicators/index.ts'
import type { FoundUses } from '../../measurements/index.ts'
import type { Answer } from '../schema.ts'
import { compareAnswers } from './compare.ts'
import type { Evidence } from './evidence.ts'
import { answerCharts, type ChartAnswer, usesOf } from './freeze.ts'
import { pickCharts } from './schema.ts'
import type { Rerun } from './schema-rerun.ts'
import { findAnswer, type Stored } from './store.ts'

/** Answers all charts, or one, anew as everybody may see them; with whose measurements are in the answers. */
export async function rerun(
  db: Db,
  now: Date,
  { id, version, content, evidence, publishedAt }: Stored,
  chart?: number,
): Promise<{ rerun: Rerun; uses: FoundUses[] }> {
  const asked = pickCharts(content.charts, chart)
  const found = await answerCharts(db, { actor: ANONYMOUS, now }, asked)
  const charts: Rerun['charts'] = []
  for (const [index, { question }] of asked.entries()) {
    const kept = await findAnswer(db, id, version, index + (chart ?? 0))
    const before = kept?.body ? (JSON.parse(kept.body) as Answer) : undefined
    charts.push({ question, ...compareChart(before, found[index]) })
  }
  return {
    rerun: {
      version,
      frozenAt: publishedAt ?? '',
      at: now.toISOString(),
      charts,
      indicators: await compareIndicators(db, evidence),
    },
    uses: usesOf(found),
  }
}

function compareChart(
  before: Answer | undefined,
  found: ChartAnswer | undefined,
): Omit<Rerun['charts'][number], 'question'> {
  const after = found?.answer
  const unit = (after ?? before)?.what.unit ?? ''
  if (!after) {
    const { nl = '', en = '' } = found?.obstacle ?? {}
    return { state: 'refused', refusal: { nl, en }, unit, answer: null, comparison: null }
  }
  if (!before) return { state: 'removed', refusal: null, unit, answer: after, comparison: null }
  const comparison = compareAnswers(before, after)
  const { changed, added, gone, otherwise } = comparison
  const state = changed + added + gone + otherwise === 0 ? 'same' : 'changed'
  return { state, refusal: null, unit, answer: after, comparison }
}

async function compareIndicators(db: Db, evidence: string | null): Promise<Rerun['indicators']> {
  if (evidence === null) return []
  const compared: Rerun['indicators'] = []
  for (const { id, slug, version, definition } of (JSON.parse(evidence) as Evidence).indicators) {
    const now = await findIndicator(db, id, [])
    const { title } = definition as { title: string }
    compared.push({ slug: now?.slug ?? slug, title, before: version, after: now?.version ?? null })
  }
  return compared
}
