import type { Actor } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Platform } from '../../platform/slice.ts'
import { prepareStudy, requireBegun } from './make-study.ts'
import { foreignEvaluation } from './refuse.ts'
import { canWrite, listDeviations } from './rules.ts'
import type { Choices } from './schema.ts'
import { findFirstLook } from './store/computations.ts'
import type { Stored } from './store/evaluations.ts'
import { listPossibleAreas } from './store/figures.ts'

/** What can be chosen for an evaluation, with what is proposed: known before anything is computed. */
export async function tellChoices(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  stored: Stored,
): Promise<Choices> {
  if (!canWrite(actor, stored)) throw foreignEvaluation()
  const { content } = stored
  const planned = await requireBegun(platform, stored.interventionId)
  const firstLook = await findFirstLook(platform.db, { ...content, interventionId: planned.id })
  const possible = await listPossibleAreas(platform.db, content)
  const prepared = await prepareStudy(platform, actor, content, planned, possible)
  const { study, material, designs, steps, step, from, until, areas, incidents } = prepared
  const treated = study.areas.filter(({ startedAt }) => startedAt !== null).map(({ code }) => code)
  const roleOf = (code: string) =>
    treated.includes(code) ? 'treated' : content.comparisonCodes.includes(code) ? 'compared' : 'possible'
  return {
    designs,
    design: study.design,
    steps: [...steps],
    step,
    from,
    until,
    material: {
      treated: material.treated,
      compared: material.compared,
      before: material.before,
      after: material.after,
    },
    areas: areas.map(({ code, name, neighbours, figures }) => ({
      code,
      name,
      role: roleOf(code),
      figures: figures.length,
      isNeighbour: neighbours.some((each) => treated.includes(each)),
    })),
    incidents,
    planDeviations: listDeviations(content, planned, calendarDay(firstLook ?? platform.clock())),
  }
}
