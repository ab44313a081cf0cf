import { Type } from 'typebox'
import type { Actor, ResolveActor } from '../../../platform/actor.ts'
import { Problem } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { deliverReadings, type Intake } from '../../measurements/index.ts'
import { kitOf } from '../kits.ts'
import { readDelivery } from '../rules/read-delivery.ts'
import { DeliveryResult } from '../schema.ts'
import { refuse } from '../steps/refuse.ts'
import { findKitOf } from '../store.ts'

/** Bytes of a message; an uplink with all its gateways has a few thousand. */
const LARGEST_MESSAGE = 64 * 1024

/** The one address to which hosted sensors send that speak no SensorThings: airRohr, The Things Stack, or plain fields. */
export function addDeliveryRoute(http: Http, platform: Platform & { intake: Intake }): void {
  const { db, clock } = platform
  typed(http).post(
    '/api/v1/sensor-deliveries',
    {
      bodyLimit: LARGEST_MESSAGE,
      config: { access: 'sensor' },
      schema: {
        summary: 'Send what a hosted sensor measured',
        description:
          'With the key of the sensor as bearer token, or as password of basic authentication. The JSON of airRohr (`sensordatavalues`), a webhook of The Things Stack 3 with decoded fields, or plain fields with numbers. Fields that the kit does not have are left out.',
        operationId: 'deliverSensorValues',
        tags: ['hosting'],
        body: Type.Record(Type.String(), Type.Unknown(), { description: 'As the sensor sends it' }),
        response: { 200: DeliveryResult, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const actor = await findSender(request.headers, http.resolveActor)
      const kit = await findKitOf(db, actor.thingId)
      if (kit === undefined) throw noKey()
      const delivery = readDelivery(kitOf(kit), request.body, clock())
      if ('mistake' in delivery) {
        refuse([delivery.mistake])
        return { stored: 0 }
      }
      return { stored: await deliverReadings(platform, actor.thingId, delivery.readings) }
    },
  )
}

const BASIC = /^basic +([A-Za-z0-9+/=]{1,1000}) *$/i

/** The sensor that sends, by its key. Firmware of sensors can often only send a user and a password. */
async function findSender(
  { authorization = '' }: { authorization?: string | undefined },
  resolveActor: ResolveActor,
): Promise<Extract<Actor, { kind: 'sensor' }>> {
  const [, encoded] = BASIC.exec(authorization) ?? []
  const [, password] = /^[^:]*:(.+)$/.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? []
  const bearer = encoded === undefined ? authorization : `Bearer ${password ?? ''}`
  const found = await resolveActor({ authorization: bearer })
  if (found.kind !== 'sensor') throw noKey()
  return found
}

function noKey(): Problem {
  return new Problem('not-signed-in', {
    nl: 'Hier hoort de sleutel van een meter bij die nog meet. Maak er een bij “Mijn meters”.',
    en: 'This needs the key of a sensor that still measures. Make one at “My sensors”.',
  })
}
