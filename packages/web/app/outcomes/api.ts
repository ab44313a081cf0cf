import type { components } from '@samenspel/client'
import { type FetchApi, get, send, withQuery } from '../api.ts'
import { addSubject, getMessages, removeSubject } from '../signals-api.ts'

/** What pages ask of the public API about what came of challenges, and who hears it. */

type Schemas = components['schemas']
export type OutcomeTold = Schemas['OutcomeTold']
export type Muted = Schemas['MutedChallenges']['items'][number]

const part = encodeURIComponent
const muted = (challengeId: string) => `/api/v1/me/muted-challenges/${part(challengeId)}`

export const listMyOutcomes = (api: FetchApi) =>
  get<{ items: OutcomeTold[]; next: string | null }>(api, '/api/v1/me/outcomes', { pageSize: 30 })
export const listMuted = async (api: FetchApi) =>
  (await get<{ items: Muted[] }>(api, '/api/v1/me/muted-challenges')).items
export const muteChallenge = (api: FetchApi, challengeId: string) =>
  send<unknown>(api, 'PUT', muted(challengeId))
export const unmuteChallenge = (api: FetchApi, challengeId: string) =>
  send<unknown>(api, 'DELETE', muted(challengeId))
/** Stops what a digest tells of a challenge, with the key of the message. */
export const stopChallenge = (api: FetchApi, secret: string, challengeId: string) =>
  send<unknown>(api, 'POST', withQuery('/api/v1/messages/stop', { key: secret, challengeId }))

/** The subject with which who is signed in follows a challenge; null when they do not, or get no digests. */
export async function findFollowing(api: FetchApi, challengeId: string): Promise<string | null> {
  const { active, subjects } = await getMessages(api)
  return (active && subjects.find((each) => each.challengeId === challengeId)?.id) || null
}
export const followChallenge = (api: FetchApi, challengeId: string) =>
  addSubject(api, { about: 'challenge', challengeId })
export const unfollowChallenge = removeSubject

/** An intervention that follows from a decision, with its evaluations and their lessons. */
export type DecisionOutcome = Schemas['DecisionOutcome']
export type OutcomeEvaluation = DecisionOutcome['evaluations'][number]

/** What came of decisions; of none nothing. */
export const listOutcomes = async (
  api: FetchApi,
  decisions: readonly { id: string }[],
): Promise<DecisionOutcome[]> =>
  decisions.length === 0
    ? []
    : (
        await get<{ items: DecisionOutcome[] }>(api, '/api/v1/outcomes', {
          decisionId: decisions.map(({ id }) => id),
        })
      ).items
