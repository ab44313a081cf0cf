import { type Connection, dataOf, listAll } from '@samenspel/client'
import type { ExampleChallenge, ExampleDecision, ExampleDecisionMore } from '../waterrijk/content/types.ts'
import { type Fill, type Ids, lookUp, type Made } from './fill.ts'
import { type FoundSignal, waitForSignals } from './fill-indicators.ts'
import type { Past } from './past.ts'

const DAY = 86_400_000

/** What decisions refer to. */
export type DecisionContext = {
  challenges: ReadonlyMap<string, Made>
  indicators: ReadonlyMap<string, Made>
  mandates: Ids
  /** Ids of the remarks that are cited, by their key. */
  remarks: Ids
  /** The API as the official who holds a mandate. */
  signInAs(mandateKey: string): Promise<Connection>
  /** The same at an earlier moment (ms UTC). */
  signInThen(moment: number, mandateKey: string): Promise<Connection>
  past: Past
  /** The moment the example was first filled (ms UTC), from which days are counted. */
  since: number
}

/** Makes the decisions that are missing as drafts; who holds the mandate publishes those that are taken. */
export async function fillDecisions(fill: Fill, context: DecisionContext): Promise<void> {
  const { api } = fill.connection
  const known = await listAll((cursor) =>
    api.GET('/decisions', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  for (const challenge of fill.content.challenges) {
    for (const decision of [...challenge.earlier, ...(challenge.decision ? [challenge.decision] : [])]) {
      const { takenOn, mandateKey } = decision
      const moment = takenOn === undefined ? undefined : context.since + takenOn * DAY
      const writer = moment === undefined ? fill.connection : context.past.at(moment)
      const draft =
        known.find(({ title }) => title === decision.title.nl) ??
        (await startDecision({ ...fill, connection: writer }, context, challenge, decision))
      if (decision.state !== 'published' || mandateKey === null || draft.state === 'published') continue
      const signer =
        moment === undefined
          ? await context.signInAs(mandateKey)
          : await context.signInThen(moment, mandateKey)
      await signer.api.POST('/decisions/{key}/publication', { params: { path: { key: draft.slug } } })
    }
  }
}

async function startDecision(
  fill: Fill,
  context: DecisionContext,
  challenge: ExampleChallenge,
  decision: ExampleDecision,
) {
  const { challenges, indicators, mandates } = context
  const indicatorKey = fill.content.indicators.find((each) => each.challengeKey === challenge.key)?.key ?? ''
  const indicator = indicators.get(indicatorKey)
  const made = await dataOf(
    fill.connection.api.GET('/challenges/{key}', {
      params: { path: { key: lookUp(challenges, challenge.key).id } },
    }),
  )
  // What was decided before the year of measurements answers no signal of it.
  const isNow = decision.takenOn === undefined
  const signals =
    indicator && isNow ? await waitForSignals(fill.connection, indicator.id, decision.areaCodes) : []
  const goalIds = made.goals.map(({ id }) => id)
  const { field, amount, areaCodes, chosenOptionId, outcome, decidedOn, reviewDate, mandateKey } = decision
  return dataOf(
    fill.connection.api.POST('/decisions', {
      body: {
        challengeId: lookUp(challenges, challenge.key).id,
        title: decision.title.nl,
        question: decision.question.nl,
        field,
        amount,
        areaCodes,
        signalIds: signals.map(({ id }) => id),
        ...(await fillMore(fill, context, challenge, decision.more)),
        options: decision.options.map(({ id, kind, title, description, cost, consequences }) => ({
          id,
          kind,
          title: title.nl,
          description: description.nl,
          cost,
          consequences: consequences.map((each) => ({
            ...each,
            party: each.party.nl,
            effect: each.effect.nl,
          })),
          ...optionMore(decision.more.options[id], goalIds),
        })),
        chosenOptionId,
        outcome,
        reasons: decision.reasons?.nl ?? '',
        evidence: decision.evidence.map((each) => ({
          kind: each.kind,
          title: each.title.nl,
          reference: referTo(each, signals, areaCodes, context),
          note: each.note.nl,
        })),
        dissent: decision.dissent.map(({ who, ground, answer }) => ({
          who: who.nl,
          ground: ground.nl,
          answer: answer.nl,
        })),
        goalIds,
        mandateId: mandateKey === null ? null : lookUp(mandates, mandateKey),
        decidedOn,
        reviewDate,
      },
    }),
  )
}

/** What it says beside the options: the problem, who was involved, and when it is decided again. */
async function fillMore(
  { connection }: Fill,
  { challenges, indicators }: DecisionContext,
  challenge: ExampleChallenge,
  { problem, goal, involved, allies, advice, votes, reopen }: ExampleDecisionMore,
) {
  const challengeId = lookUp(challenges, challenge.key).id
  const { items } = await dataOf(connection.api.GET('/alliances', { params: { query: { challengeId } } }))
  const members = items.flatMap((each) => each.members.map(({ name }) => name))
  const named = new Set(involved.map(([party]) => party))
  return {
    problem,
    goal,
    involved: [
      ...involved.map(([party, how, note]) => ({ party, how, note })),
      ...(allies === null ? [] : [...new Set(members)])
        .filter((party) => !named.has(party))
        .map((party) => ({ party, how: allies?.[0] ?? 'informed', note: allies?.[1] ?? '' })),
    ],
    advice,
    votes,
    reopenLine: reopen && {
      indicatorId: lookUp(indicators, reopen.indicatorKey).id,
      areaCode: null,
      side: reopen.side,
      value: reopen.value,
      periods: reopen.periods,
    },
  }
}

function optionMore(more: ExampleDecisionMore['options'][string] | undefined, goalIds: readonly string[]) {
  if (!more) return {}
  const [effect, kind] = more.goal
  return {
    goalEffects: goalIds.map((goalId) => ({ goalId, effect, kind })),
    risks: more.risks,
    uncertainties: more.uncertainties,
    values: more.values.map(([value, touched, how]) => ({ value, effect: touched, kind: how })),
  }
}

type Evidence = ExampleDecision['evidence'][number]

/** The page of this site that the evidence is on. Documents of the example do not exist, so they have none. */
function referTo(
  { kind, indicatorKey, remarkKey }: Evidence,
  signals: readonly FoundSignal[],
  areaCodes: readonly string[],
  { indicators, remarks }: DecisionContext,
): string {
  if (remarkKey !== undefined) return `/opmerkingen/${lookUp(remarks, remarkKey)}`
  const [signal] = signals
  if (kind === 'signal' && signal) return `/signalen/${signal.id}`
  if (indicatorKey === null) return ''
  const area = encodeURIComponent(areaCodes[0] ?? '')
  return `/indicatoren/${lookUp(indicators, indicatorKey).slug}?gebied=${area}`
}
