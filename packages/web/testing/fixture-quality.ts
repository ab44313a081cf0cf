import type { listCalibrations, Ruling, Series, Station, StationHealth } from '../app/api.ts'
import { NOW } from './fixture-data.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How a station is: the silent ones have stopped, the others lack a few values. */
export function healthOf({ thingId, name, datasetId, states, latest }: Station): StationHealth {
  const lastSeen = latest[0]?.time ?? null
  return {
    thingId,
    name,
    datasetId,
    states,
    since: lastSeen ?? new Date(NOW).toISOString(),
    firstSeen: new Date(NOW - 400 * DAY).toISOString(),
    lastSeen,
    capture7: states.length > 0 ? 0 : 0.98,
    capture30: states.length > 0 ? 0.7 : 0.99,
    datastreams: latest.map(({ datastreamId, title }) => ({
      datastreamId,
      title,
      states,
      capture7: states.length > 0 ? 0 : 0.98,
      capture30: states.length > 0 ? 0.7 : null,
    })),
    checkedAt: new Date(NOW - 240_000).toISOString(),
    history: states.length > 0 ? [{ changedAt: new Date(NOW - 8 * DAY).toISOString(), states }] : [],
  }
}

/** Values of a series over the asked time, by the hour, with a night rhythm. Every thirtieth is doubtful. */
export function seriesPoints(
  { from, to, resolution }: { from: string; to: string; resolution: Series['resolution'] },
  datastream: number,
): Series['points'] {
  const start = Math.ceil(Date.parse(from) / HOUR) * HOUR
  const hours = Math.max(0, Math.min(24 * 8, Math.floor((Date.parse(to) - start) / HOUR)))
  return Array.from({ length: hours }, (_, hour) => {
    const value = Math.round((20 + 6 * Math.sin((hour / 24) * 2 * Math.PI) + (datastream % 5)) * 10) / 10
    const time = new Date(start + hour * HOUR).toISOString()
    const doubtful = hour % 30 === 19
    if (resolution === 'raw') return [time, value, doubtful ? 9 : 0]
    return [time, value, value - 0.6, value + 0.6, 12, doubtful ? 2 : 0]
  })
}

/** Two judgements about the first series, of which one was withdrawn. */
export const rulings: Ruling[] = [
  {
    id: '00000000-0000-4000-8000-000000000701',
    datastreamId: 1,
    from: new Date(NOW - 2 * DAY).toISOString(),
    to: new Date(NOW - 2 * DAY + 3 * HOUR).toISOString(),
    verdict: 'bad',
    reason: 'Naast het station stond een barbecue.',
    madeAt: new Date(NOW - DAY).toISOString(),
    madeBy: null,
    withdrawnAt: null,
    withdrawnBy: null,
  },
  {
    id: '00000000-0000-4000-8000-000000000702',
    datastreamId: 1,
    from: new Date(NOW - 5 * DAY).toISOString(),
    to: new Date(NOW - 5 * DAY).toISOString(),
    verdict: 'good',
    reason: 'Het was echt zo warm.',
    madeAt: new Date(NOW - 4 * DAY).toISOString(),
    madeBy: null,
    withdrawnAt: new Date(NOW - 3 * DAY).toISOString(),
    withdrawnBy: null,
  },
]

type Calibration = Awaited<ReturnType<typeof listCalibrations>>['items'][number]

/** The second series is made of the first. */
export const calibrations: Calibration[] = [
  {
    id: '00000000-0000-4000-8000-000000000711',
    status: 'accepted',
    method: 'linear-co-location',
    sourceId: 1,
    referenceId: 13,
    derivedId: 2,
    terms: [],
    coefficients: [0.4, 0.93],
    fit: {
      from: new Date(NOW - 90 * DAY).toISOString(),
      to: new Date(NOW - 60 * DAY).toISOString(),
      n: 700,
      r2: 0.91,
      residualError: 0.8,
      leaveOneOutError: 0.9,
      uncertainty: 1.8,
    },
    validFrom: new Date(NOW - 60 * DAY).toISOString(),
    validTo: null,
    madeAt: new Date(NOW - 59 * DAY).toISOString(),
    acceptedAt: new Date(NOW - 59 * DAY).toISOString(),
  },
]
