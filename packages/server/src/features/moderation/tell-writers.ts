import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import { beginTrace } from '../../platform/trace.ts'
import { findCorrespondent } from '../parties/index.ts'
import { describeAction } from './activities.ts'
import { judgementMail } from './mails.ts'
import { noteTold, takeUntold } from './store/judgements.ts'

const AGAIN_MILLISECONDS = 15 * 60_000

/** Sends every writer what was judged about what they wrote, once. What cannot be sent is tried again later. */
export async function tellWriters(
  { db, clock, mail, config, report }: Platform,
  record: RecordProcessing,
): Promise<void> {
  for (;;) {
    const now = clock()
    const judgement = await takeUntold(db, { now, again: new Date(now.getTime() + AGAIN_MILLISECONDS) })
    if (!judgement) return
    const { id, writerId, answers } = judgement
    try {
      const writer = writerId === null ? undefined : await findCorrespondent(db, writerId)
      if (writer && writerId !== null) {
        await record(describeAction(beginTrace(), 'oordeel aan schrijver sturen', [writerId]))
        const page = `${config.publicUrl}/oordelen/${id}`
        await mail(judgementMail(writer.email, { ...judgement, isAnswer: answers !== null }, page))
      }
      await noteTold(db, id, now)
    } catch (error) {
      report({ kind: 'job-failed', job: TELL, error })
    }
  }
}

export const TELL = 'moderation.tell-writers'
