import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import { type Helping, helpDesign } from './design-help.ts'
import { KeyParams } from './schema.ts'
import { DesignHelp, DesignQuery } from './schema-design.ts'

/** The route of help with the design. */
export function addDesignRoutes(http: Http, platform: Helping): void {
  typed(http).get(
    '/api/v1/interventions/:key/design',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Which areas can be compared with, and the smallest effect that could be seen',
        description: 'From figures of before the start alone.',
        tags: ['interventions'],
        operationId: 'getInterventionDesign',
        params: KeyParams,
        querystring: DesignQuery,
        response: { 200: DesignHelp, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor }) => helpDesign(platform, actor, params.key, query),
  )
}
