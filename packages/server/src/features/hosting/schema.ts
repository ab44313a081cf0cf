import { Type } from 'typebox'
import { Id, Moment, OneOf, Page, type Static } from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'
import { KIT_KEYS, type KitKey, WAYS } from './kits.ts'
import { VALUES } from './lists.ts'

const closed = { additionalProperties: false }
const Bilingual = Type.Object({ nl: Type.String(), en: Type.String() })
const Longitude = Type.Number({ minimum: -180, maximum: 180, description: 'Degrees, WGS84' })
const Latitude = Type.Number({ minimum: -90, maximum: 90, description: 'Degrees, WGS84' })
const Email = Type.String({ format: 'email', maxLength: 254 })
const KitName = Type.Unsafe<KitKey>(OneOf(KIT_KEYS, 'Key of a kit in `/sensor-kits`'))
const Name = Type.String({
  minLength: 1,
  maxLength: 80,
  description: 'What you call the sensor; only you see it',
})

/** Where a sensor is: a point, or a neighbourhood in the middle of which it then stands. */
const place = {
  longitude: Type.Optional(Longitude),
  latitude: Type.Optional(Latitude),
  areaCode: Type.Optional(Type.String({ ...AreaCode, description: 'Instead of a point: code of an area' })),
}

export const SensorKit = Type.Object(
  {
    key: KitName,
    title: Bilingual,
    about: Bilingual,
    ways: Type.Array(OneOf(WAYS), { description: 'How it can send' }),
    measures: Type.Array(
      Type.Object({
        key: Type.String(),
        title: Bilingual,
        unit: Type.String({ description: 'Symbol of the unit' }),
        fields: Type.Array(Type.String(), { description: 'Names under which the kit can send it' }),
      }),
    ),
  },
  { title: 'SensorKit' },
)
export type SensorKit = Static<typeof SensorKit>

export const HostInvitation = Type.Object(
  {
    datasetId: Id,
    ownerId: Id,
    ownerName: Type.String({ description: 'The organisation that invites' }),
    noticeId: Id,
    title: Bilingual,
  },
  { title: 'HostInvitation' },
)
export type HostInvitation = Static<typeof HostInvitation>

const AreaName = Type.Object({ code: Type.String(), name: Type.String() })
const Point = Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'Longitude and latitude' })

export const PlaceQuery = Type.Object(place, closed)
export type PlaceQuery = Static<typeof PlaceQuery>

export const PlacePreview = Type.Object(
  {
    exact: Point,
    '100m': Point,
    '500m': Point,
    area: Type.Union([AreaName, Type.Null()], {
      description: 'The neighbourhood, or the smallest area that is known there',
    }),
  },
  { title: 'PlacePreview', description: 'As what others see a place, by the precision that is agreed' },
)
export type PlacePreview = Static<typeof PlacePreview>

export const NewSensor = Type.Object(
  {
    datasetId: Type.String({ ...Id, description: 'Dataset of one of `/host-invitations`' }),
    kit: KitName,
    name: Name,
    ...place,
  },
  closed,
)
export type NewSensor = Static<typeof NewSensor>

export const SensorChange = Type.Object(
  {
    name: Type.Optional(Name),
    ...place,
    values: Type.Optional(
      OneOf(
        VALUES,
        'With a new place. keep: what was measured before counts as measured there; delete: it is deleted',
      ),
    ),
  },
  {
    ...closed,
    minProperties: 1,
    description: 'A new place takes the place of the old one, which is forgotten',
  },
)
export type SensorChange = Static<typeof SensorChange>

export const Stop = Type.Object(
  {
    values: OneOf(VALUES, 'keep: what was measured stays as your consents say; delete: it is deleted'),
  },
  closed,
)

export const NewHandover = Type.Object({ email: Email, values: Stop.properties.values }, closed)

export const Takeover = Type.Object(
  { key: Type.String({ minLength: 20, maxLength: 100, description: 'From the link' }), name: Name, ...place },
  closed,
)
export type Takeover = Static<typeof Takeover>

export const TakeoverQuery = Type.Object({ key: Takeover.properties.key }, closed)
export const Offered = Type.Object({ kit: KitName, datasetId: Id }, { title: 'OfferedSensor' })

export const HostedSensor = Type.Object(
  {
    id: Id,
    datasetId: Id,
    kit: KitName,
    name: Type.String(),
    startedAt: Moment,
    stoppedAt: Type.Union([Moment, Type.Null()]),
    keyMadeAt: Type.Union([Moment, Type.Null()], { description: 'When the key that holds now was made' }),
    offeredAt: Type.Union([Moment, Type.Null()], {
      description: 'When it was offered to somebody who did not take it yet',
    }),
    stationId: Type.Integer({ description: 'Its station, and Thing in SensorThings' }),
    stationName: Type.String({ description: 'What others see it is called, and messages about it call it' }),
    place: Type.Object({
      longitude: Type.Number(),
      latitude: Type.Number(),
      area: Type.Union([AreaName, Type.Null()]),
    }),
    states: Type.Array(Type.String(), { description: 'What is wrong with it; empty when all is well' }),
    datastreams: Type.Array(
      Type.Object({
        id: Type.Integer(),
        key: Type.String(),
        title: Type.String(),
        unit: Type.String(),
        latest: Type.Union([
          Type.Object({ value: Type.Union([Type.Number(), Type.Null()]), at: Moment }),
          Type.Null(),
        ]),
      }),
    ),
  },
  { title: 'HostedSensor', description: 'As its host sees it: exactly' },
)
export type HostedSensor = Static<typeof HostedSensor>

export const HostedSensorPage = Page(HostedSensor)

export const SensorKey = Type.Object(
  { secret: Type.String({ description: 'Only in this answer' }), madeAt: Moment },
  { title: 'SensorKey' },
)

export const DeliveryResult = Type.Object(
  { stored: Type.Integer({ description: 'Values that are stored now' }) },
  { title: 'DeliveryResult' },
)
