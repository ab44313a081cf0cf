import { type Connection, dataOf, listAll } from '@samenspel/client'
import { ANSWERED_BY } from '../waterrijk/content/interventions.ts'
import type { ExampleIntervention } from '../waterrijk/content/types.ts'
import { drawGreenStreet } from '../waterrijk/drawing.ts'
import { type Fill, type Ids, lookUp, type Made } from './fill.ts'
import type { Past } from './past.ts'

const DAY = 86_400_000

/** What interventions refer to. */
export type InterventionContext = {
  challenges: ReadonlyMap<string, Made>
  indicators: ReadonlyMap<string, Made>
  organisations: Ids
  past: Past
  /** The moment the example was first filled (ms UTC), from which days are counted. */
  since: number
}

/** Makes the interventions that are missing: each is planned and registered before it begins, then begun, then followed. */
export async function fillInterventions(fill: Fill, context: InterventionContext): Promise<void> {
  const { api } = fill.connection
  const known = await listAll((cursor) =>
    api.GET('/interventions', {
      params: { query: { mine: true, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  )
  const decisions = (await dataOf(api.GET('/decisions', { params: { query: { state: 'published' } } }))).items
  for (const example of fill.content.interventions) {
    const found = known.find(({ title }) => title === example.title)
    const decision = listDecisions(fill).find(({ key }) => key === example.decisionKey)
    const decisionId = decisions.find(({ title }) => title === decision?.title.nl)?.id
    if (decisionId === undefined) throw new Error(`The example has no decision for “${example.title}”.`)
    const at = (days: number) => context.past.at(context.since + days * DAY)
    const draft = found ?? (await plan(at(example.registeredOn), example, context))
    const key = draft.slug
    if (draft.state === 'draft') await register(at(example.registeredOn), key, example)
    if (draft.startedOn === null) {
      const params = { path: { key } }
      const body = { decisionId, startedOn: example.start }
      await dataOf(at(example.startedOn).api.POST('/interventions/{key}/start', { params, body }))
    }
    await follow(fill.connection, key, example)
    await end(fill.connection, key, example, { decisionId, since: context.since })
  }
}

const listDecisions = ({ content }: Fill) =>
  content.challenges.flatMap(({ earlier, decision }) => [...earlier, ...(decision ? [decision] : [])])

function plan(
  { api }: Connection,
  example: ExampleIntervention,
  { challenges, indicators, organisations }: InterventionContext,
) {
  const { kind, challengeKey, title, summary, areaCodes, start, end: last, plannedCost, design } = example
  const goalOf = async () => {
    const params = { path: { key: lookUp(challenges, challengeKey).slug } }
    return (await dataOf(api.GET('/challenges/{key}', { params }))).goals[0]?.id ?? null
  }
  const named = <T extends { indicatorKey: string }>({ indicatorKey, ...each }: T) => ({
    indicatorId: lookUp(indicators, indicatorKey).id,
    ...each,
  })
  return goalOf().then((goalId) =>
    dataOf(
      api.POST('/interventions', {
        body: {
          ...{ kind, challengeId: lookUp(challenges, challengeKey).id, goalId, title, summary, areaCodes },
          ...{ start, end: last, plannedCost, design },
          parties: example.parties.map(({ organisationKey, ...each }) => ({
            organisationId: lookUp(organisations, organisationKey),
            ...each,
          })),
          hypothesis: named(example.hypothesis),
          scaleWhen: example.scaleWhen.map(named),
          stopWhen: example.stopWhen.map(named),
        },
      }),
    ),
  )
}

/** Answers the ethics and privacy check, adds the milestones and freezes the plan. */
async function register({ api }: Connection, key: string, { ethics, milestones }: ExampleIntervention) {
  const params = { path: { key } }
  const { items } = await dataOf(api.GET('/intervention-questions'))
  const answers = items.map(({ id }) => ({
    question: id as 'inclusive',
    answer: id === ethics.no ? ('no' as const) : ('yes' as const),
    text: id === ethics.no ? ethics.text : '',
  }))
  await dataOf(api.PUT('/interventions/{key}/ethics-check', { params, body: { answers, by: ANSWERED_BY } }))
  for (const { title, plannedOn } of milestones)
    await dataOf(api.POST('/interventions/{key}/milestones', { params, body: { title, plannedOn } }))
  await dataOf(api.POST('/interventions/{key}/plans', { params, body: {} }))
}

/** What came along: milestones that were reached, costs, what went otherwise, and a drawing. */
async function follow(
  { api, request }: Connection,
  key: string,
  { milestones, costs, deviations, drawing }: ExampleIntervention,
): Promise<void> {
  const params = { path: { key } }
  const stored = await dataOf(api.GET('/interventions/{key}', { params }))
  for (const { title, reachedOn } of milestones) {
    const id = stored.milestones.find((each) => each.title === title)?.id
    if (id === undefined || reachedOn === null) continue
    await dataOf(
      api.PATCH('/interventions/{key}/milestones/{id}', {
        params: { path: { key, id } },
        body: { reachedOn },
      }),
    )
  }
  for (const body of costs.filter(isMissingIn(stored.costs)))
    await dataOf(api.POST('/interventions/{key}/costs', { params, body }))
  for (const body of deviations.filter(isMissingIn(stored.deviations)))
    await dataOf(api.POST('/interventions/{key}/deviations', { params, body }))
  if (drawing === null || stored.photos.length > 0) return
  const answer = await request(
    `/api/v1/interventions/${key}/photos?${new URLSearchParams({ alt: drawing })}`,
    {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: drawGreenStreet(),
    },
  )
  if (!answer.ok) throw new Error(`The drawing of “${key}” was refused: ${answer.status}`)
}

const isMissingIn =
  (stored: readonly { what: string }[]) =>
  ({ what }: { what: string }) =>
    !stored.some((each) => each.what === what)

async function end(
  { api }: Connection,
  key: string,
  { ended }: ExampleIntervention,
  { decisionId, since }: { decisionId: string; since: number },
): Promise<void> {
  if (ended === null) return
  const { state } = await dataOf(api.GET('/interventions/{key}', { params: { path: { key } } }))
  if (state === 'ended') return
  const endedOn = new Date(since + ended.on * DAY).toISOString().slice(0, 10)
  const { outcome, reason } = ended
  await dataOf(
    api.POST('/interventions/{key}/end', {
      params: { path: { key } },
      body: { outcome, reason, decisionId, endedOn },
    }),
  )
}
