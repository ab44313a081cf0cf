import { pick, pickSmooth } from './random.ts'

/** The weather over the whole of Waterrijk at one moment. */
export interface Weather {
  /** Degrees Celsius over grass. */
  temperature: number
  /** Grams of water the air holds, as dew point in degrees Celsius. */
  dewPoint: number
  /** Metres per second. */
  wind: number
  /** 0 overcast to 1 clear. */
  clear: number
  /** Sine of the height of the sun: below 0 is night. */
  sun: number
  /** 0 in midwinter to 1 in midsummer. */
  summer: number
  /** 0 to 1: how much the air comes over land from the east, with dust from far away. */
  fromEast: number
  /** Degrees that a heat wave adds. */
  heat: number
}

const LATITUDE = (52.55 * Math.PI) / 180
const LONGITUDE = 5.25
const DAY = 24
const YEAR = 365.2425 * DAY

/** Weather at a moment in hours since 1970 UTC; fractions count. The same seed gives the same weather. */
export function describeWeather(seed: number, hours: number): Weather {
  const dayOfYear = (hours % YEAR) / DAY
  const season = Math.cos((2 * Math.PI * (dayOfYear - 201)) / 365.2425)
  const sun = findSun(hours, dayOfYear)
  const heat = findHeat(seed, hours)
  const restless = 1.45 - 0.35 * (season + 1)
  const free = (pickSmooth(seed, 11, hours, 100) * 3.1 + pickSmooth(seed, 12, hours, 410) * 2.6) * restless
  // A heat wave is settled weather: it takes over from the wanderings of other days.
  const settled = Math.min(1, heat / 4)
  const wanderings = free * (1 - settled) + 1.1 * settled
  const sky = 0.5 + pickSmooth(seed, 13, hours, 46) * 0.55
  const clear = Math.min(1, Math.max(0.05, sky * (1 - settled) + 0.96 * settled))
  const breeze = pickSmooth(seed, 14, hours, 31) * 2.6 + pickSmooth(seed, 15, hours, 130) * 1.8
  const wind = Math.max(0.4, (4.3 - season * 0.9 + breeze) * (1 - settled) + (2 + breeze * 0.2) * settled)
  const solarHour = (hours + LONGITUDE / 15) % DAY
  const swing = (2.1 + 2.6 * (season + 1)) * (0.35 + 0.65 * clear)
  const temperature =
    10.7 + 7.4 * season + wanderings + heat + swing * 0.9 * Math.cos(((solarHour - 15.2) / DAY) * 2 * Math.PI)
  const dewPoint =
    7.2 + 5.7 * season + wanderings * 0.75 + heat * 0.55 + pickSmooth(seed, 16, hours, 60) * 2.2 - clear * 1.4
  return {
    temperature,
    dewPoint: Math.min(dewPoint, temperature - 0.3),
    wind,
    clear,
    sun,
    summer: (season + 1) / 2,
    fromEast: Math.max(0, pickSmooth(seed, 17, hours, 90)),
    heat,
  }
}

function findSun(hours: number, dayOfYear: number): number {
  const declination = 0.4091 * Math.sin((2 * Math.PI * (dayOfYear - 81)) / 365.2425)
  const angle = ((hours + LONGITUDE / 15 - 12) / DAY) * 2 * Math.PI
  return (
    Math.sin(LATITUDE) * Math.sin(declination) + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(angle)
  )
}

/** A spell of hot days: when it starts and ends (hours since 1970), and the degrees it adds at its height. */
export interface HeatWave {
  start: number
  end: number
  degrees: number
}

/** Two heat waves per calendar year: one in June or July, one in July or August. */
export function listHeatWaves(seed: number, year: number): HeatWave[] {
  const newYear = Date.UTC(year, 0, 1) / 3_600_000
  return [168, 205].map((day, index): HeatWave => {
    const start = newYear + Math.floor(day + pick(seed, 21 + index, year) * 26) * DAY
    const days = 5 + Math.floor(pick(seed, 31 + index, year) * 5)
    return { start, end: start + days * DAY, degrees: 5.5 + pick(seed, 41 + index, year) * 1.6 }
  })
}

function findHeat(seed: number, hours: number): number {
  const year = new Date(hours * 3_600_000).getUTCFullYear()
  let heat = 0
  for (const { start, end, degrees } of listHeatWaves(seed, year)) {
    if (hours <= start || hours >= end) continue
    const part = (hours - start) / (end - start)
    heat = Math.max(heat, degrees * Math.min(1, part * 4, (1 - part) * 7))
  }
  return heat
}
