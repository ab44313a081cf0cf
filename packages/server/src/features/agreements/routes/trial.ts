import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { EDITORS } from '../lists.ts'
import type { Needs } from '../needs.ts'
import { AgreementChange, AgreementTrial, KeyParams } from '../schema/agreements.ts'
import { unknownInAgreement } from '../steps/drafts.ts'
import { tryDraft } from '../steps/try.ts'

/** The route with which who writes a draft sees what it says and what is missing, before it is saved or offered. */
export function addTrialRoute(http: Http, needs: Needs): void {
  typed(http).post(
    '/api/v1/agreements/:key/trial',
    {
      config: {
        access: EDITORS,
        unknownIn: (body, actor) => unknownInAgreement(needs, actor, body, false),
      },
      schema: {
        summary: 'See what the draft would say after a change, and what is missing before it can be offered',
        description: 'Nothing is stored. Of the mandate, with which somebody signs, nothing is said.',
        operationId: 'tryAgreement',
        tags: ['agreements'],
        params: KeyParams,
        body: AgreementChange,
        response: { 200: AgreementTrial, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => tryDraft(needs, actor, params.key, body),
  )
}
