import { pick, pickSmooth } from './random.ts'
import { listHeatWaves } from './weather.ts'

/** A shower or a spell of rain. Times in hours since 1970 UTC, places as 0..1 from west to east and south to north. */
interface Shower {
  start: number
  hours: number
  /** Millimetres per hour at its heart. */
  rate: number
  x: number
  y: number
  /** How far it reaches, in the same measure; Infinity covers all of Waterrijk. */
  reach: number
}

/** Rain falls in slots of twelve hours: each has a spell of rain or not, and in summer perhaps a shower. */
const SLOT = 12

/** Cloudbursts that always come, this many hours before the moment the example starts, and mm per hour. */
const FIXED_CLOUDBURSTS = [
  { ago: 9 * 24 - 5, rate: 41 },
  { ago: 47 * 24 - 3, rate: 34 },
  { ago: 181 * 24 - 6, rate: 46 },
] as const

/** Millimetres per hour at a place, at a moment in hours since 1970 UTC. */
export type RainAt = (hours: number, x: number, y: number) => number

/** Makes the rain of a seed. `now` (hours since 1970 UTC) is the moment the example starts. */
export function createRain(seed: number, now: number): RainAt {
  // Showers are found once per slot and kept: a year has 730 slots, and every hour asks for three of them.
  const slots = new Map<number, Shower[]>()
  const heatEnds = new Map<number, number[]>()

  function listHeatEnds(year: number): number[] {
    const known = heatEnds.get(year) ?? listHeatWaves(seed, year).map(({ end }) => end)
    heatEnds.set(year, known)
    return known
  }

  function listShowers(slot: number): Shower[] {
    const known = slots.get(slot)
    if (known) return known
    const begin = slot * SLOT
    const draw = (channel: number) => pick(seed, 300 + channel, slot)
    const date = new Date(begin * 3_600_000)
    const isWarm = date.getUTCMonth() >= 4 && date.getUTCMonth() <= 8
    const showers: Shower[] = []
    const inHeat = listHeatWaves(seed, date.getUTCFullYear()).some(
      ({ start, end }) => begin > start - 12 && begin < end - 12,
    )
    const wet = 0.3 + 0.22 * pickSmooth(seed, 320, begin, 260)
    if (!inHeat && draw(0) < wet) {
      const rate = 0.25 + 2.6 * draw(3) ** 2
      showers.push({
        start: begin + draw(1) * SLOT,
        hours: 1 + draw(2) * 9,
        rate,
        x: 0.5,
        y: 0.5,
        reach: Number.POSITIVE_INFINITY,
      })
    }
    if (isWarm && draw(4) < 0.05) {
      const rate = 9 + 17 * draw(7)
      showers.push({
        start: begin + draw(5) * SLOT,
        hours: 0.6 + draw(6),
        rate,
        x: draw(8),
        y: draw(9),
        reach: 0.25 + draw(10) * 0.3,
      })
    }
    for (const end of listHeatEnds(date.getUTCFullYear())) {
      if (Math.floor(end / SLOT) === slot)
        showers.push({ start: end - 4, hours: 2, rate: 24 + 14 * draw(11), x: 0.7, y: 0.5, reach: 0.6 })
    }
    for (const { ago, rate } of FIXED_CLOUDBURSTS) {
      if (Math.floor((now - ago) / SLOT) === slot)
        showers.push({ start: now - ago, hours: 1.6, rate, x: 0.78, y: 0.5, reach: 0.55 })
    }
    slots.set(slot, showers)
    return showers
  }

  return (hours, x, y) => {
    const slot = Math.floor(hours / SLOT)
    let rate = 0
    for (let back = 0; back <= 1; back++) {
      for (const shower of listShowers(slot - back)) rate += fall(shower, hours, x, y)
    }
    return rate
  }
}

/** Swells and dies down; nothing before the start or after the end. */
function fall(shower: Shower, hours: number, x: number, y: number): number {
  const part = (hours - shower.start) / shower.hours
  if (part <= 0 || part >= 1) return 0
  const strength = shower.rate * Math.min(1, part * 5, (1 - part) * 3)
  if (shower.reach === Number.POSITIVE_INFINITY) return strength
  const away = Math.hypot(x - shower.x, y - shower.y) / shower.reach
  return away >= 1 ? 0 : strength * (1 - away * away)
}

/** What the sewers of a low neighbourhood take away, in millimetres per hour. */
const SEWER = 11
/** Hours looked back: after that the street is dry. */
const MEMORY = 14

/**
 * Depth of the water on the street in centimetres: what the sewer cannot take stays, and drains away in hours.
 * `lowness` is 1 for the lowest streets, less for higher ones.
 */
export function findWaterOnStreet(
  rainAt: RainAt,
  hours: number,
  x: number,
  y: number,
  lowness: number,
): number {
  let left = 0
  for (let back = MEMORY; back >= 0; back -= 0.5) {
    const rate = rainAt(hours - back, x, y)
    left = Math.max(0, left * 0.86 + (rate - SEWER) * 0.5)
  }
  return left * 0.9 * lowness
}
