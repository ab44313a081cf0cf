import type { TSchema } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { SIGNERS } from '../lists.ts'
import type { Needs } from '../needs.ts'
import { present } from '../present.ts'
import { readerOf } from '../refuse.ts'
import { Acceptance, Agreement, Halt, KeyParams, Offer, Refusal, Resumption } from '../schema/agreements.ts'
import {
  acceptAgreement,
  declineAgreement,
  endAgreement,
  offerAgreement,
  resumeAgreement,
  suspendAgreement,
} from '../steps/sign.ts'
import { findAgreement } from '../store/agreements.ts'

type Signed = { mandateId: string; reason?: string }

/** Routes with which a person signs for a party, on a mandate of that day. */
export function addSigningRoutes(http: Http, needs: Needs): void {
  add('offer', 'Sign the draft and offer it to the parties: from now on its text is frozen', {
    operationId: 'offerAgreement',
    body: Offer,
    take: offerAgreement,
  })
  add(
    'acceptance',
    'Accept the offered version; when all parties have, it takes the place of the one before',
    {
      operationId: 'acceptAgreement',
      body: Acceptance,
      take: acceptAgreement,
    },
  )
  add('refusal', 'Decline the offered version; one that is in force stays so', {
    operationId: 'declineAgreement',
    body: Refusal,
    take: declineAgreement,
  })
  add('suspension', 'Stop an agreement for now: nothing may be read under it until this is lifted', {
    operationId: 'suspendAgreement',
    body: Halt,
    take: suspendAgreement,
  })
  add('resumption', 'Lift the suspension by one’s own organisation', {
    operationId: 'resumeAgreement',
    body: Resumption,
    take: resumeAgreement,
  })
  add('end', 'End an agreement for good, at once', {
    operationId: 'endAgreement',
    body: Halt,
    take: endAgreement,
  })

  function add<Body extends Signed>(
    name: string,
    summary: string,
    step: {
      operationId: string
      body: TSchema
      take: (platform: Platform, actor: Actor, key: string, body: Body) => Promise<void>
    },
  ): void {
    typed(http).post(
      `/api/v1/agreements/:key/${name}`,
      {
        config: { access: SIGNERS },
        schema: {
          summary,
          operationId: step.operationId,
          tags: ['agreements'],
          params: KeyParams,
          body: step.body,
          response: { 200: Agreement, ...PROBLEM_RESPONSES },
        },
      },
      async ({ params, body, actor }) => {
        await step.take(needs, actor, params.key, body as Body)
        return present(needs, await findAgreement(needs.db, params.key, readerOf(needs, actor)))
      },
    )
  }
}
