const MINUTE = 60_000
const DAY = 86_400_000
const SAMPLE = 7 * DAY

/** What a wall-clock time means in a zone: one instant, none (clocks went forward) or two (clocks went back). */
export type LocalMeaning =
  | { kind: 'unique'; utc: number }
  | { kind: 'gap'; resumesAt: number }
  | { kind: 'overlap'; earlier: number; later: number }

/**
 * A time zone. Wall-clock times are written as "local milliseconds": the number `Date.UTC` gives for the same
 * year, month, day, hour, minute and second.
 */
export interface Zone {
  /** IANA name as the runtime spells it, `UTC`, or an offset such as `+01:00`. */
  readonly name: string
  /** Milliseconds to add to UTC to get wall-clock time at this instant. */
  offsetAt(utc: number): number
  /** Wall-clock time of an instant, as local milliseconds. */
  toLocal(utc: number): number
  /** Instant or instants with this wall-clock time. */
  fromLocal(local: number): LocalMeaning
}

/**
 * Reads a zone: an IANA name (`Europe/Amsterdam`), `UTC` or `Z`, or a fixed offset (`+01:00`, `-0330`, `+2`).
 * Gives null for anything else; an empty text is no zone, because a zone is never guessed.
 */
export function openZone(text: string): Zone | null {
  if (text === 'UTC' || text === 'Z') return fixedZone('UTC', 0)
  const offset = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text)
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    if (minutes > 14 * 60 || Number(offset[3] ?? 0) > 59) return null
    return fixedZone(
      formatOffset((offset[1] === '-' ? -minutes : minutes) * MINUTE),
      sign(offset[1]) * minutes * MINUTE,
    )
  }
  if (!/^[A-Za-z]/.test(text)) return null
  try {
    return ianaZone(text)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Writes an offset in milliseconds as `+01:00`. */
export function formatOffset(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE)
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${hours}:${String(minutes % 60).padStart(2, '0')}`
}

const sign = (mark: string | undefined) => (mark === '-' ? -1 : 1)

function fixedZone(name: string, offset: number): Zone {
  return {
    name,
    offsetAt: () => offset,
    toLocal: (utc) => utc + offset,
    fromLocal: (local) => ({ kind: 'unique', utc: local - offset }),
  }
}

/** Offsets in force during one calendar year: `offsets[i]` holds from `starts[i]` on. */
interface YearOffsets {
  starts: number[]
  offsets: number[]
}

function ianaZone(text: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: text,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  // Asking Intl costs microseconds, so each year's transitions are found once and kept inside this zone.
  const years = new Map<number, YearOffsets>()

  function measureOffset(utc: number): number {
    const second = Math.floor(utc / 1000) * 1000
    const part: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(second)) part[type] = value
    const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year)
    const local = Date.UTC(
      year,
      Number(part.month) - 1,
      Number(part.day),
      Number(part.hour),
      Number(part.minute),
      Number(part.second),
    )
    return local - second
  }

  function readYear(year: number): YearOffsets {
    const known = years.get(year)
    if (known) return known
    const begin = Date.UTC(year, 0, 1)
    const end = Date.UTC(year + 1, 0, 1)
    const found: YearOffsets = { starts: [begin], offsets: [measureOffset(begin)] }
    for (let low = begin; low < end; low += SAMPLE) {
      const high = Math.min(low + SAMPLE, end)
      const before = found.offsets[found.offsets.length - 1] ?? 0
      const after = measureOffset(high)
      if (after !== before) {
        found.starts.push(findChange(low, high, before))
        found.offsets.push(after)
      }
    }
    years.set(year, found)
    return found
  }

  function findChange(low: number, high: number, before: number): number {
    let last = low
    let first = high
    while (first - last > 1000) {
      const middle = last + Math.floor((first - last) / 2000) * 1000
      if (measureOffset(middle) === before) last = middle
      else first = middle
    }
    return first
  }

  function offsetAt(utc: number): number {
    const { starts, offsets } = readYear(new Date(utc).getUTCFullYear())
    let index = starts.length - 1
    while (index > 0 && (starts[index] ?? 0) > utc) index--
    return offsets[index] ?? 0
  }

  function fromLocal(local: number): LocalMeaning {
    const before = offsetAt(local - DAY)
    const after = offsetAt(local + DAY)
    const candidates = before === after ? [local - before] : [local - before, local - after]
    const meanings = candidates.filter((utc) => utc + offsetAt(utc) === local).sort((a, b) => a - b)
    const [first, second] = meanings
    if (first === undefined) {
      const middle = local - Math.max(before, after)
      return { kind: 'gap', resumesAt: findChange(middle - DAY, middle + DAY, before) }
    }
    if (second === undefined || second === first) return { kind: 'unique', utc: first }
    return { kind: 'overlap', earlier: first, later: second }
  }

  return {
    name: format.resolvedOptions().timeZone,
    offsetAt,
    toLocal: (utc) => utc + offsetAt(utc),
    fromLocal,
  }
}

/** The zone of the Netherlands, by whose calendar figures are kept. */
export const AMSTERDAM: Zone = ianaZone('Europe/Amsterdam')
