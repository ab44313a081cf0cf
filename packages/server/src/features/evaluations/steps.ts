/** What changes an evaluation: each step locks it, lets the rules judge, and writes in one transaction. */
import type { Actor } from '../../platform/actor.ts'
import { organisationsOf } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import { refuseStale, revisionOf } from '../../platform/http/revision.ts'
import { publish } from '../../platform/outbox.ts'
import { sealJson } from '../../platform/seal-json.ts'
import type { Platform } from '../../platform/slice.ts'
import { findUnknownAreas, listAreasByCodes } from '../areas/index.ts'
import { findIndicator } from '../indicators/index.ts'
import type { Planned } from '../interventions/index.ts'
import { enterPublished } from '../ledger/index.ts'
import { type Citing, citeCheck } from './cite-check.ts'
import type { Study } from './compute/study.ts'
import { prepareStudy, requireBegun } from './make-study.ts'
import { PUBLISHED_EVALUATIONS, WITHDRAWN_EVALUATIONS } from './published.ts'
import { proposeQuestion } from './question.ts'
import {
  computedStays,
  FIGURES_CHANGED,
  foreignEvaluation,
  missingComputation,
  missingEvaluation,
  NOT_COMPUTED,
  notPublished,
  publishedStays,
  refusal,
  refuse,
  stillComputing,
  tooManyUnderWay,
} from './refuse.ts'
import {
  canWrite,
  checkContent,
  listChanged,
  listDeviations,
  type Obstacle,
  obstaclesInWords,
  startContent,
} from './rules.ts'
import { type Content, EvaluationChange, type NewEvaluation, type Publication } from './schema.ts'
import { sealPublication } from './seal-publication.ts'
import {
  cancelComputations,
  countUnderWay,
  findFirstLook,
  insertComputation,
  listBeside,
  listComputations,
  type StoredComputation,
} from './store/computations.ts'
import {
  deleteEvaluation,
  findByKey,
  insertEvaluation,
  insertPublication,
  lockByKey,
  type Stored,
  storeWithdrawal,
  updateContent,
} from './store/evaluations.ts'

/** The evaluation with this id or slug, when the actor may know of it. @throws Problem not-found */
export async function requireReadable(db: Db, actor: Actor, key: string): Promise<Stored> {
  const found = await findByKey(db, key, organisationsOf(actor))
  if (!found) throw missingEvaluation()
  return found
}

/** Locks an evaluation that the actor may change, changes it, and gives its slug. */
function workOn(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  key: string,
  work: (transaction: Db, current: Stored, at: Date) => Promise<void>,
): Promise<string> {
  return db.transaction().execute(async (transaction) => {
    await lockByKey(transaction, key)
    const current = await requireReadable(transaction, actor, key)
    if (!canWrite(actor, current)) throw foreignEvaluation()
    await work(transaction, current, clock())
    return current.slug
  })
}

function requireDraft({ state }: Stored): void {
  if (state !== 'draft') throw publishedStays()
}

/** Starts an evaluation of an intervention that has begun, as it was planned but for what is given; gives its slug. */
export async function createEvaluation(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  given: NewEvaluation,
): Promise<string> {
  const planned = await requireBegun(platform, given.interventionId)
  if (!canWrite(actor, planned)) throw foreignEvaluation()
  const { db, clock } = platform
  const content = startContent(given, planned)
  if ('pointer' in content) throw refusal('invalid-request', [content])
  if (given.title === undefined) content.title = await askQuestion(db, actor, content, planned)
  refuse('invalid-request', [...checkContent(content), ...(await findUnknown(db, content))])
  return db.transaction().execute((transaction) =>
    insertEvaluation(transaction, {
      interventionId: planned.id,
      challengeId: planned.challengeId,
      ownerId: planned.ownerId,
      content,
      at: clock(),
    }),
  )
}

/** The title to begin with: what is asked of the figure, the areas and the intervention. */
async function askQuestion(db: Db, actor: Actor, content: Content, planned: Planned): Promise<string> {
  const indicator = await findIndicator(db, content.indicatorId, organisationsOf(actor))
  if (!indicator) return content.title
  const areas = await listAreasByCodes(db, content.areaCodes)
  const { hypothesis } = planned
  const hoped = hypothesis?.indicatorId === indicator.id ? hypothesis.direction : indicator.goodDirection
  return proposeQuestion({
    ...{ indicator, hoped, intervention: planned.title },
    areas: areas.map(({ name }) => name),
  })
}

/** Changes the given fields. What is being computed goes on; it is of what was chosen then. */
export function changeEvaluation(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  key: string,
  change: EvaluationChange,
): Promise<string> {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    requireDraft(current)
    const { revision, ...given } = change
    refuseStale(EvaluationChange, current.content, revision)
    const content: Content = { ...current.content, ...given }
    refuse('invalid-request', [...checkContent(content), ...(await findUnknown(transaction, content))])
    await updateContent(transaction, current.id, content, at)
  })
}

/** Removes a draft of which nothing was computed. */
export function removeEvaluation(platform: Pick<Platform, 'db' | 'clock'>, actor: Actor, key: string) {
  return workOn(platform, actor, key, async (transaction, current) => {
    requireDraft(current)
    const computations = await listComputations(transaction, current.id)
    if (computations.some(({ state }) => state === 'done')) throw computedStays()
    await deleteEvaluation(transaction, current.id)
  })
}

/** Computations of one organisation that may wait and run at once. */
const MOST_UNDER_WAY = 10

/** Asks for a computation of what is chosen now, with the figures of now. */
export async function askComputation(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  key: string,
): Promise<string> {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    requireDraft(current)
    if ((await listComputations(transaction, current.id)).some(isUnderWay)) throw stillComputing()
    if ((await countUnderWay(transaction, current.ownerId)) >= MOST_UNDER_WAY)
      throw tooManyUnderWay(MOST_UNDER_WAY)
    const here = { ...platform, db: transaction }
    const planned = await requireBegun(here, current.interventionId)
    const { study, designs } = await prepareStudy(here, actor, current.content, planned)
    const chosen = designs.find(({ design }) => design === study.design)
    if (chosen?.why) throw refusal('not-ready', [{ pointer: '/design', ...chosen.why }])
    const { body, sha256 } = sealJson(study)
    await insertComputation(transaction, current.id, {
      content: current.content,
      study: body,
      studySha256: sha256,
      at,
    })
  })
}

/** Ends what is being computed. */
export function cancelComputation(platform: Pick<Platform, 'db' | 'clock'>, actor: Actor, key: string) {
  return workOn(platform, actor, key, async (transaction, { id }, at) => {
    if (!(await cancelComputations(transaction, id, at))) throw missingComputation()
  })
}

const isUnderWay = ({ state }: StoredComputation) => state === 'waiting' || state === 'running'

/**
 * Publishes what was computed: one canonical text with its hash that is public from now on and never changes. Whatever the answer is, the
 * same is asked. With `check` it only says what is missing.
 */
export async function publishEvaluation(
  platform: Citing,
  actor: Actor,
  key: string,
  { revision, check = false }: Publication,
): Promise<string> {
  const cited = check ? undefined : await citeBeforehand(platform, actor, key)
  return workOn(platform, actor, key, async (transaction, current, at) => {
    requireDraft(current)
    refuseStale(EvaluationChange, current.content, revision)
    refuseStale(EvaluationChange, current.content, cited?.revision)
    const here = { ...platform, db: transaction }
    const planned = await requireBegun(here, current.interventionId)
    const computations = await listComputations(transaction, current.id)
    const done = computations.find(({ state }) => state === 'done')
    const isOfNow = done !== undefined && listChanged(done.content, current.content).length === 0
    const firstLook = await findFirstLook(transaction, { ...current.content, interventionId: planned.id })
    const deviations = listDeviations(current.content, planned, firstLook && calendarDay(firstLook))
    const missing: Obstacle[] = [
      ...(isOfNow ? [] : [NOT_COMPUTED]),
      ...obstaclesInWords(current.content, deviations),
    ]
    if (computations.some(isUnderWay)) throw stillComputing()
    const prepared = await prepareStudy(here, actor, sameWindow(current.content, done), planned)
    if (!prepared.indicator.published || !(check || cited)) missing.push(NOT_PUBLIC)
    if (isOfNow && sealJson({ ...prepared.study, design: designOf(done) }).sha256 !== done.studySha256) {
      missing.push(FIGURES_CHANGED)
    }
    refuse('not-ready', missing)
    if (!cited || !done) return
    const beside = await listBeside(transaction, { id: current.id, interventionId: planned.id })
    const isPublic = await knowPublic(transaction, [...computations, ...beside])
    const sealed = sealPublication({
      current,
      planned,
      indicator: prepared.indicator,
      steering: cited.steering,
      deviations,
      done,
      earlier: computations.filter(({ state, number }) => state === 'done' && number !== done.number),
      beside,
      isPublic,
      at,
    })
    await insertPublication(transaction, current.id, {
      ...sealed,
      indicatorId: prepared.indicator.id,
      areaCodes: current.content.areaCodes,
      at,
    })
    await enterPublished(transaction, PUBLISHED_EVALUATIONS, { id: current.id, version: 1 }, at)
    await publish(transaction, 'evaluations.published', tell(current))
  })
}

/** What is cited of the indicator, computed before the draft is locked; undefined when it cannot be published anyway. */
async function citeBeforehand(platform: Citing, actor: Actor, key: string) {
  const { state, content, ...owned } = await requireReadable(platform.db, actor, key)
  if (state !== 'draft' || !canWrite(actor, owned)) return undefined
  const indicator = await findIndicator(platform.db, content.indicatorId, organisationsOf(actor))
  if (!indicator?.published) return undefined
  const steering = await citeCheck(platform, indicator, content.areaCodes)
  return { steering, revision: revisionOf(EvaluationChange, content) }
}

/** Which of the indicators of computations everyone may see. */
async function knowPublic(
  db: Db,
  computations: readonly StoredComputation[],
): Promise<(indicatorId: string) => boolean> {
  const ids = [...new Set(computations.map(({ content }) => content.indicatorId))]
  const found = await Promise.all(ids.map((id) => findIndicator(db, id, [])))
  const known = new Set(found.flatMap((indicator) => (indicator ? [indicator.id] : [])))
  return (id) => known.has(id)
}

/** The window of what was computed: without it, every day that passes would be other figures. */
function sameWindow(content: Content, done: StoredComputation | undefined): Content {
  if (!done) return content
  const { until } = JSON.parse(done.study) as { until?: string }
  return until === undefined ? content : { ...content, until }
}

const designOf = ({ study }: StoredComputation) => (JSON.parse(study) as Study).design

/** Says of something published that it no longer holds, with the reason. It stays readable. */
export function withdrawEvaluation(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  key: string,
  reason: string,
): Promise<string> {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    if (current.state !== 'published') throw notPublished()
    const { id } = current
    await storeWithdrawal(transaction, id, reason, at)
    await enterPublished(transaction, WITHDRAWN_EVALUATIONS, { id, version: 1 }, at)
    await publish(transaction, 'evaluations.withdrawn', tell(current))
  })
}

const tell = ({ id, slug, interventionId, challengeId }: Stored) => ({
  evaluationId: id,
  slug,
  interventionId,
  challengeId,
})

async function findUnknown(db: Db, { areaCodes, comparisonCodes }: Content): Promise<Obstacle[]> {
  return [
    ...(await findUnknownAreas(db, areaCodes)),
    ...(await findUnknownAreas(db, comparisonCodes, '/comparisonCodes')),
  ]
}

const NOT_PUBLIC: Obstacle = {
  pointer: '/indicatorId',
  nl: 'De indicator is niet openbaar. Publiceer haar eerst: anders kan niemand de uitkomst nagaan.',
  en: 'The indicator is not public. Publish it first: else nobody can check the outcome.',
}
