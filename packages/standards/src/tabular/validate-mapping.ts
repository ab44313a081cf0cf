import { CRS_CODES } from '../geo/index.ts'
import { openZone, TIME_FORMATS } from '../times/index.ts'
import {
  type ColumnMapping,
  DECIMAL_MARKS,
  DELIMITERS,
  ENCODINGS,
  OVERLAP_CHOICES,
  POSITION_RULES,
  STAMPS,
  UNKNOWN_PARAMETER_RULES,
} from './mapping.ts'
import {
  each,
  type Fault,
  fail,
  fields,
  flag,
  isObject,
  keyed,
  numberBetween,
  numberPair,
  oneOf,
  type Reader,
  text,
} from './mapping-fields.ts'
import { isUnitCode, UNITS } from './vocabulary.ts'

export type { Fault as MappingFault } from './mapping-fields.ts'

const zone: Reader = (value, path, faults) => {
  if (typeof value !== 'string' || !openZone(value)) {
    fail(
      faults,
      path,
      'moet een tijdzone zijn: een naam zoals Europe/Amsterdam, UTC, of een verschil zoals +01:00.',
      'must be a time zone: a name such as Europe/Amsterdam, UTC, or an offset such as +01:00.',
    )
  }
}

const unit: Reader = (value, path, faults) => {
  if (isUnitCode(value)) return
  const known = Object.keys(UNITS).join(', ')
  fail(
    faults,
    path,
    `moet de UCUM-code van een bekende eenheid zijn: ${known}.`,
    `must be the UCUM code of a known unit: ${known}.`,
  )
}

const key: Reader = (value, path, faults) => {
  if (typeof value !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) {
    fail(
      faults,
      path,
      'moet een sleutel van kleine letters, cijfers en streepjes zijn, zoals pm25 of wind-speed.',
      'must be a key of small letters, digits and hyphens, such as pm25 or wind-speed.',
    )
  }
}

const anyNumber = numberBetween(-1e15, 1e15)

const measure = {
  required: { property: key, unit },
  optional: {
    datastream: key,
    factor: anyNumber,
    missing: each(text(0, 100)),
    sentinels: each(anyNumber),
    substitutes: keyed(anyNumber),
    range: numberPair,
  },
}

const wide = fields(
  {
    shape: oneOf(['wide']),
    columns: each(fields({ ...measure.required, column: text(1, 200) }, measure.optional), 1),
  },
  {},
)

const long = fields(
  {
    shape: oneOf(['long']),
    parameterColumn: text(1, 200),
    valueColumn: text(1, 200),
    parameters: keyed(fields(measure.required, measure.optional), 1),
    unknownParameter: oneOf(UNKNOWN_PARAMETER_RULES),
  },
  {},
)

const values: Reader = (value, path, faults) => {
  const shape = isObject(value) ? value.shape : undefined
  if (shape === 'wide') wide(value, path, faults)
  else if (shape === 'long') long(value, path, faults)
  else
    fail(
      faults,
      `${path}/shape`,
      'moet wide (een kolom per grootheid) of long (een regel per waarde) zijn.',
      'must be wide (a column per measure) or long (a row per value).',
    )
}

const station: Reader = (value, path, faults) => {
  if (isObject(value) && 'fixed' in value) fields({ fixed: text(1, 200) }, {})(value, path, faults)
  else fields({ column: text(1, 200) }, { prefix: text(0, 100) })(value, path, faults)
}

const mapping = fields(
  {
    name: key,
    file: fields(
      { delimiter: oneOf(DELIMITERS), decimalMark: oneOf(DECIMAL_MARKS), header: flag },
      {
        columns: each(text(1, 200), 1),
        skipLines: numberBetween(0, 10_000, true),
        comment: text(1, 10),
        encoding: oneOf(ENCODINGS),
        trim: flag,
      },
    ),
    time: fields(
      { columns: each(text(1, 200), 1), format: oneOf(TIME_FORMATS) },
      {
        zone,
        overlap: oneOf(OVERLAP_CHOICES),
        period: fields({ seconds: numberBetween(1, 366 * 86_400, true), stamp: oneOf(STAMPS) }, {}),
      },
    ),
    station,
    missing: each(text(0, 100)),
    values,
  },
  {
    note: text(0, 2000),
    position: fields(
      {
        x: text(1, 200),
        y: text(1, 200),
        crs: oneOf(CRS_CODES),
        whenMissing: oneOf(POSITION_RULES),
        whenImplausible: oneOf(POSITION_RULES),
      },
      {
        within: (value, path, faults) => {
          const isBox =
            Array.isArray(value) && value.length === 4 && value.every((side) => Number.isFinite(side))
          if (!isBox || value[0] >= value[2] || value[1] >= value[3]) {
            fail(
              faults,
              path,
              'moet uit vier getallen bestaan: west, zuid, oost, noord in graden.',
              'must be four numbers: west, south, east, north in degrees.',
            )
          }
        },
      },
    ),
    errorColumn: text(1, 200),
  },
)

/** Checks what belongs together; only for a mapping whose parts are right. */
function checkTogether({ file, time, values }: ColumnMapping): Fault[] {
  const faults: Fault[] = []
  if (!file.header && !file.columns) {
    fail(
      faults,
      '/file/columns',
      'moet de kolommen noemen, want het bestand heeft geen kopregel.',
      'must name the columns, because the file has no header.',
    )
  }
  if (file.header && file.columns)
    fail(
      faults,
      '/file/columns',
      'hoort hier niet, want de kopregel noemt ze.',
      'must be left out, because the header names them.',
    )
  if (!time.zone && !time.format.startsWith('unix') && time.format !== 'iso') {
    fail(
      faults,
      '/time/zone',
      `moet worden genoemd, want ${time.format} schrijft geen tijdzone.`,
      `must be stated, because ${time.format} writes no time zone.`,
    )
  }
  const streams = values.shape === 'wide' ? values.columns : Object.values(values.parameters)
  const seen = new Set<string>()
  for (const { datastream, property } of streams) {
    const stream = datastream ?? property
    if (seen.has(stream)) {
      fail(
        faults,
        '/values',
        `noemt de meetreeks ${stream} twee keer. Geef een van beide een andere "datastream".`,
        `gives the datastream ${stream} twice. Give one of them another "datastream".`,
      )
    }
    seen.add(stream)
  }
  return faults
}

/** Reads a mapping from outside, for example the body of a request. Lists every fault with its path (JSON Pointer). */
export function readColumnMapping(
  value: unknown,
): { ok: true; mapping: ColumnMapping } | { ok: false; faults: Fault[] } {
  const faults: Fault[] = []
  mapping(value, '', faults)
  if (!isMapping(value, faults)) return { ok: false, faults }
  const together = checkTogether(value)
  return together.length === 0 ? { ok: true, mapping: value } : { ok: false, faults: together }
}

function isMapping(_value: unknown, faults: Fault[]): _value is ColumnMapping {
  return faults.length === 0
}
