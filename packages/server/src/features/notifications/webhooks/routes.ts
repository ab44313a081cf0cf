import { Type } from 'typebox'
import { type Actor, hasRole } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { type Bilingual, notFound, Problem } from '../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { Id, Page, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Sender } from '../../../platform/http-client/sender.ts'
import { sealSecret } from '../../../platform/secret-box.ts'
import type { Platform } from '../../../platform/slice.ts'
import { countDeed, listOrganisationsByIds } from '../../parties/index.ts'
import { findUnknownSubject } from '../subjects.ts'
import { askWebhook } from './confirm.ts'
import { Delivery, MadeWebhook, NewWebhook, Webhook } from './schema.ts'
import { makeSecret } from './sign.ts'
import {
  countAsked,
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  replayDelivery,
  storeConfirmation,
  storeSecret,
} from './store.ts'

const tags = ['webhooks']
const config = { access: ['administrator'] } as const
const params = Type.Object({ id: Id })
const DONE = Type.Null({ description: 'It is done' })

/** Milliseconds that the secret before a new one signs too. */
const OVERLAP = 24 * 60 * 60 * 1000

/** The routes with which administrators have events sent to a server of theirs. */
export function addWebhookRoutes(http: Http, platform: Platform & { sender: Sender }): void {
  const { db, clock } = platform
  addListRoutes(http, platform)

  typed(http).get(
    '/api/v1/webhooks/:id',
    {
      config,
      schema: {
        summary: 'Read a webhook',
        tags,
        operationId: 'getWebhook',
        params,
        response: { 200: Webhook, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => requireOwn(db, actor, id),
  )

  typed(http).delete(
    '/api/v1/webhooks/:id',
    {
      config,
      schema: {
        summary: 'Send no more events to a webhook, and forget it',
        tags,
        operationId: 'deleteWebhook',
        params,
        response: { 204: DONE, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      await requireOwn(db, actor, id)
      await deleteWebhook(db, id)
      return reply.code(204).send(null)
    },
  )

  typed(http).post(
    '/api/v1/webhooks/:id/confirmation',
    {
      config,
      schema: {
        summary: 'Ask the server again whether it wants events',
        description: 'Also switches a webhook on again that was switched off.',
        tags,
        operationId: 'confirmWebhook',
        params,
        response: { 200: Webhook, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => {
      const { url } = await requireOwn(db, actor, id)
      if (!(await countAsked(db, id, clock())))
        throw new Problem('too-many-requests', ASKED_OFTEN, [], { retryAfter: 3600 })
      await confirm(platform, id, url)
      return requireOwn(db, actor, id)
    },
  )

  typed(http).post(
    '/api/v1/webhooks/:id/secrets',
    {
      config,
      schema: {
        summary: 'Make a new secret; the one before signs too for a day',
        tags,
        operationId: 'rotateWebhookSecret',
        params,
        response: { 201: MadeWebhook, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      await requireOwn(db, actor, id)
      const secret = makeSecret()
      const until = new Date(clock().getTime() + OVERLAP)
      await storeSecret(db, id, sealSecret(requireKey(platform), id, secret), until)
      reply.code(201).header('location', `/api/v1/webhooks/${id}`)
      return { webhook: await requireOwn(db, actor, id), secret }
    },
  )

  typed(http).get(
    '/api/v1/webhooks/:id/deliveries',
    {
      config,
      schema: {
        summary: 'List what was sent to a webhook, the newest first; kept for 30 days',
        tags,
        operationId: 'listWebhookDeliveries',
        params,
        querystring: Type.Object(PageQuery),
        response: { 200: Page(Delivery), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, query: { cursor, pageSize = 50 }, actor }) => {
      await requireOwn(db, actor, id)
      const rows = await listDeliveries(db, id, { after: decodeCursor(cursor, 1), limit: pageSize + 1 })
      const page = toPage(rows, pageSize, ({ sequence }) => [sequence])
      return { ...page, items: page.items.map(({ sequence: _sequence, ...item }) => item) }
    },
  )

  typed(http).post(
    '/api/v1/webhooks/:id/deliveries/:deliveryId/replay',
    {
      config,
      schema: {
        summary: 'Send an event again, with the same id',
        tags,
        operationId: 'replayWebhookDelivery',
        params: Type.Object({ id: Id, deliveryId: Id }),
        response: { 202: Type.Null({ description: 'It is sent within seconds' }), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, deliveryId }, actor }, reply) => {
      const { state } = await requireOwn(db, actor, id)
      if (state !== 'active') throw new Problem('not-ready', NOT_ACTIVE)
      if (!(await replayDelivery(db, id, deliveryId, clock()))) {
        throw notFound({ nl: 'Dit bericht', en: 'This message' })
      }
      return reply.code(202).send(null)
    },
  )
}

function addListRoutes(http: Http, platform: Platform & { sender: Sender }) {
  const { db, clock, sender } = platform

  typed(http).get(
    '/api/v1/organisations/:id/webhooks',
    {
      config,
      schema: {
        summary: 'List the webhooks of an organisation',
        tags,
        operationId: 'listWebhooks',
        params,
        querystring: Type.Object(PageQuery),
        response: { 200: Page(Webhook), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, query: { cursor, pageSize = 50 }, actor }) => {
      await requireAdministrator(db, actor, id)
      const rows = await listWebhooks(db, id, { after: decodeCursor(cursor, 2), limit: pageSize + 1 })
      return toPage(rows, pageSize, ({ createdAt, id: each }) => [createdAt, each])
    },
  )

  typed(http).post(
    '/api/v1/organisations/:id/webhooks',
    {
      config,
      schema: {
        summary:
          'Have events sent to a server: what becomes of signals, as CloudEvents by the NL GOV profile',
        description:
          'The server is asked with OPTIONS whether it wants them. Each message is a POST of application/cloudevents+json, signed by Standard Webhooks. It is tried again for three days; an event can come more than once, with the same id, and later than a newer one: `sequence` tells the order.',
        tags,
        operationId: 'createWebhook',
        params,
        body: NewWebhook,
        response: { 201: MadeWebhook, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor, ip }, reply) => {
      await requireAdministrator(db, actor, id)
      await countDeed(db, clock, 'webhook', { by: id, address: ip })
      const refusal = sender.refuse(body.url)
      if (refusal) throw wrong('/url', refusal)
      const unknown = await findUnknownSubject(db, actor, body)
      if (unknown) throw wrong(unknown.pointer, unknown)
      const key = requireKey(platform)
      const secret = makeSecret()
      const made = await db.transaction().execute(async (transaction) => {
        const madeBy = actor.kind === 'person' ? actor.personId : null
        const webhookId = await insertWebhook(transaction, { organisationId: id, madeBy }, body, clock())
        if (webhookId === undefined) throw wrong('/url', TOO_MANY)
        await storeSecret(transaction, webhookId, sealSecret(key, webhookId, secret), null)
        return webhookId
      })
      await confirm(platform, made, body.url)
      reply.code(201).header('location', `/api/v1/webhooks/${made}`)
      return { webhook: await requireOwn(db, actor, made), secret }
    },
  )
}

async function confirm(
  { db, config: { publicUrl }, sender }: Platform & { sender: Sender },
  id: string,
  url: string,
) {
  await storeConfirmation(db, id, await askWebhook(sender, url, new URL(publicUrl).host))
}

/** @throws Problem not-found or not-allowed */
async function requireAdministrator(db: Db, actor: Actor, organisationId: string): Promise<void> {
  if (hasRole(actor, ['administrator'], organisationId)) return
  const [organisation] = await listOrganisationsByIds(db, [organisationId])
  if (!organisation) throw notFound({ nl: 'Deze organisatie', en: 'This organisation' })
  throw new Problem('not-allowed', {
    nl: 'Alleen een beheerder van deze organisatie gaat over haar webhooks.',
    en: 'Only an administrator of this organisation decides about its webhooks.',
  })
}

/** A webhook, when it is of an organisation that the actor administers. @throws Problem not-found */
async function requireOwn(db: Db, actor: Actor, id: string): Promise<Webhook> {
  const found = await findWebhook(db, id)
  if (!found || !hasRole(actor, ['administrator'], found.organisationId)) {
    throw notFound({ nl: 'Deze webhook', en: 'This webhook' })
  }
  return found
}

const TOO_MANY = {
  nl: 'Een organisatie kan tien webhooks hebben. Verwijder er eerst een.',
  en: 'An organisation can have ten webhooks. Delete one first.',
}

const NOT_ACTIVE = {
  nl: 'Deze webhook staat niet aan. Vraag de server eerst of hij berichten wil.',
  en: 'This webhook is not on. First ask the server whether it wants messages.',
}

const ASKED_OFTEN = {
  nl: 'Deze server is het laatste uur al tien keer gevraagd. Probeer het later opnieuw.',
  en: 'This server was asked ten times in the last hour. Try again later.',
}

function requireKey({ config: { authSecret } }: Platform): string {
  if (authSecret !== undefined) return authSecret
  throw new Problem('not-ready', {
    nl: 'Het geheim wordt versleuteld bewaard. Vraag de beheerder AUTH_SECRET in te stellen.',
    en: 'The secret is kept encrypted. Ask the operator to set AUTH_SECRET.',
  })
}

function wrong(pointer: string, { nl, en }: Bilingual): Problem {
  const detail = { nl, en }
  return new Problem('invalid-request', detail, [{ in: 'body', pointer, detail }])
}
