import { type FetchApi, listAllChallenges, listAreas } from './api.ts'

/** By which challenge and area a list of what was decided and done can be narrowed, and what was chosen. */
export type FollowUpFilter = Awaited<ReturnType<typeof readFollowUpFilter>>

/** Reads the challenge and the area that an address names, as far as they are there; `asked` is for the API. */
export async function readFollowUpFilter(fetchApi: FetchApi, search: URLSearchParams) {
  const [challenges, areas] = await Promise.all([
    listAllChallenges(fetchApi, {}),
    listAreas(fetchApi, { pageSize: 200 }),
  ])
  const challenge = challenges.find(({ slug }) => slug === search.get('opgave'))
  const area = areas.items.find(({ code }) => code === search.get('gebied'))
  return {
    asked: { ...(challenge && { challengeId: challenge.id }), ...(area && { area: area.code }) },
    chosen: { challenge: challenge?.slug ?? '', area: area?.code ?? '' },
    challenges: challenges.map(({ slug: value, title: label }) => ({ value, label })),
    areas: areas.items.map(({ code: value, name: label }) => ({ value, label })),
  }
}
