import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Connection, dataOf, type paths } from '@samenspel/client'

/** The data sets of the example, each with its file, the mapping that reads it, and what it is. */
const FILES = [
  {
    key: 'sensors',
    file: 'Voorbeeld_HLL_sensoren.csv.gz',
    mapping: 'rivm-samen-meten',
    title: 'Bewonersmetingen Hollandse Luchten, jaarwisseling 2019-2020',
    description:
      'Uurwaarden van fijnstof, stikstofdioxide en weer van sensoren die bewoners ophingen. Voorbeeldbestand van de Samen Analyseren Tool van het RIVM.',
  },
  {
    key: 'references',
    file: 'Voorbeeld_HLL_LML.csv.gz',
    mapping: 'luchtmeetnet-wide',
    title: 'Luchtmeetnet, jaarwisseling 2019-2020',
    description:
      'Uurwaarden van officiële meetstations in de IJmond en omgeving. Voorbeeldbestand van het RIVM.',
  },
  {
    key: 'weather',
    file: 'Voorbeeld_HLL_KNMI.csv.gz',
    mapping: 'knmi-example',
    title: 'KNMI-weer, jaarwisseling 2019-2020',
    description: 'Wind per uur op twee KNMI-stations. Voorbeeldbestand van het RIVM.',
  },
] as const

export type FileKey = (typeof FILES)[number]['key']

export type ImportReport =
  paths['/observation-imports']['post']['responses']['201']['content']['application/json']

/** What became of a file. */
export type ImportedFile = {
  key: FileKey
  title: string
  datasetId: string
  stations: number
  report: ImportReport
}

/** Imports the municipal borders of the Algoritmeregister. */
export async function importMunicipalities({ request }: Connection, folder: string): Promise<void> {
  const query = new URLSearchParams({
    level: 'municipality',
    codeProperty: 'statcode',
    nameProperty: 'statnaam',
  })
  await request(`/api/v1/area-imports?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/geo+json' },
    body: await readFile(join(folder, 'boundaries', 'gemeentegrenzen-algoritmeregister.json')),
  })
}

/** Imports the measurements, each file into a dataset of its own. */
export async function importMeasurements(
  connection: Connection,
  folder: string,
  onStep: (step: string) => void,
): Promise<ImportedFile[]> {
  const imported: ImportedFile[] = []
  for (const { key, file, mapping, title, description } of FILES) {
    onStep(`Importing ${file}`)
    const datasetId = await ensureDataset(connection, title, description)
    const query = new URLSearchParams({ mapping, dataset: datasetId })
    const path = join(folder, 'sensors', 'rivm-samen-analyseren', file)
    const response = await connection.request(`/api/v1/observation-imports?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: unpack(path),
      duplex: 'half',
    })
    const report = (await response.json()) as ImportReport
    imported.push({ key, title, datasetId, stations: await countStations(connection, datasetId), report })
  }
  return imported
}

function unpack(path: string): ReadableStream<Uint8Array> {
  const bytes = createGunzip()
  createReadStream(path)
    .on('error', (error) => bytes.destroy(error))
    .pipe(bytes)
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>
}

async function ensureDataset({ api }: Connection, title: string, description: string): Promise<string> {
  const { items } = await dataOf(api.GET('/datasets', { params: { query: { pageSize: 200 } } }))
  const known = items.find((dataset) => dataset.title === title)
  if (known) return known.id
  const made = await dataOf(
    api.POST('/datasets', {
      body: {
        title,
        description,
        licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/naamsvermelding40',
        access: 'open',
        theme: 'environment',
        contact: 'info@rivm.nl',
      },
    }),
  )
  return made.id
}

async function countStations({ api }: Connection, dataset: string): Promise<number> {
  const { items } = await dataOf(api.GET('/stations', { params: { query: { dataset, pageSize: 1000 } } }))
  return items.length
}
