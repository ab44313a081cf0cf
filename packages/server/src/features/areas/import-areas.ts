import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { cutText } from '@samenspel/standards/language'
import { type Bilingual, type InputMistake, Problem } from '../../platform/errors.ts'
import { publish } from '../../platform/outbox.ts'
import type { Platform } from '../../platform/slice.ts'
import { readCsv, refuseFile } from './read-body.ts'
import { readShapes, type ShapeOptions } from './read-shapes.ts'
import {
  type AreaFigure,
  type Measure,
  readHeader,
  type StatisticLayout,
  type StatisticReader,
} from './read-statistics.ts'
import { countRefusals, findForeignArea, type OwnMunicipalities, type Refusal } from './rules.ts'
import type { ImportReport } from './schema.ts'
import { storeImport } from './store/imports.ts'
import { storeShapes } from './store/shapes.ts'
import { listCodes, storeFigures, storeMeasures } from './store/statistics.ts'

/** Who imports: the municipalities whose areas they may change, and the organisations for which they do it. */
export type Importer = { own: OwnMunicipalities; organisationIds: readonly string[] }

type Outcome = Omit<ImportReport, 'id' | 'madeAt' | 'refused' | 'refusedRowsUrl'>

/**
 * Stores the areas of a GeoJSON document in one transaction and writes `areas.boundaries-changed` when something
 * changed.
 * @throws Problem import-refused when the file as a whole is wrong or none of its features can be stored
 */
export async function importShapes(
  { db, clock }: Platform,
  document: unknown,
  options: ShapeOptions & Importer,
): Promise<ImportReport> {
  const read = readShapes(document, options)
  if (!read.ok) throw refuseWhole(read.mistakes)
  refuseForeign(
    read.shapes.map(({ code }) => code),
    options.own,
  )
  return db.transaction().execute(async (transaction) => {
    const { refusals, ...changes } = await storeShapes(transaction, options.level, read.shapes)
    const refused = [...read.refusals, ...refusals].sort((a, b) => a.position - b.position)
    if (refused.length === read.features) {
      throw refuseWhole(
        refused.map(({ position, message }) => mistakeAt(`/features/${position - 1}`, message)),
      )
    }
    if (changes.created + changes.changed > 0) {
      await publish(transaction, 'areas.boundaries-changed', { level: options.level })
    }
    const outcome: Outcome = { kind: 'shapes', rows: read.features, ...changes, crs: read.crs }
    return keepReport(transaction, clock(), options, outcome, refused)
  })
}

export type StatisticOptions = Importer & {
  year: number
  edition: string
  layout: StatisticLayout
  delimiter: string
}

/** Figures that were read, of one year each. */
export type Edition = { year: number; edition: string; figures: readonly AreaFigure[] }

/** What was read of a publication with figures. */
export type ReadStatistics = {
  rows: number
  editions: readonly Edition[]
  refusals: readonly Refusal[]
  measures: readonly Measure[]
  /** Measures that we know and it does not hold. */
  absent: readonly string[]
}

/**
 * Stores the figures of a delimited file for the areas that are here. The file is read to its end before the
 * database is touched, so that a slow or broken upload never holds a transaction.
 * @throws Problem import-refused when the file as a whole is wrong or none of its rows can be stored
 */
export async function importStatistics(
  platform: Platform,
  body: Readable,
  options: StatisticOptions,
): Promise<ImportReport> {
  const { reader, rows, figures, refusals } = await readFile(body, options)
  const { year, edition } = options
  const read = { rows, refusals, measures: reader.listMeasures(), absent: reader.absent }
  return storeStatistics(platform, { ...read, editions: [{ year, edition, figures }] }, options)
}

/**
 * Stores figures that were read, for the areas that are here, in one transaction.
 * @throws Problem import-refused when none of them can be stored
 */
export async function storeStatistics(
  { db, clock }: Platform,
  { rows, editions, refusals, measures, absent }: ReadStatistics,
  importer: Importer,
): Promise<ImportReport> {
  const figures = editions.flatMap((each) => each.figures)
  refuseForeign(new Set(figures.map(({ areaCode }) => areaCode)), importer.own)
  return db.transaction().execute(async (transaction) => {
    const codes = await listCodes(transaction)
    const known = figures.filter(({ areaCode }) => codes.has(areaCode))
    const refused = [...refusals, ...refuseUnknown(figures, codes)].sort((a, b) => a.position - b.position)
    if (known.length === 0) {
      throw refuseWhole(refused.map(({ position, message }) => mistakeAt(`/${position}`, message)))
    }
    const otherUnits = await storeMeasures(transaction, measures, importer.own === 'all')
    if (otherUnits.length > 0) throw refuseWhole(otherUnits.map(describeOtherUnit))
    const changes = { created: 0, changed: 0, unchanged: 0 }
    for (const { year, edition, figures: all } of editions) {
      const here = all.filter(({ areaCode }) => codes.has(areaCode))
      const stored = await storeFigures(transaction, year, edition, here)
      changes.created += stored.created
      changes.changed += stored.changed
      changes.unchanged += stored.unchanged
    }
    if (changes.created + changes.changed > 0) {
      const measures = [...new Set(known.map(({ measure }) => measure))]
      await publish(transaction, 'areas.statistics-changed', { measures })
    }
    const outcome: Outcome = {
      kind: 'statistics',
      rows,
      ...changes,
      withoutValue: known.filter(({ value }) => value === null).length,
      absentMeasures: [...absent],
    }
    return keepReport(transaction, clock(), importer, outcome, refused)
  })
}

async function readFile(body: Readable, { layout, delimiter }: StatisticOptions) {
  let reader: StatisticReader | undefined
  let rows = 0
  const figures: AreaFigure[] = []
  const refusals: Refusal[] = []
  for await (const { cells, line } of readCsv(body, delimiter)) {
    if (!reader) {
      const header = readHeader(layout, cells)
      if (!header.ok) throw refuseWhole(describeHeader(header.messages, cells, delimiter))
      reader = header.reader
      continue
    }
    rows++
    const row = reader.readRow(cells, line)
    if (Array.isArray(row)) figures.push(...row)
    else refusals.push(row)
  }
  if (!reader || rows === 0)
    throw refuseWhole([
      mistakeAt('/1', { nl: 'Het bestand heeft geen regels.', en: 'The file holds no rows.' }),
    ])
  return { reader, rows, figures, refusals }
}

function describeHeader(messages: Bilingual[], cells: string[], delimiter: string): InputMistake[] {
  const other = [',', ';', '\t'].find(
    (sign) => sign !== delimiter && cells.some((cell) => cell.includes(sign)),
  )
  const sign = other === '\t' ? 'tab' : other
  const isInOnePiece = sign !== undefined && cells.length === 1
  return messages.map(({ nl, en }) =>
    mistakeAt('/1', {
      nl: isInOnePiece ? `${nl} De kolommen lijken gescheiden door “${sign}”.` : nl,
      en: isInOnePiece ? `${en} The columns seem to be separated by “${sign}”.` : en,
    }),
  )
}

/** All areas share a measure: figures in another unit under its name would be compared as if they were in the same. */
function describeOtherUnit({ key, unit, knownUnit }: Measure & { knownUnit: string }): InputMistake {
  return mistakeAt('/1', {
    nl: `De maat “${key}” is hier al in ${knownUnit}, en dit is in ${unit}. Reken de waarden om, of geef de maat een andere naam.`,
    en: `The measure “${key}” is already here in ${knownUnit}, and this is in ${unit}. Convert the values, or give the measure another name.`,
  })
}

/** One refusal per row: an area that is not here has all its figures on that row. */
function refuseUnknown(figures: readonly AreaFigure[], codes: ReadonlySet<string>): Refusal[] {
  const lines = new Map<number, string>()
  for (const { line, areaCode } of figures) if (!codes.has(areaCode)) lines.set(line, areaCode)
  return [...lines].map(([position, areaCode]) => {
    const code = cutText(areaCode, 50)
    return {
      position,
      code,
      reason: 'unknown-area',
      message: { nl: `Gebied ${code} is hier niet.`, en: `There is no area ${code} here.` },
    }
  })
}

async function keepReport(
  transaction: Platform['db'],
  now: Date,
  { organisationIds }: Importer,
  outcome: Outcome,
  refused: Refusal[],
): Promise<ImportReport> {
  const id = randomUUID()
  const report: ImportReport = {
    id,
    madeAt: now.toISOString(),
    ...outcome,
    refused: countRefusals(refused),
    refusedRowsUrl: refused.length > 0 ? `/api/v1/area-imports/${id}/refused-rows` : null,
  }
  await storeImport(transaction, report, refused, organisationIds)
  return report
}

/** @throws Problem not-allowed for areas of a municipality that the importer does not work for */
function refuseForeign(codes: Iterable<string>, own: OwnMunicipalities): void {
  const foreign = findForeignArea(codes, own)
  if (foreign === undefined) return
  const code = cutText(foreign, 50)
  throw new Problem('not-allowed', {
    nl: `Gebied ${code} is niet van uw eigen gemeente. Lever alleen eigen gebieden, of vraag de beheerder van het platform.`,
    en: `Area ${code} is not of your own municipality. Send only your own areas, or ask the administrator of the platform.`,
  })
}

const LISTED = 100

function refuseWhole(mistakes: InputMistake[]) {
  const more = mistakes.length > LISTED ? mistakes.length - LISTED : 0
  return refuseFile(
    {
      nl: `Er is niets ingelezen en niets veranderd. Bij elke fout staat waar die zit.${more ? ` Er zijn nog ${more} fouten.` : ''}`,
      en: `Nothing was imported and nothing changed. Each mistake says where it is.${more ? ` There are ${more} more mistakes.` : ''}`,
    },
    mistakes.slice(0, LISTED),
  )
}

function mistakeAt(pointer: string, detail: Bilingual): InputMistake {
  return { in: 'body', pointer, detail }
}
