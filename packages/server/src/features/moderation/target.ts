import type { Db } from '../../platform/database/connect.ts'
import type { TargetKind } from './lists.ts'

/** Something that somebody wrote, as moderation needs to know it. */
export type Target = {
  id: string
  /** The account of who wrote it; null when nobody is to be told. */
  writerId: string | null
  /** Under which name it was written; null for none. */
  writerName: string | null
  text: string
  /** When the text was last changed: what was judged before says nothing of it. */
  changedAt: Date
  /** The page of the site on which it is read. */
  path: string
}

/** Finds what is about something that everybody may see, hidden by moderators or not. What is not in the answer cannot be reported. */
export type FindTargets = (db: Db, ids: readonly string[]) => Promise<Target[]>

/** For each kind of text, how it is found: the slices of those are higher than this one. */
export type Targets = Readonly<Record<TargetKind, FindTargets>>

/** Tells the slice of a text that moderators judged it. */
export type TellJudged = (
  transaction: Db,
  judged: { judgementId: string; verdict: 'hidden' | 'shown'; at: Date },
) => Promise<void>
