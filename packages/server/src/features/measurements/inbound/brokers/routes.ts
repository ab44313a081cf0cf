import { Type } from 'typebox'
import { notFound, Problem } from '../../../../platform/errors.ts'
import { Id, PROBLEM_RESPONSES } from '../../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../../platform/http/server.ts'
import { refuseHost } from '../../../../platform/http-client/checked-address.ts'
import { sealSecret } from '../../../../platform/secret-box.ts'
import type { Platform } from '../../../../platform/slice.ts'
import { WRITERS } from '../../writers.ts'
import { requireSource } from '../sources/routes.ts'
import { BrokerSettings, InboundBroker } from './schema.ts'
import { deleteBroker, findBroker, saveBroker } from './store.ts'

const tags = ['measurements']
const config = { access: WRITERS }
const params = Type.Object({ id: Id })
const PATH = '/api/v1/inbound-sources/:id/broker'

/** Adds what people do with the broker of a source: set it, look how it is, stop reading it. */
export function addBrokerRoutes(http: Http, platform: Platform): void {
  const { db, clock } = platform

  typed(http).get(
    PATH,
    {
      config,
      schema: {
        summary: 'The broker from which a source is read, and how that goes',
        tags,
        operationId: 'getInboundBroker',
        params,
        response: { 200: InboundBroker, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => {
      await requireSource(platform, actor, id)
      return requireBroker(id)
    },
  )

  typed(http).put(
    PATH,
    {
      config,
      schema: {
        summary: 'Read the uplinks of a source from the MQTT broker of its network server',
        description:
          'For The Things Stack 3 the topic v3/{application}/devices/+/up, for ChirpStack 4 application/{application}/device/+/event/up.',
        tags,
        operationId: 'putInboundBroker',
        params,
        body: BrokerSettings,
        response: { 200: InboundBroker, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }) => {
      await requireSource(platform, actor, id)
      const { url, application, username = application, password } = body
      requireHost(url)
      const secret = sealSecret(requireKey(), id, password)
      await saveBroker(db, { sourceId: id, url, application, username, secret }, clock())
      return requireBroker(id)
    },
  )

  typed(http).delete(
    PATH,
    {
      config,
      schema: {
        summary: 'Read a source from its broker no longer; what was stored stays',
        tags,
        operationId: 'deleteInboundBroker',
        params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }, reply) => {
      await requireSource(platform, actor, id)
      if (!(await deleteBroker(db, id))) throw missingBroker()
      return reply.code(204).send(null)
    },
  )

  async function requireBroker(id: string): Promise<InboundBroker> {
    const found = await findBroker(db, id, clock())
    if (!found) throw missingBroker()
    return found
  }

  function requireHost(url: string) {
    const host = URL.parse(url)?.host
    const refusal = host === undefined ? NO_ADDRESS : refuseHost(host, platform.config.connectorHosts)
    if (!refusal) return
    const detail = { nl: `${host ?? url} ${refusal.nl}.`, en: `${host ?? url} ${refusal.en}.` }
    throw new Problem('invalid-request', detail, [{ in: 'body', pointer: '/url', detail }])
  }

  function requireKey(): string {
    const { authSecret } = platform.config
    if (authSecret !== undefined) return authSecret
    throw new Problem('not-ready', {
      nl: 'Een wachtwoord wordt versleuteld bewaard. Vraag de beheerder AUTH_SECRET in te stellen.',
      en: 'A password is kept encrypted. Ask the operator to set AUTH_SECRET.',
    })
  }
}

const NO_ADDRESS = { nl: 'is geen adres van een broker', en: 'is no address of a broker' }

function missingBroker(): Problem {
  return notFound({ nl: 'De broker van deze bron', en: 'The broker of this source' })
}
