/** What is published of an evaluation: one canonical text with its hash. */
import { sealJson } from '../../platform/seal-json.ts'
import { definitionOf, type Indicator } from '../indicators/index.ts'
import type { Planned } from '../interventions/index.ts'
import type { Outcome, Study } from './compute/study.ts'
import { listChanged } from './rules.ts'
import type {
  CitedCheck,
  ComputationBeside,
  Content,
  EarlierComputation,
  Evaluation,
  PlanDeviation,
} from './schema.ts'
import type { StoredComputation } from './store/computations.ts'
import type { Stored } from './store/evaluations.ts'

/** The published text, read back. */
export type Published = {
  /** The first form had no `steering` and no `beside`. A change of what is written is a new number. */
  form: 'samenspel-evaluation-1' | 'samenspel-evaluation-2'
  publishedAt: string
  evaluation: Pick<Stored, 'id' | 'slug' | 'number' | 'interventionId' | 'challengeId' | 'ownerId'>
  content: Content
  intervention: { id: string; slug: string; title: string; startedOn: string }
  expectation: Planned['hypothesis']
  plan: Planned['plan']
  planDeviations: PlanDeviation[]
  interventionDeviations: Evaluation['interventionDeviations']
  indicator: Pick<Indicator, 'id' | 'slug' | 'title' | 'unit' | 'version'> & { definition: unknown }
  steering?: CitedCheck
  computation: {
    number: number
    askedAt: string
    finishedAt: string
    studySha256: string
    outcomeSha256: string
  }
  study: Study
  outcome: Outcome
  earlier: EarlierComputation[]
  beside?: ComputationBeside[]
}

export function sealPublication({
  current,
  planned,
  indicator,
  steering,
  deviations,
  done,
  earlier,
  beside,
  isPublic,
  at,
}: {
  current: Stored
  planned: Planned & { startedOn: string }
  indicator: Indicator
  steering: CitedCheck
  deviations: PlanDeviation[]
  done: StoredComputation
  earlier: readonly StoredComputation[]
  beside: readonly (StoredComputation & { evaluation: number })[]
  /** Whether everyone may see the figures of an indicator. */
  isPublic: (indicatorId: string) => boolean
  at: Date
}): { body: string; sha256: string; answer: Outcome['answer'] } {
  const { id, slug, number, interventionId, challengeId, ownerId, content } = current
  const outcome = JSON.parse(done.outcome ?? 'null') as Outcome
  const published: Published = {
    form: 'samenspel-evaluation-2',
    publishedAt: at.toISOString(),
    evaluation: { id, slug, number, interventionId, challengeId, ownerId },
    content,
    intervention: {
      id: planned.id,
      slug: planned.slug,
      title: planned.title,
      startedOn: planned.startedOn,
    },
    expectation: planned.hypothesis,
    plan: planned.plan,
    planDeviations: deviations,
    interventionDeviations: tellDeviations(planned),
    indicator: {
      id: indicator.id,
      slug: indicator.slug,
      title: indicator.title,
      unit: indicator.unit,
      version: indicator.version,
      definition: definitionOf(indicator),
    },
    steering,
    computation: {
      number: done.number,
      askedAt: done.askedAt.toISOString(),
      finishedAt: done.finishedAt?.toISOString() ?? '',
      studySha256: done.studySha256,
      outcomeSha256: done.outcomeSha256 ?? '',
    },
    study: JSON.parse(done.study) as Study,
    outcome,
    earlier: earlier.map((each) => tellEarlier(each, content, isPublic)),
    beside: beside.map((each) => tellBeside(each, content, isPublic)),
  }
  return { ...sealJson(published), answer: outcome.answer }
}

/**
 * What was computed before: who computes until it pleases is seen to do so.
 * @param isPublic whether who reads it may see the figures of an indicator; how large the effect in others was is not told
 */
export function tellEarlier(
  computation: StoredComputation,
  content: Content,
  isPublic: (indicatorId: string) => boolean = () => true,
): EarlierComputation {
  const { answer, effect } = JSON.parse(computation.outcome ?? 'null') as Outcome
  const { unit } = JSON.parse(computation.study) as Study
  const mayTell = isPublic(computation.content.indicatorId)
  return {
    number: computation.number,
    askedAt: computation.askedAt.toISOString(),
    studySha256: computation.studySha256,
    changed: listChanged(computation.content, content),
    answer,
    estimate: mayTell ? (effect?.estimate ?? null) : null,
    ...(mayTell && effect && { scale: effect.scale }),
    ...(mayTell && { unit }),
  }
}

/** The same of another evaluation of the same intervention: who begins anew until it pleases is seen as well. */
export const tellBeside = (
  { evaluation, ...computation }: StoredComputation & { evaluation: number },
  content: Content,
  isPublic?: (indicatorId: string) => boolean,
): ComputationBeside => ({ evaluation, ...tellEarlier(computation, content, isPublic) })

/** Without what is of the row alone; what the platform says in both languages is there when it does. */
export const tellDeviations = (planned: Pick<Planned, 'deviations'> | undefined) =>
  (planned?.deviations ?? []).map(({ id: _, recordedAt: _at, ...deviation }) => deviation)
