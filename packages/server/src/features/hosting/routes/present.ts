import type { Platform } from '../../../platform/slice.ts'
import { describeHostedThings } from '../../measurements/index.ts'
import { standsOffer } from '../rules/offers.ts'
import type { HostedSensor } from '../schema.ts'
import type { Sensor } from '../store.ts'

/** Sensors as their host sees them. One of which the owner of the dataset removed the thing is left out. */
export async function presentAll(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  sensors: readonly Sensor[],
): Promise<HostedSensor[]> {
  const now = clock()
  const things = await describeHostedThings(
    db,
    sensors.map(({ thingId }) => thingId),
    now,
  )
  return sensors.flatMap((sensor) => {
    const thing = things.get(sensor.thingId)
    if (!thing) return []
    const { id, datasetId, kit, name, startedAt, stoppedAt, keyMadeAt, offeredAt } = sensor
    const { longitude, latitude, area, states, datastreams } = thing
    return {
      id,
      datasetId,
      kit,
      name,
      startedAt: startedAt.toISOString(),
      stoppedAt: stoppedAt?.toISOString() ?? null,
      keyMadeAt: keyMadeAt?.toISOString() ?? null,
      offeredAt: offeredAt && standsOffer(offeredAt, now) ? offeredAt.toISOString() : null,
      stationId: sensor.thingId,
      stationName: thing.name,
      place: { longitude, latitude, area },
      states,
      datastreams,
    }
  })
}
