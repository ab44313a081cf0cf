import { dataOf, listAll } from '@samenspel/client'
import type { ExampleChallenge, ExampleParty, Phase } from '../waterrijk/content/types.ts'
import { type Fill, type Ids, lookUp, type Made } from './fill.ts'
import type { Past } from './past.ts'

const DAY = 86_400_000

/** The phases of the loop as the API names them. */
const PHASES = {
  formulated: 'formulating',
  agreement: 'agreeing',
  measurement: 'measuring',
  signal: 'deciding',
  decision: 'deciding',
  intervention: 'acting',
} as const satisfies Record<Phase, string>

const SOURCE_KINDS = {
  'coalition-agreement': 'coalition-agreement',
  survey: 'residents-survey',
  visit: 'visit',
  reports: 'reports',
} as const

/** Makes the challenges as drafts, with their sources and parties. */
export async function fillChallenges(
  fill: Fill,
  organisations: Ids,
  { past, since }: { past: Past; since: number },
): Promise<Map<string, Made>> {
  const { connection, content, municipalityId } = fill
  const { api } = connection
  const known = await listChallenges(fill)
  const challenges = new Map<string, Made>()
  for (const challenge of content.challenges) {
    const title = challenge.title.nl
    const made =
      known.find((each) => each.title === title) ??
      (await dataOf(
        past
          .at(since + challenge.writtenOn * DAY)
          .api.POST('/challenges', { body: { ...describe(challenge), title, ownerId: municipalityId } }),
      ))
    challenges.set(challenge.key, { id: made.id, slug: made.slug })
    const path = { key: made.id }
    for (const { kind, title: name, citation, place, date } of challenge.sources) {
      if (made.sources.some((source) => source.title === name.nl)) continue
      const text = `${citation.nl} (${place.nl})`
      const body = { kind: SOURCE_KINDS[kind], title: name.nl, citation: text, date }
      await api.POST('/challenges/{key}/sources', { params: { path }, body })
    }
    for (const [index, party] of challenge.parties.entries()) {
      const organisationId = lookUp(organisations, party.organisationKey)
      await api.PUT('/challenges/{key}/parties/{organisationId}', {
        params: { path: { ...path, organisationId } },
        body: { role: roleOf(party, index), contribution: party.contribution.nl },
      })
    }
  }
  return challenges
}

/** Adds the goals, which need their indicators, and publishes the challenges in their phase. */
export async function publishChallenges(fill: Fill, indicators: ReadonlyMap<string, Made>): Promise<void> {
  const { api } = fill.connection
  const known = await listChallenges(fill)
  for (const challenge of fill.content.challenges) {
    const made = known.find(({ title }) => title === challenge.title.nl)
    if (!made || made.published) continue
    const path = { key: made.id }
    for (const goal of challenge.goals) {
      const { title, indicatorKey, areaCode, baselineNote, unit, baseline, baselineDate, target, date } = goal
      if (made.goals.some((known) => known.title === title.nl)) continue
      await api.POST('/challenges/{key}/goals', {
        params: { path },
        body: {
          title: title.nl,
          indicatorId: lookUp(indicators, indicatorKey).id,
          indicatorText: baselineNote.nl,
          areaCode,
          unit,
          baseline,
          baselineDate,
          target,
          targetDate: date,
          direction: 'lower',
        },
      })
    }
    await api.PATCH('/challenges/{key}', {
      params: { path },
      body: { published: true, phase: PHASES[challenge.phase] },
    })
  }
}

function listChallenges({ connection: { api } }: Fill) {
  return listAll((cursor) =>
    api.GET('/challenges', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
}

function describe({ summary, description, affected, dataRole, technologyRole, areaCodes }: ExampleChallenge) {
  return {
    summary: summary.nl,
    question: description.nl,
    affected: affected.nl,
    dataRole: `${dataRole.nl} ${technologyRole.nl}`,
    areaCodes,
  }
}

/** Who is named first leads; health and data experts advise. */
function roleOf({ organisationKey }: ExampleParty, index: number): 'lead' | 'partner' | 'advisor' {
  if (index === 0) return 'lead'
  return organisationKey === 'ggd' || organisationKey === 'data' ? 'advisor' : 'partner'
}
