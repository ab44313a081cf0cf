import { Type } from 'typebox'

/** Id of a Datastream as the API takes it: as SensorThings has them, of as many digits as a number holds exactly. */
export const DatastreamId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

/** The same as the tables have it, where no datastream is beyond 32 bits: for those the id that none has. */
export function storedId(id: number): number {
  return id < 2 ** 31 ? id : 0
}
