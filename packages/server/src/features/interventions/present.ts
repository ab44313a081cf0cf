import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { revisionOf } from '../../platform/http/revision.ts'
import { findIndicator } from '../indicators/index.ts'
import { indicatorsIn } from './course.ts'
import { canWrite } from './rules.ts'
import { type Intervention, InterventionChange } from './schema.ts'
import type { Stored } from './store/interventions.ts'

/** An intervention as the API gives it to who asks. */
export async function present(db: Db, actor: Actor, stored: Stored): Promise<Intervention> {
  const { content, updatedAt, ...rest } = stored
  const own = organisationsOf(actor)
  const found = await Promise.all(indicatorsIn(content).map((id) => findIndicator(db, id, own)))
  return {
    ...rest,
    ...content,
    indicators: found.flatMap((each) =>
      each ? [{ id: each.id, slug: each.slug, title: each.title, unit: each.unit, period: each.period }] : [],
    ),
    mayWrite: canWrite(actor, stored),
    updatedAt: updatedAt.toISOString(),
    revision: revisionOf(InterventionChange, content),
  }
}
