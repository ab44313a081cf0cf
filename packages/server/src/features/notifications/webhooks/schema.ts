import { Type } from 'typebox'
import { Id, Moment, OneOf, type Static } from '../../../platform/http/schemas.ts'
import { AreaCode } from '../../areas/index.ts'
import { DELIVERY_STATES, TOLD, WEBHOOK_STATES } from '../lists.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T, description: string) =>
  Type.Union([type, Type.Null()], { description })
const Words = Type.Object({ nl: Type.String(), en: Type.String() })

const Url = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'An address that begins with https://',
})
const Happenings = Type.Array(OneOf(TOLD), {
  maxItems: TOLD.length,
  uniqueItems: true,
  description: 'What of signals is sent; empty: all of it',
})

export const NewWebhook = Type.Object(
  {
    url: Url,
    happenings: Type.Optional(Happenings),
    challengeId: Type.Optional(Id),
    indicatorId: Type.Optional(Id),
    areaCode: Type.Optional(AreaCode),
  },
  { additionalProperties: false },
)
export type NewWebhook = Static<typeof NewWebhook>

export const Webhook = Type.Object(
  {
    id: Id,
    organisationId: Id,
    url: Type.String(),
    happenings: Happenings,
    challengeId: orNull(Id, 'Only of this challenge'),
    indicatorId: orNull(Id, 'Only of this indicator'),
    areaCode: orNull(Type.String(), 'Only of this area and those in it'),
    state: OneOf(WEBHOOK_STATES, 'unconfirmed: it has not said that it wants events'),
    reason: orNull(Words, 'Why nothing is sent, or what went wrong last'),
    failingSince: orNull(Moment, 'Since when every delivery fails; off after five days'),
    oldSecretUntil: orNull(Moment, 'Until then messages are signed with the secret before, too'),
    createdAt: Moment,
  },
  { title: 'Webhook' },
)
export type Webhook = Static<typeof Webhook>

const Secret = Type.String({
  description: 'For checking the signature (Standard Webhooks); shown once, and not again',
})
export const MadeWebhook = Type.Object({ webhook: Webhook, secret: Secret })

export const Delivery = Type.Object(
  {
    id: Id,
    eventId: Type.String({ description: '`id` of the CloudEvent; the same however often it is sent' }),
    type: Type.String(),
    signalId: Id,
    state: OneOf(DELIVERY_STATES, 'failed: given up'),
    tries: Type.Integer(),
    lastTriedAt: orNull(Moment, 'Null before the first try'),
    nextTryAt: orNull(Moment, 'Null when it is delivered or given up'),
    lastStatus: orNull(Type.Integer(), 'Status that was answered; null without an answer'),
    lastError: orNull(Words, 'What went wrong the last time'),
    createdAt: Moment,
  },
  { title: 'WebhookDelivery' },
)
export type Delivery = Static<typeof Delivery>
