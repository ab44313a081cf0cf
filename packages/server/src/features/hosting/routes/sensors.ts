import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { Id, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { childOf, type Trace } from '../../../platform/trace.ts'
import { countMessage } from '../../parties/index.ts'
import { describeAction, describeMessage } from '../activities.ts'
import {
  HostedSensor,
  HostedSensorPage,
  NewHandover,
  NewSensor,
  Offered,
  SensorChange,
  SensorKey,
  Stop,
  Takeover,
  TakeoverQuery,
} from '../schema.ts'
import { getOffered, offerTo, takeBack, takeOver } from '../steps/handovers.ts'
import { missingSensor } from '../steps/refuse.ts'
import { changeSensor, createSensor, endSensor, type Host, makeKey } from '../steps/sensors.ts'
import { findSensor, listSensors } from '../store.ts'
import { presentAll } from './present.ts'

const tags = ['hosting']
const config = { access: 'person' } as const
const params = Type.Object({ id: Id })
const PATH = '/api/v1/me/sensors'

/** The routes of a resident's own sensors. Those of others do not exist. What is done with them is recorded before it is done. */
export function addSensorRoutes(http: Http, platform: Platform & { record: RecordProcessing }): void {
  const { db, clock, record } = platform
  const app = typed(http)

  /** Who hosts, after it is recorded what they do. */
  async function act({ actor, trace }: { actor: Actor; trace: Trace }, name: string): Promise<Host> {
    const host = hostOf(actor)
    await record(describeAction(trace, name, [host.personId]))
    return host
  }

  async function getOne({ personId }: Host, id: string): Promise<HostedSensor> {
    const sensor = await findSensor(db, personId, id)
    const [described] = sensor ? await presentAll(platform, [sensor]) : []
    if (!described) throw missingSensor()
    return described
  }

  app.get(
    PATH,
    {
      config,
      schema: {
        summary: 'Your sensors, oldest first, exactly as they are',
        operationId: 'listMySensors',
        tags,
        querystring: Type.Object(PageQuery),
        response: { 200: HostedSensorPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { pageSize = 50, cursor } = query
      const after = decodeCursor(cursor, 2)
      const rows = await listSensors(db, hostOf(actor).personId, { after, limit: pageSize + 1 })
      const { items, next } = toPage(rows, pageSize, ({ startedAt, id }) => [startedAt.toISOString(), id])
      return { items: await presentAll(platform, items), next }
    },
  )

  app.post(
    PATH,
    {
      config,
      schema: {
        summary: 'Host a sensor',
        description:
          'Others see nothing of it before you consent (`/me/consents`) to the notice of the invitation. Then make a key, with which it sends.',
        operationId: 'createMySensor',
        tags,
        body: NewSensor,
        response: { 201: HostedSensor, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const host = await act(request, 'meter plaatsen')
      const id = await createSensor(platform, host, request.body)
      reply.code(201).header('location', `${PATH}/${id}`)
      return getOne(host, id)
    },
  )

  app.get(
    `${PATH}/:id`,
    {
      config,
      schema: {
        summary: 'One of your sensors, with its latest values',
        operationId: 'getMySensor',
        tags,
        params,
        response: { 200: HostedSensor, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, actor }) => getOne(hostOf(actor), id),
  )

  app.patch(
    `${PATH}/:id`,
    {
      config,
      schema: {
        summary: 'Give a sensor another name, or move it; where it was is forgotten',
        operationId: 'changeMySensor',
        tags,
        params,
        body: SensorChange,
        response: { 200: HostedSensor, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const { id } = request.params
      const host = await act(request, 'meter verhuizen of hernoemen')
      await changeSensor(platform, host, id, request.body)
      return getOne(host, id)
    },
  )

  app.post(
    `${PATH}/:id/keys`,
    {
      config,
      schema: {
        summary: 'Make the key with which a sensor sends; the one of before stops at once',
        description: 'It can only write observations of this one sensor.',
        operationId: 'createMySensorKey',
        tags,
        params,
        response: { 201: SensorKey, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const host = await act(request, 'sleutel van meter maken')
      return reply.code(201).send(await makeKey(platform, host, request.params.id))
    },
  )

  app.post(
    `${PATH}/:id/stop`,
    {
      config,
      schema: {
        summary: 'Stop a sensor: its key stops at once; choose what becomes of its values',
        operationId: 'stopMySensor',
        tags,
        params,
        body: Stop,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const { values } = request.body
      const name = values === 'keep' ? 'meter stoppen' : 'meter stoppen en metingen verwijderen'
      await endSensor(platform, await act(request, name), request.params.id, values)
      return reply.code(204).send(null)
    },
  )

  app.post(
    `${PATH}/:id/handovers`,
    {
      config,
      schema: {
        summary: 'Offer a sensor to somebody else, by e-mail',
        description: 'Nothing changes until they take it. The address is not kept.',
        operationId: 'offerMySensor',
        tags,
        params,
        body: NewHandover,
        response: { 202: HostedSensor, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const { params, body, trace, ip, actor } = request
      const { id } = params
      await countMessage(db, clock, { from: hostOf(actor).email, to: body.email, address: ip })
      const host = await act(request, 'meter aanbieden')
      await record(describeMessage(childOf(trace), body.email))
      await offerTo(platform, host, id, body)
      return reply.code(202).send(await getOne(host, id))
    },
  )

  app.delete(
    `${PATH}/:id/handovers`,
    {
      config,
      schema: {
        summary: 'Take back the offer of a sensor: the link does not work any more',
        operationId: 'withdrawSensorOffer',
        tags,
        params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      await takeBack(platform, await act(request, 'aanbod van meter terugnemen'), request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/me/sensor-offers',
    {
      config,
      schema: {
        summary: 'What a link offers you',
        operationId: 'getSensorOffer',
        tags,
        querystring: TakeoverQuery,
        response: { 200: Offered, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }) => {
      const { kit, datasetId } = await getOffered(platform, query.key)
      return { kit, datasetId }
    },
  )

  app.post(
    '/api/v1/me/sensor-offers',
    {
      config,
      schema: {
        summary:
          'Take over a sensor that was offered: it starts anew, and what it measured before stays of who gave it',
        operationId: 'takeOverSensor',
        tags,
        body: Takeover,
        response: { 201: HostedSensor, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor, trace }, reply) => {
      const host = hostOf(actor)
      const { personId } = await getOffered(platform, body.key)
      await record(describeAction(trace, 'meter overnemen', [host.personId, personId]))
      const id = await takeOver(platform, host, body)
      reply.code(201).header('location', `${PATH}/${id}`)
      return getOne(host, id)
    },
  )
}

/** Who hosts; the route lets only people in. */
function hostOf(actor: Actor): Host {
  if (actor.kind !== 'person') throw new Error('The route lets in only people.')
  return actor
}
