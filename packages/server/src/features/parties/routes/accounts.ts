import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { Problem } from '../../../platform/errors.ts'
import { Line, OneOf, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import { SENSOR_CHOICES } from '../../../platform/personal-data.ts'
import type { RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { type Auth, PASSWORD_LENGTH } from '../accounts/auth.ts'
import { askAuth, giveAnswer } from '../accounts/forward.ts'
import { PROVIDER } from '../accounts/identity-provider.ts'
import { writeSensorChoice } from '../accounts/sensor-choice.ts'
import { countTry, forgetAccountTries, type Trier, tooOften } from '../accounts/throttle.ts'
import { ACCOUNTS, describeAction } from '../activities.ts'
import { networkOf, type ThrottleName } from '../rules/throttle.ts'
import { findPersonId, hasPassword } from '../store/accounts.ts'

const closed = { additionalProperties: false }
const Email = Type.String({ format: 'email', maxLength: 254 })
const NewPassword = Type.String({ minLength: PASSWORD_LENGTH.minimum, maxLength: PASSWORD_LENGTH.maximum })
const Password = Type.String({ minLength: 1, maxLength: PASSWORD_LENGTH.maximum })
const Return = Type.Optional(Type.String({ maxLength: 2000, description: 'Page of this site to go to' }))
const Token = Type.String({ minLength: 1, maxLength: 2000 })

/** All that an answer tells: never a token, never an id. */
const AccountAnswer = Type.Object({
  status: Type.Optional(Type.Boolean()),
  success: Type.Optional(Type.Boolean()),
  redirect: Type.Optional(Type.Boolean()),
  url: Type.Optional(Type.String()),
  user: Type.Optional(Type.Union([Type.Object({ name: Line, email: Email }), Type.Null()])),
})

const options = { config: { access: 'anyone' as const } }
const schema = { hide: true, response: { 200: AccountAnswer, ...PROBLEM_RESPONSES } }

/** Making an account and signing in. What better-auth offers besides is not reachable. */
export function addAccountRoutes(
  http: Http,
  platform: Platform & { record: RecordProcessing },
  getAuth: () => Promise<Auth>,
): void {
  const { db, clock, config } = platform
  const recordFor = ({ trace }: FastifyRequest, name: string, personId: string) =>
    platform.record(describeAction(trace, { activity: ACCOUNTS, name, personId }))
  const record = (request: FastifyRequest, name: string) =>
    recordFor(request, name, getPerson(request).personId)
  const ask = async (request: FastifyRequest, headers: Readonly<Record<string, string>> = {}) =>
    askAuth(await getAuth(), request, { publicUrl: config.publicUrl, headers })
  const answer = async (request: FastifyRequest, reply: FastifyReply) => giveAnswer(reply, await ask(request))
  const trierOf = (request: FastifyRequest, email?: string): Trier => ({
    email,
    network: networkOf(request.ip) && subscriberOf(request.ip),
  })
  const count = async (name: ThrottleName, trier: Trier) => {
    const seconds = await countTry(db, clock, name, trier)
    if (seconds !== undefined) throw tooOften(seconds)
  }

  typed(http).post(
    '/api/auth/sign-up/email',
    {
      ...options,
      schema: {
        ...schema,
        body: Type.Object({ name: Line, email: Email, password: NewPassword, callbackURL: Return }, closed),
      },
    },
    async (request, reply) => {
      await count('mail', trierOf(request, request.body.email))
      const found = await ask(request)
      // Also when there was an account: then somebody tried, and the time that this takes tells nothing.
      const personId = await findPersonId(db, request.body.email)
      if (personId !== undefined) await recordFor(request, 'account aanvragen', personId)
      return giveAnswer(reply, found)
    },
  )

  typed(http).post(
    '/api/auth/sign-in/email',
    {
      ...options,
      schema: {
        ...schema,
        body: Type.Object(
          {
            email: Email,
            password: Password,
            rememberMe: Type.Optional(Type.Boolean()),
            callbackURL: Return,
          },
          closed,
        ),
      },
    },
    async (request, reply) => {
      const trier = trierOf(request, request.body.email)
      await count('sign-in', trier)
      const found = await ask(request)
      await forgetAccountTries(db, 'sign-in', trier)
      return giveAnswer(reply, found)
    },
  )

  typed(http).post(
    '/api/auth/sign-in/social',
    {
      ...options,
      schema: {
        ...schema,
        body: Type.Object(
          { provider: Type.Literal(PROVIDER), callbackURL: Return, errorCallbackURL: Return },
          closed,
        ),
      },
    },
    answer,
  )
  http.get(`/api/auth/callback/${PROVIDER}`, { ...options, schema }, answer)
  http.post('/api/auth/sign-out', { ...options, schema }, answer)

  http.get(
    '/api/auth/verify-email',
    {
      ...options,
      schema: { ...schema, querystring: Type.Object({ token: Token, callbackURL: Return }, closed) },
    },
    answer,
  )
  typed(http).post(
    '/api/auth/send-verification-email',
    { ...options, schema: { ...schema, body: Type.Object({ email: Email, callbackURL: Return }, closed) } },
    async (request, reply) => {
      await count('mail', trierOf(request, request.body.email))
      return answer(request, reply)
    },
  )

  typed(http).post(
    '/api/auth/request-password-reset',
    { ...options, schema: { ...schema, body: Type.Object({ email: Email, redirectTo: Return }, closed) } },
    async (request, reply) => {
      await count('mail', trierOf(request, request.body.email))
      return answer(request, reply)
    },
  )
  http.get(
    '/api/auth/reset-password/:token',
    {
      ...options,
      schema: {
        ...schema,
        params: Type.Object({ token: Token }),
        querystring: Type.Object({ callbackURL: Type.String({ minLength: 1, maxLength: 2000 }) }, closed),
      },
    },
    answer,
  )
  typed(http).post(
    '/api/auth/reset-password',
    {
      ...options,
      schema: { ...schema, body: Type.Object({ token: Token, newPassword: NewPassword }, closed) },
    },
    async (request, reply) => {
      await count('link', trierOf(request))
      return answer(request, reply)
    },
  )

  typed(http).post(
    '/api/auth/change-password',
    {
      config: { access: 'person' },
      schema: {
        ...schema,
        body: Type.Object(
          {
            currentPassword: Password,
            newPassword: NewPassword,
            // Always: who changes a password may do so because someone else knows it.
            revokeOtherSessions: Type.Literal(true),
          },
          closed,
        ),
      },
    },
    async (request, reply) => {
      const trier = trierOf(request, getPerson(request).email)
      await count('sign-in', trier)
      await record(request, 'wachtwoord wijzigen')
      const found = await ask(request)
      await forgetAccountTries(db, 'sign-in', trier)
      return giveAnswer(reply, found)
    },
  )
  typed(http).post(
    '/api/auth/delete-user',
    {
      config: { access: 'person' },
      schema: {
        ...schema,
        body: Type.Object(
          {
            password: Type.Optional(Password),
            token: Type.Optional(Token),
            sensors: Type.Optional(
              OneOf(
                SENSOR_CHOICES,
                'What becomes of the measurements of your sensors; default: nothing is left',
              ),
            ),
          },
          closed,
        ),
      },
    },
    async (request, reply) => {
      const { email, personId } = getPerson(request)
      const { password, token, sensors } = request.body
      if (password === undefined && token === undefined && (await hasPassword(db, personId))) {
        throw new Problem('invalid-request', NO_PASSWORD, [
          { in: 'body', pointer: '/password', detail: NO_PASSWORD },
        ])
      }
      const trier = trierOf(request, email)
      await count('sign-in', trier)
      if (token === undefined) await count('mail', trier)
      await record(request, token === undefined ? 'verwijderen van account vragen' : 'account verwijderen')
      const found = await ask(request, writeSensorChoice(sensors))
      await forgetAccountTries(db, 'sign-in', trier)
      return giveAnswer(reply, found)
    },
  )
}

const NO_PASSWORD = {
  nl: 'Vul uw wachtwoord in, zodat we weten dat u het bent.',
  en: 'Fill in your password, so that we know it is you.',
}

/** Who is signed in. */
function getPerson({ actor }: FastifyRequest): Extract<Actor, { kind: 'person' }> {
  if (actor.kind === 'person') return actor
  throw new Error('Only persons get past the door of this route.')
}
