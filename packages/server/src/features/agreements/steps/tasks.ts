/** What changes a task. */
import { type Actor, hasRole } from '../../../platform/actor.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import { EDITORS } from '../lists.ts'
import { readerOf } from '../refuse.ts'
import type { Task } from '../schema/tasks.ts'
import { tellChange } from '../store/changes.ts'
import { completeTask, findTask, lockTask } from '../store/tasks.ts'

/** Keeps that a task is done, by an official of the party that promised it. A condition that is met again may open data again. */
export async function doTask(platform: Platform, actor: Actor, id: string, note: string): Promise<Task> {
  const { db, clock } = platform
  return db.transaction().execute(async (transaction) => {
    await lockTask(transaction, id)
    const task = requireTask(await findTask(transaction, id, readerOf(platform, actor)))
    if (actor.kind === 'anonymous' || !hasRole(actor, EDITORS, task.organisationId)) throw foreignTask()
    if (task.state === 'done' || task.state === 'lapsed') throw notOpen()
    const personId = actor.kind === 'person' ? actor.personId : null
    await completeTask(transaction, id, { note, name: actor.name, personId, at: clock() })
    await tellChange(transaction, task.agreementId)
    return requireTask(await findTask(transaction, id, readerOf(platform, actor)))
  })
}

/** The task, or the problem that it does not exist for whoever asks. */
export function requireTask(task: Task | undefined): Task {
  if (!task) throw notFound({ nl: 'Deze taak', en: 'This task' })
  return task
}

function foreignTask(): Problem {
  return new Problem('not-allowed', {
    nl: 'Deze taak is van een andere organisatie. Alleen wie daar werkt, kan haar afronden.',
    en: 'This task is of another organisation. Only who works there can complete it.',
  })
}

function notOpen(): Problem {
  return new Problem('conflict', {
    nl: 'Deze taak is al gedaan of hoeft niet meer. Lees haar opnieuw.',
    en: 'This task is already done or not needed any more. Read it again.',
  })
}
