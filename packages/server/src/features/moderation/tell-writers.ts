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
  let isDone = false
  while (!isDone) {
    isDone = await db.transaction().execute(async (transaction) => {
      const now = clock()
      const judgement = await takeUntold(transaction, now)
      if (!judgement) return true
      const { id, writerId, answers } = judgement
      const writer = writerId === null ? undefined : await findCorrespondent(transaction, writerId)
      try {
        if (writer && writerId !== null) {
          await record(describeAction(beginTrace(), 'oordeel aan schrijver sturen', [writerId]))
          const page = `${config.publicUrl}/oordelen/${id}`
          await mail(judgementMail(writer.email, { ...judgement, isAnswer: answers !== null }, page))
        }
        await noteTold(transaction, id, { at: now })
      } catch (error) {
        report({ kind: 'job-failed', job: TELL, error })
        await noteTold(transaction, id, { again: new Date(now.getTime() + AGAIN_MILLISECONDS) })
      }
      return false
    })
  }
}

export const TELL = 'moderation.tell-writers'
