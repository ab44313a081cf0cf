import {
  addressesOfFigures,
  addressesOfShape,
  CBS_MEASURE_KEYS,
  type ChosenMeasure,
  chooseMeasure,
  findKnownMeasures,
  readFigures,
  readPage,
  readShape,
  STATLINE_SERVICES,
  type StatLineFigure,
  type StatLineService,
  type TableShape,
} from '@samenspel/standards/cbs'
import type { Bilingual } from '../../../platform/errors.ts'
import { FetchError, type Fetcher } from '../../../platform/http-client/fetcher.ts'
import type { Settings } from './schema.ts'

/** What was read of a table. */
export type FetchedTable = {
  measures: ChosenMeasure[]
  /** Key figures that are known here and not in the table; empty when the measures were chosen. */
  absent: string[]
  figures: (StatLineFigure & { year: number })[]
}

/** A table is not there, or not as the settings say: what, and what to do. */
export class StatLineError extends Error {
  readonly detail: Bilingual

  constructor(detail: Bilingual) {
    super(detail.en)
    this.name = 'StatLineError'
    this.detail = detail
  }
}

/** Where each service is; a test gives others. */
export type ServiceRoots = Readonly<Record<StatLineService, string>>

export const SERVICE_ROOTS: ServiceRoots = {
  'cbs-v4': STATLINE_SERVICES['cbs-v4'].root,
  'cbs-v3': STATLINE_SERVICES['cbs-v3'].root,
  'others-v3': STATLINE_SERVICES['others-v3'].root,
}

/** Pages of one list: CBS gives 100,000 figures at a time, and a municipality has far fewer. */
const MOST_PAGES = 50

/**
 * Reads the figures of a table for the municipalities of the settings.
 * @throws StatLineError, or FetchError when it cannot be reached
 */
export async function fetchTable(
  fetcher: Fetcher,
  settings: Settings,
  roots: ServiceRoots,
): Promise<FetchedTable> {
  const { service, table, categories, year } = settings
  const { version } = STATLINE_SERVICES[service]
  const root = roots[service]
  const lists: Record<string, unknown>[][] = []
  for (const address of addressesOfShape(root, version, table)) lists.push(await readList(fetcher, address))
  const shape = readShape(version, lists)
  const measures = chooseMeasures(shape, settings)
  refuseShape(shape, settings, version)
  const figures: FetchedTable['figures'] = []
  for (const municipality of settings.municipalities) {
    const question = { shape, measures, municipality, year, categories }
    const before = figures.length
    for (const address of addressesOfFigures(root, version, table, question)) {
      const read = readFigures(version, await readList(fetcher, address), question)
      if (!read.ok) throw new StatLineError(read.message)
      for (const figure of read.figures) {
        const of = figure.year ?? year
        if (of !== null) figures.push({ ...figure, year: of })
      }
    }
    if (figures.length === before) throw nothingThere(settings, municipality)
  }
  const known = new Set(measures.map(({ key }) => key))
  return {
    measures,
    absent: settings.measures.length > 0 ? [] : CBS_MEASURE_KEYS.filter((key) => !known.has(key)),
    figures,
  }
}

function chooseMeasures({ measures }: TableShape, { measures: wanted, table }: Settings): ChosenMeasure[] {
  if (wanted.length === 0) {
    const known = findKnownMeasures(measures)
    if (known.length > 0) return known
    throw new StatLineError({
      nl: `In tabel ${table} staat geen kerncijfer dat we kennen. Kies zelf onderwerpen, met hun code.`,
      en: `Table ${table} has no key figure that we know. Choose measures yourself, by their code.`,
    })
  }
  return wanted.map((each) => {
    const found = chooseMeasure(measures, each)
    if (found) return found
    const some = measures.slice(0, 10).map(({ code, title }) => `${code} (${title})`)
    throw new StatLineError({
      nl: `Onderwerp ${each.code} staat niet in tabel ${table}. Er staan ${measures.length} in, zoals ${some.join(', ')}.`,
      en: `Measure ${each.code} is not in table ${table}. It has ${measures.length}, such as ${some.join(', ')}.`,
    })
  })
}

function refuseShape(shape: TableShape, { table, year, categories }: Settings, version: 3 | 4): void {
  if (shape.regions === null) {
    throw new StatLineError({
      nl: `Tabel ${table} gaat niet over gebieden: er is geen indeling in regio’s.`,
      en: `Table ${table} is not about areas: it has no dimension with regions.`,
    })
  }
  const missing = shape.others.filter((name) => categories[name] === undefined)
  const unknown = Object.keys(categories).filter((name) => !shape.others.includes(name))
  if (missing.length > 0 || unknown.length > 0) {
    const names = shape.others.join(', ')
    throw new StatLineError({
      nl:
        names === ''
          ? `Tabel ${table} heeft geen andere indeling dan gebieden en perioden. Laat ${unknown.join(', ')} weg.`
          : `Tabel ${table} is ook verdeeld naar ${names}. Kies van elk daarvan één code, en niets anders.`,
      en:
        names === ''
          ? `Table ${table} has no other dimension than regions and periods. Leave out ${unknown.join(', ')}.`
          : `Table ${table} is also divided by ${names}. Choose one code of each of those, and nothing else.`,
    })
  }
  if (year !== null || (version === 4 && shape.periods !== null)) return
  throw new StatLineError({
    nl: `Geef een jaar: ${shape.periods === null ? `tabel ${table} zegt niet van welk jaar de cijfers zijn` : 'in versie 3 kan alleen één jaar tegelijk'}.`,
    en: `Give a year: ${shape.periods === null ? `table ${table} does not say of which year its figures are` : 'in version 3 only one year at a time is possible'}.`,
  })
}

/** A filter that fits nothing answers with an empty list: then nothing may be stored as if that were the figures. */
function nothingThere({ table, year }: Settings, municipality: string): StatLineError {
  const of = year === null ? '' : ` (${year})`
  return new StatLineError({
    nl: `Tabel ${table}${of} geeft niets voor ${municipality}. Kijk op StatLine of deze gemeente, het jaar en de codes erin staan.`,
    en: `Table ${table}${of} has nothing for ${municipality}. See at StatLine whether this municipality, the year and the codes are in it.`,
  })
}

/** A whole list, page after page. */
async function readList(fetcher: Fetcher, address: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  let next: string | null = address
  for (let pages = 0; next !== null; pages++) {
    if (pages === MOST_PAGES) throw tooLong(address)
    const page = readPage(parse(address, (await getPage(fetcher, next)).text))
    if (!page.ok) throw new StatLineError(page.message)
    for (const row of page.rows) rows.push(row)
    next = page.next === null ? null : new URL(page.next, next).href
  }
  return rows
}

async function getPage(fetcher: Fetcher, address: string) {
  try {
    return await fetcher.get(address)
  } catch (error) {
    if (!(error instanceof FetchError) || error.status !== 404) throw error
    const table = new URL(address).pathname.split('/').at(-2)
    throw new StatLineError({
      nl: `StatLine kent tabel ${table} hier niet. Kijk of de code klopt, en van wie de tabel is.`,
      en: `StatLine does not know table ${table} here. See whether the code is right, and whose table it is.`,
    })
  }
}

function parse(address: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const { host } = new URL(address)
    throw new StatLineError({ nl: `${host} gaf geen JSON.`, en: `${host} did not give JSON.` })
  }
}

function tooLong(address: string): StatLineError {
  const { host } = new URL(address)
  return new StatLineError({
    nl: `${host} gaf meer dan ${MOST_PAGES} bladzijden. Kies minder onderwerpen of één jaar.`,
    en: `${host} gave more than ${MOST_PAGES} pages. Choose fewer measures, or one year.`,
  })
}
