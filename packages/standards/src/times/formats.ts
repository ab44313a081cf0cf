/**
 * The ways of writing a time that an import can state. A format is never guessed: 01-02-20 is two different days
 * depending on who wrote it.
 */
export const TIME_FORMATS = [
  'iso',
  'YYYY-MM-DD',
  'YYYY-MM-DD HH:MM',
  'YYYY-MM-DD HH:MM:SS',
  'dd-mm-yy',
  'dd-mm-yy HH:MM',
  'dd-mm-yyyy',
  'dd-mm-yyyy HH:MM',
  'dd-mm-yyyy HH:MM:SS',
  'dd/mm/yyyy HH:MM',
  'mm/dd/yyyy HH:MM',
  'YYYYMMDD',
  'YYYYMMDD H24',
  'unix-seconds',
  'unix-milliseconds',
] as const

export type TimeFormat = (typeof TIME_FORMATS)[number]

/** Is this one of the formats an import can state? */
export function isTimeFormat(value: unknown): value is TimeFormat {
  return TIME_FORMATS.some((format) => format === value)
}

/** Year, month 1..12, day, hour, minute, second, milliseconds and, if the text states one, the offset in ms. */
export interface WrittenTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  milliseconds: number
  offset?: number
}

type Field = 'year' | 'yy' | 'month' | 'day' | 'hour' | 'minute' | 'second'

interface Shape {
  pattern: RegExp
  fields: readonly Field[]
}

const YMD = ['year', 'month', 'day'] as const
const DMY = ['day', 'month', 'year'] as const
const HM = ['hour', 'minute'] as const
const HMS = ['hour', 'minute', 'second'] as const

const SHAPES: Record<Exclude<TimeFormat, 'iso' | 'unix-seconds' | 'unix-milliseconds'>, Shape> = {
  'YYYY-MM-DD': { pattern: /^(\d{4})-(\d{2})-(\d{2})$/, fields: YMD },
  'YYYY-MM-DD HH:MM': { pattern: /^(\d{4})-(\d{2})-(\d{2}) (\d{1,2}):(\d{2})$/, fields: [...YMD, ...HM] },
  'YYYY-MM-DD HH:MM:SS': {
    pattern: /^(\d{4})-(\d{2})-(\d{2}) (\d{1,2}):(\d{2}):(\d{2})$/,
    fields: [...YMD, ...HMS],
  },
  'dd-mm-yy': { pattern: /^(\d{1,2})-(\d{1,2})-(\d{2})$/, fields: ['day', 'month', 'yy'] },
  'dd-mm-yy HH:MM': {
    pattern: /^(\d{1,2})-(\d{1,2})-(\d{2}) (\d{1,2}):(\d{2})$/,
    fields: ['day', 'month', 'yy', ...HM],
  },
  'dd-mm-yyyy': { pattern: /^(\d{1,2})-(\d{1,2})-(\d{4})$/, fields: DMY },
  'dd-mm-yyyy HH:MM': {
    pattern: /^(\d{1,2})-(\d{1,2})-(\d{4}) (\d{1,2}):(\d{2})$/,
    fields: [...DMY, ...HM],
  },
  'dd-mm-yyyy HH:MM:SS': {
    pattern: /^(\d{1,2})-(\d{1,2})-(\d{4}) (\d{1,2}):(\d{2}):(\d{2})$/,
    fields: [...DMY, ...HMS],
  },
  'dd/mm/yyyy HH:MM': {
    pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/,
    fields: [...DMY, ...HM],
  },
  'mm/dd/yyyy HH:MM': {
    pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/,
    fields: ['month', 'day', 'year', ...HM],
  },
  YYYYMMDD: { pattern: /^(\d{4})(\d{2})(\d{2})$/, fields: YMD },
  'YYYYMMDD H24': { pattern: /^(\d{4})(\d{2})(\d{2}) +(\d{1,2})$/, fields: [...YMD, 'hour'] },
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/

/**
 * Takes the numbers out of a written time. Gives null when the text is not in this format. Does not check whether
 * the day exists. Two-digit years follow POSIX: 69..99 are 1969..1999, 00..68 are 2000..2068.
 */
export function readWrittenTime(
  text: string,
  format: Exclude<TimeFormat, 'unix-seconds' | 'unix-milliseconds'>,
): WrittenTime | null {
  if (format === 'iso') return readIso(text)
  const { pattern, fields } = SHAPES[format]
  const match = pattern.exec(text)
  if (!match) return null
  const time: WrittenTime = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, milliseconds: 0 }
  for (const [index, field] of fields.entries()) {
    const number = Number(match[index + 1])
    if (field === 'yy') time.year = number >= 69 ? 1900 + number : 2000 + number
    else time[field] = number
  }
  return time
}

function readIso(text: string): WrittenTime | null {
  const match = ISO.exec(text)
  if (!match) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = match
  const offset = zone === undefined ? undefined : readOffset(zone)
  if (offset === null) return null
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    milliseconds: Math.floor(Number(`0.${fraction}`) * 1000),
    ...(offset !== undefined && { offset }),
  }
}

function readOffset(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(3).replace(':', '') || '0')
  if (hours > 14 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
