import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import type { Evidence } from './evidence.ts'
import { authorOf, listChanged } from './rules.ts'
import { type Analysis, AnalysisChange, type HistoryLine } from './schema.ts'
import { asChangeable, missingAnalysis } from './steps.ts'
import { hasDraft, listAnswers, listForks, listPast, type Past, type Stored } from './store.ts'

/** A version of an analysis as the API gives it. @throws Problem not-found when there is none */
export async function present(db: Db, actor: Actor, found: Stored | undefined): Promise<Analysis> {
  if (!found) throw missingAnalysis()
  const { id, slug, version, content, byline, changes, basedOn, withdrawal, publishedAt, updatedAt } = found
  const author = authorOf(actor)
  const isAuthor = author !== undefined && author.kind === found.authorKind && author.id === found.authorId
  const past = await listPast(db, id)
  return {
    id,
    slug,
    state: found.state === 'draft' ? 'draft' : withdrawal ? 'withdrawn' : 'published',
    version,
    latest: past.at(-1)?.version ?? 0,
    ...content,
    byline,
    changes,
    basedOn,
    forks: await listForks(db, id),
    withdrawal,
    evidence: await presentEvidence(db, found),
    isAuthor,
    hasDraft: isAuthor && (await hasDraft(db, id)),
    publishedAt,
    updatedAt,
    revision: revisionOf(AnalysisChange, asChangeable(found)),
    history: tellHistory(past),
  }
}

async function presentEvidence(
  db: Db,
  { id, version, evidence, sha256 }: Stored,
): Promise<Analysis['evidence']> {
  if (evidence === null || sha256 === null) return null
  const { software, indicators } = JSON.parse(evidence) as Evidence
  return {
    sha256,
    bytes: Buffer.byteLength(evidence),
    software,
    indicators: indicators.map(({ slug, version: number, definition }) => ({
      slug,
      title: (definition as { title: string }).title,
      version: number,
    })),
    answers: await listAnswers(db, id, version),
  }
}

/** What each version changed, newest first. */
function tellHistory(past: readonly Past[]): HistoryLine[] {
  return past
    .map(({ content, ...line }, index) => {
      const before = past[index - 1]
      return { ...line, changed: before ? listChanged(before.content, content) : [] }
    })
    .reverse()
}
