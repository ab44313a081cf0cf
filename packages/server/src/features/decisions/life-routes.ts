import { Type } from 'typebox'
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import { notFound } from '../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { EDITORS, missingDecision, SIGNERS } from './access.ts'
import { openDecision, reviewDecision, withdrawDecision } from './life.ts'
import { listSaves, type SavedRow } from './life-store.ts'
import type { Present } from './present.ts'
import { EMPTY_CONTENT } from './rules/content.ts'
import { listChanges } from './rules/diff.ts'
import { Decision, DecisionWithdrawal, Review, Save, SavedText } from './schema/decision.ts'
import { findVersion } from './store.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 200, description: 'Id or slug' }) })
const Numbered = Type.Object({
  ...Key.properties,
  number: Type.Integer({ minimum: 1, maximum: 100_000, description: 'Version' }),
})
const tags = ['decisions']

/** The routes of what becomes of a decision beside its text. */
export function addLifeRoutes(http: Http, platform: Platform, present: Present): void {
  const { db } = platform
  const app = typed(http)

  app.post(
    '/api/v1/decisions/:key/opening',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Open a draft: from now on everyone reads it, with every text that it becomes',
        operationId: 'openDecision',
        tags,
        params: Key,
        response: { 200: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => present(await openDecision(platform, actor, params.key), actor),
  )

  app.post(
    '/api/v1/decisions/:key/reviews',
    {
      config: { access: SIGNERS },
      schema: {
        summary: 'Record the review of a decision: it is kept, has to be changed, or is open again',
        operationId: 'reviewDecision',
        tags,
        params: Key,
        body: Review,
        response: { 200: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) =>
      present(await reviewDecision(platform, actor, params.key, body), actor),
  )

  app.post(
    '/api/v1/decisions/:key/withdrawal',
    {
      config: { access: SIGNERS },
      schema: {
        summary: 'Withdraw a decision with the reason; the text stays',
        description: 'Signals that it answered ask for a decision again.',
        operationId: 'withdrawDecision',
        tags,
        params: Key,
        body: DecisionWithdrawal,
        response: { 200: Decision, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) =>
      present(await withdrawDecision(platform, actor, params.key, body), actor),
  )

  app.get(
    '/api/v1/decisions/:key/versions/:number/saves',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read how a text became what it is: each time it was saved while everyone could read it',
        operationId: 'listDecisionSaves',
        tags,
        params: Numbered,
        response: { 200: Type.Object({ items: Type.Array(Save) }), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { key, number }, actor }) => ({ items: await readSaves(key, number, actor) }),
  )

  app.get(
    '/api/v1/decisions/:key/versions/:number/saves/:save',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read an open draft as it was saved once',
        operationId: 'getDecisionSave',
        tags,
        params: Type.Object({
          ...Numbered.properties,
          save: Type.Integer({ minimum: 1, maximum: 100_000 }),
        }),
        response: { 200: SavedText, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { key, number, save }, actor }) => {
      const found = (await readSaves(key, number, actor)).find((each) => each.number === save)
      if (!found) throw notFound({ nl: 'Deze tekst', en: 'This text' })
      return found
    },
  )

  async function readSaves(key: string, number: number, actor: Actor) {
    const found = await findVersion(db, key, number, organisationsOf(actor))
    if (!found) throw missingDecision()
    return withChanges(await listSaves(db, found.id, number))
  }
}

/** Each text with what differs from the one before. */
function withChanges(saves: readonly SavedRow[]) {
  return saves.map(({ content: saved, ...rest }, index) => {
    const content = { ...EMPTY_CONTENT, ...saved }
    const before = saves[index - 1]
    const changes = before ? listChanges({ ...EMPTY_CONTENT, ...before.content }, content) : []
    return { ...rest, content, changes }
  })
}
