import {
  type ObservationField,
  type ObservationLine,
  readCsvLine,
  readHeader,
  readJsonLine,
  splitCells,
} from '@samenspel/standards/sensorthings'
import type { Db } from '../../../platform/database/connect.ts'
import { type Bilingual, Problem } from '../../../platform/errors.ts'
import { refuseOther } from '../../../platform/other-file.ts'
import type { Platform } from '../../../platform/slice.ts'
import { storedId } from '../datastream-id.ts'
import type { ObservationRow } from '../entities/observations.ts'
import { insertRefusedRows, type RefusedRecord } from '../imports/store.ts'
import { type Block, readBlocks } from './read-blocks.ts'
import { countRefusals, type LineRefusal } from './reasons.ts'
import type { UploadFormat } from './schema.ts'
import { rememberLines, type SeenLines } from './seen-lines.ts'
import {
  deleteUntouched,
  findDatastreams,
  findUpload,
  finishUpload,
  type SourceKeys,
  type StoredUpload,
  updateUpload,
} from './store.ts'
import { type StoredLines, storeLines } from './store-lines.ts'

/** A part of an upload: where in the file it starts, its bytes, and whether the file ends with it. */
export type UploadPart = { offset: number; body: AsyncIterable<Uint8Array>; isLast: boolean }

/** Refused lines that are kept one by one; of all of them the number is kept, per reason. */
const KEPT_REFUSALS = 10_000

/**
 * Takes a part of an upload, block by block. The observations of a block, what was refused of it, and how far the upload
 * then is become durable in one transaction: so nothing that was acknowledged is lost, and nothing is stored twice,
 * wherever it breaks off.
 * @throws Problem conflict when the part does not start where the upload is, import-refused for another kind of file or a wrong
 * header: then the upload is gone, as if it had never been started
 */
export async function takePart(platform: Platform, id: string, part: UploadPart): Promise<void> {
  try {
    await takeBlocks(platform, id, part)
  } catch (error) {
    if (error instanceof Problem && error.code === 'import-refused') await deleteUntouched(platform.db, id)
    throw error
  }
}

async function takeBlocks({ db, clock, report }: Platform, id: string, part: UploadPart): Promise<void> {
  let position = part.offset
  const seen = rememberLines()
  const body = position === 0 ? refuseOther(part.body) : part.body
  for await (const block of readBlocks(body, part.isLast)) {
    const stored = await db.transaction().execute(async (transaction) => {
      const upload = requirePosition(await findUpload(transaction, id, true), position)
      return takeBlock(transaction, upload, block, { seen, now: clock() })
    })
    position += block.bytes
    report({ kind: 'observations-stored', count: stored })
  }
  await db.transaction().execute(async (transaction) => {
    requirePosition(await findUpload(transaction, id, true), position)
    if (part.isLast) await finishUpload(transaction, id, clock())
  })
}

function requirePosition(upload: StoredUpload | undefined, position: number): StoredUpload {
  if (upload?.offset === position && upload.finishedAt === null) return upload
  const at = upload?.offset ?? 0
  throw new Problem('conflict', {
    nl: upload?.finishedAt
      ? 'Deze upload is al klaar. Begin voor een ander bestand een nieuwe.'
      : `Deze upload is bij byte ${at}. Ga daar verder, met Upload-Offset: ${at}.`,
    en: upload?.finishedAt
      ? 'This upload is finished. Start a new one for another file.'
      : `This upload is at byte ${at}. Go on from there, with Upload-Offset: ${at}.`,
  })
}

type Refused = RefusedRecord & { reason: LineRefusal }

/** Stores a block. @returns the number of new observations */
async function takeBlock(
  transaction: Db,
  upload: StoredUpload,
  block: Block,
  { seen, now }: { seen: SeenLines; now: Date },
): Promise<number> {
  const { columns, lines, first } = takeHeader(upload, block.lines)
  const { format } = upload
  const found = readLines(lines, first, format, columns)
  const rows = await resolveRows(transaction, upload, found.rows)
  const outcome = await storeLines(
    transaction,
    upload.datasetId,
    rows.map((row, index) => ({ row, line: found.lines[index] ?? 0 })),
    { seen, now },
  )
  const refused = [...found.refused, ...refusedOf(outcome, found, rows, format)].sort(
    (a, b) => a.line - b.line,
  )
  const kept = refused.slice(0, Math.max(0, KEPT_REFUSALS - upload.refusedRows))
  await insertRefusedRows(transaction, upload.id, upload.refusedRows, kept)
  await updateUpload(transaction, {
    ...upload,
    columns: format === 'csv' ? [...columns] : JSON_COLUMNS,
    offset: upload.offset + block.bytes,
    lines: upload.lines + block.lines.length,
    rows: upload.rows + found.rows.length + found.refused.length,
    refusedRows: upload.refusedRows + refused.length,
    stored: upload.stored + outcome.stored,
    unchanged: upload.unchanged + outcome.unchanged,
    corrected: upload.corrected + outcome.corrected,
    refused: countRefusals(upload.refused, refused),
  })
  return outcome.stored
}

/** The lines with observations, and the number of the first; of a CSV the header is taken off. */
function takeHeader({ format, lines: before, columns }: StoredUpload, lines: readonly string[]) {
  const [first = '', ...others] = before === 0 ? lines : []
  if (before > 0) return { columns: columns as ObservationField[], lines, first: before + 1 }
  const start = first.replace(/^\uFEFF/, '')
  if (format === 'ndjson') return { columns: [], lines: [start, ...others], first: 1 }
  const header = readHeader(start)
  if (header.ok) return { columns: header.columns, lines: others, first: 2 }
  throw new Problem('import-refused', {
    nl: `De eerste regel noemt niet de goede kolommen. ${header.message.nl}`,
    en: `The first line does not name the right columns. ${header.message.en}`,
  })
}

type Found = { rows: ObservationLine[]; lines: number[]; texts: string[]; refused: Refused[] }

function readLines(
  lines: readonly string[],
  first: number,
  format: UploadFormat,
  columns: readonly ObservationField[],
): Found {
  const found: Found = { rows: [], lines: [], texts: [], refused: [] }
  for (const [index, text] of lines.entries()) {
    if (text === '') continue
    const line = first + index
    const answer = format === 'csv' ? readCsvLine(text, columns) : readJsonLine(text)
    if (answer.ok) {
      found.rows.push(answer.row)
      found.lines.push(line)
      found.texts.push(text)
    } else {
      const { fault, field, value, message } = answer
      found.refused.push({ ...refusal(line, fault, message, field, value), cells: cellsOf(text, format) })
    }
  }
  return found
}

/** The column under which a refused line of JSON stands. */
const JSON_COLUMNS = ['row']

/** The longest line of which the text is kept when it is refused, in characters. */
const KEPT_TEXT = 10_000

/** The line as cells for the file of refused lines; null for one that is too long to keep. */
function cellsOf(text: string, format: UploadFormat): string[] | null {
  if (text.length > KEPT_TEXT) return null
  const storable = text.replaceAll('\0', '').toWellFormed()
  return (format === 'csv' ? splitCells(storable) : undefined) ?? [storable]
}

function refusal(
  line: number,
  reason: LineRefusal,
  message: Bilingual,
  field?: string,
  value?: string,
): Refused {
  return { line, reason, column_name: field ?? null, value: value ?? null, message, cells: null }
}

async function resolveRows(
  transaction: Db,
  { datasetId }: StoredUpload,
  lines: readonly ObservationLine[],
): Promise<ObservationRow[]> {
  const keys = new Map<string, SourceKeys>()
  for (const { datastream } of lines) {
    if (typeof datastream !== 'number') keys.set(keyOf(datastream), datastream)
  }
  const ids = keys.size === 0 ? [] : await findDatastreams(transaction, datasetId, [...keys.values()])
  const idOf = new Map([...keys.keys()].map((key, index) => [key, ids[index] ?? 0]))
  return lines.map(({ datastream, ...row }) => ({
    ...row,
    datastreamId: typeof datastream === 'number' ? storedId(datastream) : (idOf.get(keyOf(datastream)) ?? 0),
    featureId: null,
  }))
}

function keyOf({ thingKey, datastreamKey }: SourceKeys): string {
  return JSON.stringify([thingKey, datastreamKey])
}

/** What could not be stored, with the cells of its line; of a value that was refused also the value. */
function refusedOf(
  outcome: StoredLines,
  found: Found,
  rows: readonly ObservationRow[],
  format: UploadFormat,
): Refused[] {
  return outcome.refused.map(({ index, reason, message }) => {
    const result = reason === 'duplicate' ? undefined : rows[index]?.result
    const shown = result === undefined ? undefined : JSON.stringify(result).slice(0, 200).toWellFormed()
    return {
      ...refusal(found.lines[index] ?? 0, reason, message, undefined, shown),
      cells: cellsOf(found.texts[index] ?? '', format),
    }
  })
}
