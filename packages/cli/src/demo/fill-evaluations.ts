import { setTimeout as pause } from 'node:timers/promises'
import { type Connection, dataOf, listAll } from '@samenspel/client'
import { EVALUATIONS } from '../waterrijk/content/evaluations.ts'
import { listInterventions } from '../waterrijk/content/interventions.ts'
import { listSquareInterventions } from '../waterrijk/content/squares.ts'
import type { ExampleEvaluation } from '../waterrijk/content/types.ts'
import { SQUARE_DAYS } from '../waterrijk/squares.ts'

const DAY = 86_400_000

/** Seconds within which a computation is done, also on a machine that does much besides. */
const PATIENCE = 180

/** Titles of interventions by their key; those do not depend on the day. */
const titlesOf = () => {
  const day = () => ''
  return new Map(
    [...listInterventions({ day }), ...listSquareInterventions({ day, changedOn: 0 })].map(
      ({ key, title }) => [key, title] as const,
    ),
  )
}

type Intervention = { id: string; title: string }

/**
 * Evaluates what was done on the squares, publishes whatever comes out, and draws the lessons. A step that was done stays, so it can be stopped and done again.
 * What comes out is not chosen: it is computed from what was measured, by the plan that was registered before the start.
 * @param isStopped asked between steps
 */
export async function fillEvaluations(
  { api }: Connection,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const titles = titlesOf()
  const interventions = (await dataOf(api.GET('/interventions', { params: { query: { mine: true } } }))).items
  const find = (key: string): Intervention | undefined =>
    interventions.find(({ title }) => title === titles.get(key))
  const slugs = new Map<string, string>()
  for (const example of EVALUATIONS) {
    const about = find(example.interventionKey)
    if (!about) continue
    slugs.set(example.interventionKey, await begin(api, about, example))
  }
  for (const example of EVALUATIONS) {
    const key = slugs.get(example.interventionKey)
    const about = find(example.interventionKey)
    if (key === undefined || !about || isStopped()) continue
    if (!(await publish(api, key, isStopped))) continue
    const { nextInterventionKey } = example.lesson
    const next = nextInterventionKey === null ? undefined : find(nextInterventionKey)
    await draw(api, { evaluationKey: key, about }, example, next)
  }
}

type Api = Connection['api']

/** Makes the evaluation if it is not there, and asks for its computation if nothing of it was computed. */
async function begin(
  api: Api,
  about: Intervention,
  { title, spillOver, remarks }: ExampleEvaluation,
): Promise<string> {
  const known = await listAll((cursor) =>
    api.GET('/evaluations', {
      params: {
        query: { interventionId: about.id, mine: true, ...(cursor === undefined ? {} : { cursor }) },
      },
    }),
  )
  const { slug } =
    known.find((each) => each.title === title) ??
    (await dataOf(
      api.POST('/evaluations', { body: { interventionId: about.id, title, spillOver, remarks } }),
    ))
  const params = { path: { key: slug } }
  const { computation, indicatorId } = await dataOf(api.GET('/evaluations/{key}', { params }))
  if (computation === null || computation.state === 'failed' || computation.state === 'cancelled') {
    await computeFigures(api, indicatorId)
    await dataOf(api.PUT('/evaluations/{key}/computation', { params }))
  }
  return slug
}

/** Has the server compute the figures that are judged at once: its background may be on its way with them, and has months to go. */
async function computeFigures(api: Api, indicatorId: string): Promise<void> {
  const now = Date.now()
  const body = { from: new Date(now - SQUARE_DAYS * DAY).toISOString(), to: new Date(now).toISOString() }
  await dataOf(api.POST('/indicators/{key}/computations', { params: { path: { key: indicatorId } }, body }))
}

/** Waits for the outcome and publishes it; gives whether it is public. */
async function publish(api: Api, key: string, isStopped: () => boolean): Promise<boolean> {
  const params = { path: { key } }
  const end = Date.now() + PATIENCE * 1000
  for (;;) {
    const { state, computation } = await dataOf(api.GET('/evaluations/{key}', { params }))
    if (state !== 'draft' || isStopped()) return state === 'published'
    if (computation?.state === 'done') break
    if (computation?.state === 'failed' || Date.now() > end)
      throw new Error(`The evaluation “${key}” was not computed (${computation?.state}).`)
    await pause(300)
  }
  await dataOf(api.POST('/evaluations/{key}/publication', { params, body: {} }))
  return true
}

/** Draws the lesson when there is none yet. */
async function draw(
  api: Api,
  { evaluationKey, about }: { evaluationKey: string; about: Intervention },
  { lesson: { nextInterventionKey: _, ...lesson } }: ExampleEvaluation,
  next: Intervention | undefined,
): Promise<void> {
  const { items } = await dataOf(api.GET('/lessons', { params: { query: { interventionId: about.id } } }))
  if (items.some(({ evaluation }) => evaluation.slug === evaluationKey)) return
  const params = { path: { evaluationKey } }
  await dataOf(
    api.PUT('/lessons/{evaluationKey}', {
      params,
      body: { ...lesson, nextInterventionId: next?.id ?? null },
    }),
  )
}
