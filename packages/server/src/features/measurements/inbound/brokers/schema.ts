import { type Static, Type } from 'typebox'
import { Form, Moment, OneOf } from '../../../../platform/http/schemas.ts'

const Texts = Type.Object({ nl: Type.String(), en: Type.String() })
const Text = Type.String({ minLength: 1, maxLength: 500 })

const content = {
  url: Form(
    '^mqtts?://[^/?#@\\s]{1,253}$',
    {
      nl: 'Geef het adres met poort, zoals mqtts://eu1.cloud.thethings.network:8883.',
      en: 'Give the address with its port, such as mqtts://eu1.cloud.thethings.network:8883.',
    },
    { description: 'Address with port, such as mqtts://eu1.cloud.thethings.network:8883' },
  ),
  application: Form(
    '^[A-Za-z0-9@._-]{1,200}$',
    {
      nl: 'Geef van The Things Stack de toepassing en de tenant, zoals meetnet@ttn; van ChirpStack het id van de toepassing.',
      en: 'Give of The Things Stack the application and tenant, such as sensors@ttn; of ChirpStack the id of the application.',
    },
    {
      description:
        'The Things Stack: application and tenant, `my-app@my-tenant`. ChirpStack: the id of the application',
    },
  ),
}

export const InboundBroker = Type.Object(
  {
    ...content,
    username: Type.String(),
    state: OneOf(['waiting', 'connected', 'failing'], 'waiting: will be connected to within a minute'),
    connectedAt: Type.Union([Moment, Type.Null()]),
    nextTryAt: Type.Union([Moment, Type.Null()], { description: 'Null when connected' }),
    failures: Type.Integer({ description: 'Failures since it was last connected' }),
    lastError: Type.Union([Texts, Type.Null()]),
    lastErrorAt: Type.Union([Moment, Type.Null()]),
    updatedAt: Moment,
  },
  {
    title: 'InboundBroker',
    description: 'The MQTT broker of a network server, from which the uplinks of a source are read',
  },
)
export type InboundBroker = Static<typeof InboundBroker>

export const BrokerSettings = Type.Object(
  {
    ...content,
    username: Type.Optional({ ...Text, description: 'Default: the application' }),
    password: { ...Text, description: 'Password or API key; kept encrypted, and never shown' },
  },
  { additionalProperties: false, title: 'InboundBrokerSettings' },
)
export type BrokerSettings = Static<typeof BrokerSettings>
