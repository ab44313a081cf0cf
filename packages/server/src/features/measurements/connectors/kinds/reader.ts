import { type JsonValue, readInstant } from '@samenspel/standards/sensorthings'
import { UNITS, type UnitCode, type UnitDescription } from '@samenspel/standards/tabular'
import { FetchError, type Fetcher } from '../../../../platform/http-client/fetcher.ts'
import { isTooDeep } from '../../nesting.ts'
import type { StationSource, StreamSource } from '../../things/ensure-stations.ts'

/** One value that was fetched. Times in microseconds since 1970 (UTC); `end` for a value over a period. */
export type FetchedRow = {
  station: string
  stream: string
  start: number
  end: number | null
  value: JsonValue
}

/** What is stored in one transaction, and where to go on after it. */
export type FetchedPage = { stations: StationSource[]; rows: FetchedRow[]; cursor: unknown }

/** Takes note of which stations were read, and which could not be. */
export type StationNotes = {
  /**
   * Notes that a station could not be read.
   * @throws the error when it is not of this station alone, so that the run ends
   */
  note(station: string, error: unknown): void
  /** Notes that a station was read. */
  clear(): void
}

/** What a reader gets to work with. */
export type Reading<Settings> = {
  fetcher: Fetcher
  settings: Settings
  /** What the last stored page said; null at the first run. */
  cursor: unknown
  now: Date
  /** Where it is noted which stations could not be read. */
  faults: StationNotes
  /** The start of the newest observation that is stored of each stream of a station. */
  findNewest(station: string): Promise<Map<string, number>>
}

/** The other server answered something else than it should. */
export class UnreadableAnswer extends Error {
  readonly url: string

  constructor(url: string) {
    super(`${url} answered something else than expected.`)
    this.name = 'UnreadableAnswer'
    this.url = url
  }
}

/** Statuses that say nothing of an address itself: who asks, or when, is wrong. */
const NOT_OF_THE_ADDRESS: ReadonlySet<number> = new Set([401, 403, 408, 429])

/** Whether the other server says that this address is wrong, such as that of something that is not there any more. */
export function isRefused(error: unknown): boolean {
  const status = error instanceof FetchError ? (error.status ?? 0) : 0
  return status >= 400 && status < 500 && !NOT_OF_THE_ADDRESS.has(status)
}

export type Json = Record<string, unknown>

/** Fetches JSON. */
export async function fetchJson(fetcher: Fetcher, url: string): Promise<unknown> {
  const { text } = await fetcher.get(url)
  const answer = parseJson(text)
  if (answer === undefined || isTooDeep(answer)) throw new UnreadableAnswer(url)
  return answer
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

/** Values that stand for "not measured" at servers that know no null. */
const SENTINELS: ReadonlySet<number> = new Set([-999, -99.9, -9999, -999.9])

/** A measured number, or undefined when there is none. A number may come as text. */
export function readValue(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^\s*[-+]?\d*\.?\d+(e[-+]?\d+)?\s*$/i.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && !SENTINELS.has(number) ? number : undefined
}

/** A moment in microseconds, or undefined. */
export function readMoment(value: unknown): number | undefined {
  const instant = typeof value === 'string' ? readInstant(value) : undefined
  return typeof instant === 'bigint' ? Number(instant) : undefined
}

/** A value times a factor, without the digits that computing adds. */
export function scale(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(12))
}

/** A key of an observed property from a name at the source. */
export function keyOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return (
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'unnamed'
  )
}

/** Our unit with this definition or symbol, else the unit as the source has it. */
export function findUnit(given: {
  name?: unknown
  symbol?: unknown
  definition?: unknown
}): UnitCode | UnitDescription {
  const [symbol, definition] = [textOf(given.symbol), textOf(given.definition).replace(/^https:/, 'http:')]
  const known = Object.entries(UNITS).find(
    ([, unit]) =>
      (definition !== '' && unit.definition === definition) || (symbol !== '' && unit.symbol === symbol),
  )
  if (known) return known[0] as UnitCode
  return {
    name: textOf(given.name) || symbol || 'unknown',
    symbol,
    definition: definition || `urn:samenspel:unit:${keyOf(symbol)}`,
  }
}

/** What a source calls a property, with ours: property, unit, and the factor to that unit. */
export type Known = StreamSource & { factor?: number }

/** A text at most 200 characters long, without what cannot be stored; empty when there is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 200).toWellFormed() : ''
}

/** A list cut in parts. */
export function partsOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}
