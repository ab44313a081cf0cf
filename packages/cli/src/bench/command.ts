import { cpus, totalmem } from 'node:os'
import type { Output } from '../output.ts'
import {
  bytesPerObservation,
  createDatastreams,
  fill,
  reads,
  referenceIngest,
  singlePosts,
} from './figures.ts'
import { createCaller, type Figure } from './measure.ts'
import { setStage } from './stage.ts'

const REFERENCE_ROWS = 100_000

export type BenchOptions = { size: string[]; database?: string }

/**
 * `samenspel bench`: measures the numbers of the design on this machine, each beside a reference of the same run.
 * Costs must grow with the answer, not with what is stored, so the reads are repeated at each size.
 */
export async function bench(output: Output, { size, database }: BenchOptions): Promise<void> {
  output.progress('Starting a server on a scratch database')
  const stage = await setStage(database)
  const caller = createCaller(stage.url, stage.token, 64)
  try {
    const datastreams = await createDatastreams(caller)
    const tables: { size: number; figures: Figure[] }[] = []
    let stored = 0
    for (const target of size.map(readSize)) {
      const rate = await fill(caller, datastreams, stored, target, (count) => {
        if (count % 20_000 === 0) output.progress(`Storing ${count} of ${target} observations`)
      })
      stored = target
      output.progress('Measuring')
      const ingest: Figure = {
        name: 'ingest through CreateObservations, batches of 1,000',
        value: rate,
        unit: 'obs/s',
        reference: await referenceIngest(stage, datastreams, Math.min(target, REFERENCE_ROWS)),
        target: '≥ 100,000/s and ≥ 50 % of COPY',
      }
      const figures = [
        ingest,
        await singlePosts(caller, datastreams),
        ...(await reads(stage, caller, datastreams)),
        ...(await bytesPerObservation(stage)),
        {
          name: 'resident memory of the server',
          value: await stage.residentMegabytes(),
          unit: 'MB',
          reference: undefined,
          target: '≤ 400 MB with PostgreSQL',
        },
      ]
      tables.push({ size: target, figures })
    }
    const machine = `${cpus().length} cores ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB`
    const node = process.version
    output.result({ machine, node, engine: stage.engine, tables }, [
      `Machine: ${machine}. Node.js ${node}. Database: ${stage.engine}.`,
      ...tables.flatMap((table) => ['', `${format(table.size)} observations`, ...describe(table.figures)]),
    ])
  } finally {
    caller.close()
    await stage.strike()
  }
}

function describe(figures: Figure[]): string[] {
  return [
    '| what | measured | reference | ratio | target |',
    '|---|--:|--:|--:|---|',
    ...figures.map(({ name, value, unit, reference, target }) => {
      const beside = reference ? `${format(reference.value)} ${unit} (${reference.name})` : '–'
      const ratio = reference ? (value / reference.value).toFixed(2) : '–'
      return `| ${name} | ${format(value)} ${unit} | ${beside} | ${ratio} | ${target ?? '–'} |`
    }),
  ]
}

function format(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 1 : 0 })
}

/** Reads `200k`, `1M` or a plain number. */
function readSize(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([kM]?)$/.exec(text) ?? []
  const size = Number(digits) * ({ k: 1000, M: 1_000_000 }[unit] ?? 1)
  if (digits === '' || size % 1000 !== 0 || size === 0) {
    throw new Error(`--size ${text}: give a multiple of 1,000, such as 200k or 1M.`)
  }
  return size
}
