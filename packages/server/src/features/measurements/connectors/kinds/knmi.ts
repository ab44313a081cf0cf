import {
  type FetchedPage,
  type FetchedRow,
  type Known,
  partsOf,
  type Reading,
  scale,
  UnreadableAnswer,
} from './reader.ts'

export type KnmiSettings = { stations: number[]; period: 'hour' | 'day'; since: string }

const ADDRESS = 'https://www.daggegevens.knmi.nl/klimatologie'
const MICROSECONDS = { hour: 3_600_000_000, day: 86_400_000_000 }
const DAY = 86_400_000
const ROWS_AT_ONCE = 5000

type Column = Known & {
  /** Values that say that it was not, or could not be measured. */
  missing?: readonly number[]
  /** Measured at the end of the hour, not over it. */
  moment?: true
}

/** Columns of hourly and daily values with their units. -1 stands for less than half a unit: nearly nothing. */
const COLUMNS: Readonly<Record<'hour' | 'day', Readonly<Record<string, Column>>>> = {
  hour: {
    // 0 is calm and 990 is variable: neither is a direction.
    DD: { property: 'wind-direction', unit: 'deg', missing: [0, 990], moment: true },
    FH: { property: 'wind-speed', unit: 'm/s', factor: 0.1 },
    T: { property: 'temperature', unit: 'Cel', factor: 0.1, moment: true },
    SQ: { property: 'sunshine-duration', unit: 'h', factor: 0.1 },
    Q: { property: 'global-radiation', unit: 'J/cm2' },
    RH: { property: 'rain', unit: 'mm', factor: 0.1 },
    P: { property: 'air-pressure', unit: 'hPa', factor: 0.1, moment: true },
    U: { property: 'relative-humidity', unit: '%', moment: true },
  },
  day: {
    DDVEC: { property: 'wind-direction', unit: 'deg', missing: [0] },
    FG: { property: 'wind-speed', unit: 'm/s', factor: 0.1 },
    TG: { property: 'temperature', unit: 'Cel', factor: 0.1 },
    SQ: { property: 'sunshine-duration', unit: 'h', factor: 0.1 },
    Q: { property: 'global-radiation', unit: 'J/cm2' },
    RH: { property: 'rain', unit: 'mm', factor: 0.1 },
    PG: { property: 'air-pressure', unit: 'hPa', factor: 0.1 },
    UG: { property: 'relative-humidity', unit: '%' },
    RD: { property: 'rain', unit: 'mm', factor: 0.1 },
  },
}
/** Amounts of which -1 means that there was a trace. */
const TRACE: ReadonlySet<string> = new Set(['RH', 'RD', 'SQ'])

/** Bytes of the values of one station and day, and how many are asked at once: an answer is read and stored as a whole. */
const BYTES = { hour: 24 * 154, day: 250, atOnce: 4 * 1024 * 1024 }

/** How many days are asked at once, at most a year: the more stations, the fewer. */
function daysAtOnce({ stations, period }: KnmiSettings): number {
  return Math.max(1, Math.min(365, Math.floor(BYTES.atOnce / (stations.length * BYTES[period]))))
}

/** Reads hourly or daily values, from the last day that was stored on. */
export async function* readKnmi({
  fetcher,
  settings,
  cursor,
  now,
}: Reading<KnmiSettings>): AsyncGenerator<FetchedPage> {
  const { stations, period, since } = settings
  let from = Date.parse(`${typeof cursor === 'string' ? cursor : since}T00:00:00Z`)
  while (from <= now.getTime()) {
    const to = Math.min(from + (daysAtOnce(settings) - 1) * DAY, now.getTime())
    const [path, hours] = period === 'hour' ? ['uurgegevens', ['01', '24']] : ['daggegevens', ['', '']]
    const span = `start=${compact(from)}${hours[0]}&end=${compact(to)}${hours[1]}`
    const url = `${ADDRESS}/${path}?stns=${stations.join(':')}&vars=ALL&${span}`
    const { places, rows } = readKnmiText((await fetcher.get(url)).text, period, url)
    // Days of which values can still come are read again: what is stored already changes nothing.
    const next = new Date(to === now.getTime() ? to - 2 * DAY : to + DAY).toISOString().slice(0, 10)
    for (const part of partsOf(rows, ROWS_AT_ONCE)) {
      const keys = [...new Set(part.map(({ station }) => station))]
      yield {
        stations: keys.map((key) => ({
          key,
          position: places.get(key) ?? null,
          streams: streamsOf(part, key, period),
        })),
        rows: part,
        cursor: part.at(-1) === rows.at(-1) ? next : new Date(from).toISOString().slice(0, 10),
      }
    }
    if (rows.length === 0) yield { stations: [], rows: [], cursor: next }
    from = to + DAY
  }
}

function streamsOf(rows: readonly FetchedRow[], station: string, period: 'hour' | 'day') {
  const names = new Set(rows.filter((row) => row.station === station).map(({ stream }) => stream))
  return new Map(Object.entries(COLUMNS[period]).filter(([name]) => names.has(name)))
}

/**
 * Reads KNMI's text: comments, a line that names the columns, and values in tenths, in hours 1 to 24 of UTC: hour 5 runs from
 * four to five. A day runs from 0 to 24 UTC, but the rain that observers measure (RD) from 8 the day before to 8.
 */
export function readKnmiText(text: string, period: 'hour' | 'day', url: string) {
  const places = new Map<string, readonly [number, number]>()
  const rows: FetchedRow[] = []
  let columns: string[] | undefined
  for (const line of text.split(/\r?\n/)) {
    const plain = line.replace(/^#/, '').trim()
    const place = /^(\d{3})\s+(-?\d+\.\d+)\s+(-?\d+\.\d+)\s/.exec(plain)
    if (place && line.startsWith('#')) places.set(`knmi-${place[1]}`, [Number(place[2]), Number(place[3])])
    const cells = plain.split(',').map((cell) => cell.trim())
    if (cells[0] === 'STN' && cells[1] === 'YYYYMMDD') columns = cells
    else if (columns && /^\d+$/.test(cells[0] ?? '')) rows.push(...readLine(columns, cells, period))
  }
  if (!columns) throw new UnreadableAnswer(url)
  return { places, rows }
}

function readLine(
  columns: readonly string[],
  cells: readonly string[],
  period: 'hour' | 'day',
): FetchedRow[] {
  const [, date = ''] = cells
  const day = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}T00:00:00Z`) * 1000
  // The column is called HH in files and H in answers.
  const hour =
    period === 'hour' ? Number(cells[columns.findIndex((name) => name === 'HH' || name === 'H')]) : 1
  if (!Number.isFinite(day) || !Number.isInteger(hour) || hour < 1 || hour > 24) return []
  const start = day + (hour - 1) * MICROSECONDS.hour
  return columns.flatMap((name, index): FetchedRow[] => {
    const column = Object.hasOwn(COLUMNS[period], name) ? COLUMNS[period][name] : undefined
    const cell = cells[index] ?? ''
    const given = Number(cell)
    if (!column || cell === '' || !Number.isFinite(given) || column.missing?.includes(given)) return []
    const value = scale(TRACE.has(name) && given === -1 ? 0 : given, column.factor ?? 1)
    const [begin, end] = spanOf(name, column, period, start)
    return [{ station: `knmi-${cells[0]}`, stream: name, start: begin, end, value }]
  })
}

function spanOf(
  name: string,
  { moment }: Column,
  period: 'hour' | 'day',
  start: number,
): [number, number | null] {
  if (moment) return [start + MICROSECONDS.hour, null]
  const begin = name === 'RD' ? start - 16 * MICROSECONDS.hour : start
  return [begin, begin + MICROSECONDS[period]]
}

function compact(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '')
}
