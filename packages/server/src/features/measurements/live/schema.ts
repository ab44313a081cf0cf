import { type Static, Type } from 'typebox'
import { Moment } from '../../../platform/http/schemas.ts'
import { DatastreamId } from '../datastream-id.ts'

/** Which datastreams a stream is about; nothing is all of them. */
export const LiveQuery = Type.Object({
  datastream: Type.Optional(DatastreamId),
  dataset: Type.Optional(
    Type.String({ minLength: 1, maxLength: 300, description: 'Id or slug of a dataset' }),
  ),
  property: Type.Optional(
    Type.String({ minLength: 1, maxLength: 500, description: 'Name or definition of an observed property' }),
  ),
})
export type LiveQuery = Static<typeof LiveQuery>

export const LiveHeaders = Type.Object({
  'last-event-id': Type.Optional(
    Type.String({ maxLength: 100, description: 'Sent by a browser that comes back after a break' }),
  ),
})

/** The latest value of a datastream, as an event carries a list of them. */
export const LiveValue = Type.Object({
  datastreamId: Type.Integer(),
  thingId: Type.Integer(),
  property: Type.String({ description: 'Name of the observed property' }),
  unit: Type.String({ description: 'Symbol of the unit' }),
  value: Type.Union([Type.Number(), Type.Null()], { description: 'Null when the result is not a number' }),
  quality: Type.Union([Type.Integer(), Type.Null()]),
  time: Type.Union([Moment, Type.Null()], { description: 'End of what the value covers' }),
})
export type LiveValue = Static<typeof LiveValue>
