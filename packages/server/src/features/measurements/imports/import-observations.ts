import {
  type ColumnMapping,
  type ReasonCount as CountedReason,
  type ImportSummary,
  REFUSAL_REASONS,
} from '@samenspel/standards/tabular'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { ObservationBatch, RefusalKind } from '../ingest/batch.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { type DatastreamIds, ensureStations } from '../things/ensure-stations.ts'
import type { Doer } from '../writers.ts'
import type { ChosenDataset } from './choose-dataset.ts'
import type { ReasonCount } from './schema.ts'
import {
  type ImportCounts,
  insertImport,
  insertRefusedRows,
  listRecords,
  mergeLines,
  type RefusedRecord,
  updateImport,
} from './store.ts'
import { openFile, surveyFile } from './survey-file.ts'

/** Which file goes where, read how, and on whose behalf. */
export type ImportOrder = { path: string; mapping: ColumnMapping; dataset: ChosenDataset; by: Doer }

/** Observations per transaction: about a second of work on the embedded database. */
const BATCH = 20_000

const EXAMPLES = 5

/** Reasons that only storing can find. */
export const STORE_REASONS: Record<RefusalKind, Bilingual & { message: Bilingual }> = {
  'differs-from-stored': {
    nl: 'Er is al een andere waarde, en de dataset staat geen correcties toe',
    en: 'Another value is stored, and the dataset does not allow corrections',
    message: {
      nl: 'Van deze meetreeks is op dit tijdstip al een andere waarde bewaard.',
      en: 'Another value is stored for this datastream and time.',
    },
  },
  'unknown-feature': {
    nl: 'De plaats van de meting bestaat niet',
    en: 'The feature of interest does not exist',
    message: {
      nl: 'De plaats van de meting bestaat niet.',
      en: 'The feature of interest does not exist.',
    },
  },
  'older-than-kept': {
    nl: 'Langer geleden dan de dataset losse waarden bewaart',
    en: 'Longer ago than the dataset keeps single values',
    message: {
      nl: 'De tijd is langer geleden dan de dataset losse waarden bewaart.',
      en: 'The time is longer ago than the dataset keeps single values.',
    },
  },
  'time-out-of-range': {
    nl: 'Tijd ligt buiten 1600 tot en met 2199',
    en: 'Time is not between 1600 and 2199',
    message: {
      nl: 'De tijd ligt niet tussen 1600 en 2199.',
      en: 'The time is not between 1600 and 2199.',
    },
  },
  'not-finite': {
    nl: 'Geen getal dat kan',
    en: 'Not a number that can be',
    message: {
      nl: 'De waarde is geen getal tussen -10^150 en 10^150.',
      en: 'The value is not a number between -10^150 and 10^150.',
    },
  },
  'not-allowed': {
    nl: 'Deze meetreeks hoort bij een dataset waarin u niets mag wijzigen',
    en: 'This datastream is in a dataset that you may not change',
    message: {
      nl: 'U mag de dataset van deze meetreeks niet wijzigen.',
      en: 'You may not change the dataset of this datastream.',
    },
  },
  'does-not-fit': {
    nl: 'De waarde past niet bij de meetreeks',
    en: 'The value does not fit the datastream',
    message: {
      nl: 'De waarde past niet bij het soort meting van de meetreeks.',
      en: 'The value does not fit the observation type of the datastream.',
    },
  },
  'unknown-datastream': {
    nl: 'De meetreeks is tijdens het inlezen verwijderd',
    en: 'The datastream was deleted during the import',
    message: {
      nl: 'De meetreeks is tijdens het inlezen verwijderd.',
      en: 'The datastream was deleted during the import.',
    },
  },
}

/**
 * Imports a delimited file: reads it whole to see that it can be right, makes its stations, and then stores it in parts.
 * A file that is wrong as a whole changes nothing. Importing the same file again adds nothing; an interrupted import
 * is completed by doing it again.
 * @param batch observations per transaction; and rows, of which all can be refused
 * @returns the id of the report
 * @throws Problem import-refused with what is wrong with the file, conflict for another unit than is stored
 */
export async function importObservations(
  { db, clock, report }: Platform,
  order: ImportOrder,
  batch = BATCH,
): Promise<string> {
  const { mapping, path } = order
  const { columns, stations } = await surveyFile(path, mapping)
  const { importId, ids } = await db.transaction().execute(async (transaction) => {
    const { id: datasetId } = await order.dataset.open(transaction)
    const { delimiter } = mapping.file
    const given = { datasetId, mapping: mapping.name, columns, delimiter, by: order.by, at: clock() }
    const source = { datasetId, name: mapping.name, description: mapping.note ?? mapping.name }
    return {
      importId: await insertImport(transaction, given),
      ids: await ensureStations(transaction, source, [...stations.values()], clock()),
    }
  })
  const { reader, rows } = await openFile(path, mapping)
  const counts = { stored: 0, unchanged: 0, corrected: 0 }
  const late = new Map<RefusalKind, ReasonCount>()
  let numbered = 0
  let rowsInPart = 0
  let part = emptyPart()

  async function flush(finishedAt: Date | null) {
    await db.transaction().execute(async (transaction) => {
      const outcome = await storePart(transaction, part, clock())
      counts.stored += outcome.stored
      counts.unchanged += outcome.unchanged
      counts.corrected += outcome.corrected
      for (const record of outcome.refused) countLate(late, record)
      const records = mergeLines(
        [...reader.report.takeRefused()].flatMap(listRecords).concat(outcome.refused),
      )
      await insertRefusedRows(transaction, importId, numbered, records)
      numbered += records.length
      await updateImport(
        transaction,
        importId,
        summarize(reader.report.summarize(), counts, late),
        finishedAt,
      )
    })
    part = emptyPart()
    rowsInPart = 0
  }

  for await (const { cells, line } of rows) {
    const row = reader.read(cells, line)
    if (row.ok) {
      for (const { datastream, value, column } of row.observations) {
        addToPart(part, ids, { ...row, datastream, value, column })
      }
    }
    rowsInPart += 1
    if (part.value.length >= batch || rowsInPart >= batch) await flush(null)
  }
  await flush(clock())
  report({ kind: 'observations-stored', count: counts.stored })
  return importId
}

type Part = {
  id: number[]
  start: number[]
  end: (number | null)[]
  value: number[]
  from: Pick<FileObservation, 'line' | 'column' | 'cells'>[]
}

function emptyPart(): Part {
  return { id: [], start: [], end: [], value: [], from: [] }
}

type FileObservation = {
  station: string
  datastream: string
  start: number
  end: number
  value: number
  line: number
  column: string
  cells: readonly string[]
}

function addToPart(part: Part, ids: DatastreamIds, found: FileObservation) {
  part.id.push(ids.get(found.station)?.get(found.datastream) ?? 0)
  part.start.push(found.start * 1000)
  part.end.push(found.end === found.start ? null : found.end * 1000)
  part.value.push(found.value)
  part.from.push({ line: found.line, column: found.column, cells: found.cells })
}

async function storePart(transaction: Db, part: Part, now: Date) {
  if (part.value.length === 0) return { stored: 0, unchanged: 0, corrected: 0, refused: [] }
  const batch: ObservationBatch = {
    datastreamId: part.id,
    phenomenonStart: part.start,
    phenomenonEnd: part.end,
    resultNumber: part.value,
  }
  const outcome = await storeObservations(transaction, batch, { now })
  const refused = outcome.refused.map(({ index, kind, fault }): RefusedRecord => {
    const value = part.value[index]
    const from = part.from[index]
    return {
      line: from?.line ?? 0,
      reason: kind,
      column_name: from?.column ?? null,
      value: value === undefined ? null : String(value),
      message: fault ?? STORE_REASONS[kind].message,
      cells: from?.cells ?? null,
    }
  })
  return { ...outcome, refused }
}

function countLate(late: Map<RefusalKind, ReasonCount>, record: RefusedRecord) {
  const kind = record.reason as RefusalKind
  const { nl, en } = STORE_REASONS[kind]
  const entry = late.get(kind) ?? { reason: kind, of: 'value', title: { nl, en }, count: 0, examples: [] }
  late.set(kind, entry)
  entry.count++
  const { line, column_name: column, value, message } = record
  if (entry.examples.length < EXAMPLES) entry.examples.push({ line, column, value, message })
}

function summarize(
  summary: ImportSummary,
  counts: Pick<ImportCounts, 'stored' | 'unchanged' | 'corrected'>,
  late: Map<RefusalKind, ReasonCount>,
): ImportCounts {
  const describe = (of: ReasonCount['of'], list: CountedReason[]) =>
    list.map(({ reason, count, examples }) => ({
      reason,
      of,
      title: REFUSAL_REASONS[reason],
      count,
      examples: examples.map(({ line, column, value, message }) => ({ line, column, value, message })),
    }))
  const refusedValues = [...describe('value', summary.refusedCellReasons), ...late.values()]
  return {
    rows: summary.rows,
    refusedRows: summary.refusedRows,
    ...counts,
    refusedValues: sumOf(refusedValues),
    missingValues: summary.missingValues,
    refused: [...describe('row', summary.refusedRowReasons), ...refusedValues].sort(
      (a, b) => b.count - a.count,
    ),
    remarks: describe('row', summary.remarks),
  }
}

function sumOf(reasons: readonly ReasonCount[]): number {
  return reasons.reduce((sum, { count }) => sum + count, 0)
}
