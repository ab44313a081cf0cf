import {
  type ColumnMapping,
  createRowReader,
  type PreparedMapping,
  prepareMapping,
  type RowReader,
  type UnitCode,
} from '@samenspel/standards/tabular'
import { type FileRow, readRows, refuseFile } from './read-rows.ts'

/** Stations of one file, which are made in one go. A file with more has something else in the column of the station. */
const MOST_STATIONS = 50_000

/** A station as a file describes it, with the datastreams of which it has values. */
export type FileStation = {
  key: string
  /** Longitude and latitude (WGS84) at the latest time in the file. */
  position: readonly [number, number] | null
  positionTime: number
  streams: Map<string, { property: string; unit: UnitCode }>
}

/** What is in a file, without storing anything. */
export type Survey = { columns: readonly string[]; stations: Map<string, FileStation> }

/** A file opened for reading: its rows after the header, and what maps them. */
export type OpenFile = { prepared: PreparedMapping; reader: RowReader; rows: AsyncGenerator<FileRow> }

/**
 * Opens a file and ties the mapping to its columns.
 * @throws Problem import-refused when it is empty or its columns are not those of the mapping
 */
export async function openFile(path: string, mapping: ColumnMapping): Promise<OpenFile> {
  const rows = readRows(path, mapping)
  const first = mapping.file.header ? await rows.next() : undefined
  const preparation = prepareMapping(mapping, first?.value ? first.value.cells : null)
  if (!preparation.ok) {
    await rows.return(undefined)
    const { messages } = preparation
    throw refuseFile({
      nl: `Dit bestand past niet bij de kolomindeling “${mapping.name}”. ${messages.map(({ nl }) => nl).join(' ')}`,
      en: `This file does not fit the mapping “${mapping.name}”. ${messages.map(({ en }) => en).join(' ')}`,
    })
  }
  return { prepared: preparation.prepared, reader: createRowReader(preparation.prepared), rows }
}

/**
 * Reads a whole file to find what is wrong with it and which stations it has, before anything is stored.
 * @param most stations that a file may have
 * @throws Problem import-refused for a file that cannot be right as a whole
 */
export async function surveyFile(
  path: string,
  mapping: ColumnMapping,
  most = MOST_STATIONS,
): Promise<Survey> {
  const { prepared, reader, rows } = await openFile(path, mapping)
  const stations = new Map<string, FileStation>()
  let wrongWidth = 0
  for await (const { cells, line } of rows) {
    const row = reader.read(cells, line)
    drop(reader)
    if (!row.ok) {
      if (row.refusals.some(({ reason }) => reason === 'missing-column' || reason === 'too-many-columns'))
        wrongWidth++
      continue
    }
    const station = stations.get(row.station) ?? {
      key: row.station,
      position: null,
      positionTime: Number.NEGATIVE_INFINITY,
      streams: new Map(),
    }
    stations.set(row.station, station)
    if (stations.size > most) throw tooManyStations(most, line)
    if (row.position && row.end >= station.positionTime)
      Object.assign(station, { position: row.position, positionTime: row.end })
    for (const { datastream, property, unit } of row.observations) {
      if (!station.streams.has(datastream))
        station.streams.set(datastream, { property, unit: unit as UnitCode })
    }
  }
  const summary = reader.report.summarize()
  if (summary.rows === 0) {
    throw refuseFile({ nl: 'Het bestand heeft geen regels.', en: 'The file has no rows.' })
  }
  if (summary.acceptedRows === 0 && wrongWidth > 0) {
    throw refuseFile({
      nl: 'Geen enkele regel heeft het goede aantal kolommen. Kijk of het scheidingsteken van de kolomindeling klopt.',
      en: 'Not one row has the right number of columns. Check the delimiter of the mapping.',
    })
  }
  return { columns: prepared.columns, stations }
}

/** The refused rows are only wanted the second time. */
function drop(reader: RowReader) {
  for (const _ of reader.report.takeRefused());
}

function tooManyStations(most: number, line: number) {
  return refuseFile({
    nl: `Tot regel ${line} noemt dit bestand al meer dan ${most} meetpunten. Kijk in de kolomindeling of de kolom van het meetpunt klopt, of deel het bestand.`,
    en: `Up to line ${line} this file already names more than ${most} stations. Check the column of the station in the mapping, or split the file.`,
  })
}
