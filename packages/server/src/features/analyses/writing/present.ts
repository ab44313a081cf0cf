import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { isModerator } from '../../moderation/index.ts'
import type { Evidence } from './evidence.ts'
import { authorOf, startContent } from './rules.ts'
import { type Analysis, AnalysisChange, FIELDS } from './schema.ts'
import { asChangeable, missingAnalysis } from './steps.ts'
import { hasDraft, listAnswers, listForks, listPast, type Stored } from './store.ts'

/** A version of an analysis as the API gives it. @throws Problem not-found when there is none */
export async function present(db: Db, actor: Actor, found: Stored | undefined): Promise<Analysis> {
  if (!found) throw missingAnalysis()
  return (await mayRead(db, actor, found)) ? presentWhole(db, actor, found) : presentHidden(found)
}

/** A version of which the reader may have everything. @throws Problem not-found when there is none, or when moderators hid it */
export async function requireReadable(db: Db, actor: Actor, found: Stored | undefined): Promise<Stored> {
  if (!found) throw missingAnalysis()
  if (await mayRead(db, actor, found)) return found
  throw new Problem('not-found', {
    nl: 'Moderatoren hebben deze analyse verborgen. Op de bladzijde staat waarom.',
    en: 'Moderators hid this analysis. Its page says why.',
  })
}

/** What moderators hid only its author and they read, until its words are erased. */
async function mayRead(db: Db, actor: Actor, found: Stored): Promise<boolean> {
  if (found.erased) return false
  return found.hidden === null || isAuthorOf(actor, found) || (await isModerator(db, actor))
}

function isAuthorOf(actor: Actor, { authorKind, authorId }: Stored): boolean {
  const author = authorOf(actor)
  return author !== undefined && author.kind === authorKind && author.id === authorId
}

/** No more than that it is hidden, and why: its address has words of its title, so that is not in it either. */
function presentHidden({ id, version, hidden, publishedAt, updatedAt }: Stored): Analysis {
  return {
    id,
    slug: id,
    state: 'published',
    version,
    latest: version,
    ...startContent({ title: '' }),
    byline: '',
    changes: '',
    basedOn: null,
    forks: [],
    withdrawal: null,
    evidence: null,
    hidden,
    isAuthor: false,
    hasDraft: false,
    publishedAt,
    updatedAt,
    revision: '',
    history: [],
  }
}

async function presentWhole(db: Db, actor: Actor, found: Stored): Promise<Analysis> {
  const { id, slug, version, content, byline, changes, basedOn, withdrawal, publishedAt, updatedAt } = found
  const isAuthor = isAuthorOf(actor, found)
  const past = await listPast(db, id)
  return {
    id,
    slug,
    state: found.state === 'draft' ? 'draft' : withdrawal ? 'withdrawn' : 'published',
    version,
    latest: past[0]?.version ?? 0,
    ...content,
    byline,
    changes,
    basedOn,
    forks: await listForks(db, id),
    withdrawal,
    evidence: await presentEvidence(db, found),
    hidden: found.hidden,
    isAuthor,
    hasDraft: isAuthor && (await hasDraft(db, id)),
    publishedAt,
    updatedAt,
    revision: revisionOf(AnalysisChange, asChangeable(found)),
    history: past.map(({ changed, ...line }) => ({
      ...line,
      changed: FIELDS.filter((field) => changed.includes(field)),
    })),
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
