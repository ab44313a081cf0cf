import type { Bounds, CrsCode } from '../geo/index.ts'
import { OVERLAP_RULES, type TimeFormat } from '../times/index.ts'
import type { UnitCode } from './vocabulary.ts'

/** Closed lists of a mapping; the types and the validation derive from them. */
export const DELIMITERS = [',', ';', '\t', '|'] as const
export const DECIMAL_MARKS = ['.', ','] as const
export const ENCODINGS = ['utf-8', 'windows-1252'] as const
/** What a wall-clock time means that occurs twice. `in-order`: in the file the first is summer time, the second winter time. */
export const OVERLAP_CHOICES = [...OVERLAP_RULES, 'in-order'] as const
export const STAMPS = ['start', 'end'] as const
export const POSITION_RULES = ['refuse', 'accept-without'] as const
export const UNKNOWN_PARAMETER_RULES = ['refuse', 'ignore'] as const

export type Delimiter = (typeof DELIMITERS)[number]
export type DecimalMark = (typeof DECIMAL_MARKS)[number]
export type Encoding = (typeof ENCODINGS)[number]

/** How the text of the file is cut into cells. */
export interface FileShape {
  delimiter: Delimiter
  decimalMark: DecimalMark
  /** Does the first line after the preamble name the columns? If not, `columns` names them. */
  header: boolean
  columns?: string[]
  /** Lines before the header or the first row that are no data, such as `sep=,,`. Default 0. */
  skipLines?: number
  /** Lines that start with this text are no data, such as `#`. */
  comment?: string
  /** Default utf-8. */
  encoding?: Encoding
  /** Take spaces off both ends of every cell. Default false. */
  trim?: boolean
}

export interface TimeColumns {
  /** Columns that together write the time; several are joined with one space. */
  columns: string[]
  format: TimeFormat
  /** IANA name, UTC or offset. Needed unless the texts carry their own offset or are unix times. */
  zone?: string
  /** For the hour that occurs twice in autumn. Default refuse. */
  overlap?: (typeof OVERLAP_CHOICES)[number]
  /** For averages and sums over a period: its length, and whether the written time is its start or its end. */
  period?: { seconds: number; stamp: (typeof STAMPS)[number] }
}

/** The station's key: a column, or one key for the whole file. A prefix keeps keys of several networks apart. */
export type StationKey = { column: string; prefix?: string } | { fixed: string }

export interface PositionColumns {
  /** Longitude in degrees, or x in metres for RD. */
  x: string
  /** Latitude in degrees, or y in metres for RD. */
  y: string
  crs: CrsCode
  /** What to do with a row without a position. */
  whenMissing: (typeof POSITION_RULES)[number]
  /** What to do with a position that cannot be right: not a number, 0,0, outside `within`, or there when swapped. */
  whenImplausible: (typeof POSITION_RULES)[number]
  /** Where stations can stand: west, south, east, north in degrees (WGS84). Default: the Netherlands, see `DUTCH_TERRITORY`. */
  within?: Bounds
}

/** What a number in the file means. */
export interface Measure {
  /** Key of the observed property, such as `pm25`. */
  property: string
  unit: UnitCode
  /** Key of the datastream at the station, when one property is there twice (raw and calibrated). Default: the property. */
  datastream?: string
  /** The number in the file times this is the value in the unit. Default 1. */
  factor?: number
  /** Texts that mean "no value" here, on top of those of the file. */
  missing?: string[]
  /** Numbers that mean "no value", such as -999. Compared as numbers, before the factor. */
  sentinels?: number[]
  /** Texts that stand for a value in the unit, such as `-1` for "less than 0.05 mm". */
  substitutes?: Record<string, number>
  /** Lowest and highest plausible value in the unit; outside is refused. */
  range?: [number, number]
}

/** Wide: a column per measure. Long: a row per value, with a column that names the measure. */
export type Values =
  | { shape: 'wide'; columns: (Measure & { column: string })[] }
  | {
      shape: 'long'
      parameterColumn: string
      valueColumn: string
      parameters: Record<string, Measure>
      unknownParameter: (typeof UNKNOWN_PARAMETER_RULES)[number]
    }

/** Everything an import must know about a delimited file. Nothing in it is guessed from the file. */
export interface ColumnMapping {
  /** Short key, such as `rivm-samen-meten`. */
  name: string
  /** Where the choices below come from. */
  note?: string
  file: FileShape
  time: TimeColumns
  station: StationKey
  position?: PositionColumns
  /** A row whose cell here is not empty is an error report, not a measurement, and is refused. */
  errorColumn?: string
  /** Texts that mean "nothing here" in every column, such as `NA` and the empty text. */
  missing: string[]
  values: Values
}
