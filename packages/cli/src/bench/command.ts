import { loadavg } from 'node:os'
import type { Output } from '../output.ts'
import { prepareAgreed } from './agreed.ts'
import { createCaller } from './caller.ts'
import { createDatastreams } from './datastreams.ts'
import { prepareFigures } from './figures.ts'
import { load } from './load.ts'
import { prepareMap } from './mapping.ts'
import type { Figure } from './measure.ts'
import { prepareMine } from './mine.ts'
import { publishSingly } from './publishing.ts'
import { measureReads, measureSize } from './reading.ts'
import { openSupply, ROUNDS, sendBatches, sendSingly } from './sending.ts'
import { setStage } from './stage.ts'
import { describeFigures, describeMachine, formatFigure } from './tell.ts'

export type BenchOptions = { size?: string[]; database?: string; only?: string[] }

/** What can be measured alone. */
const BENCH_PARTS = ['send', 'read', 'map', 'plan', 'mine', 'figures', 'size'] as const
type Part = (typeof BENCH_PARTS)[number]

/** Sizes to measure at when none are asked: on a server, and on the embedded database. */
const SERVER_SIZES = ['1M', '10M']
const EMBEDDED_SIZES = ['200k', '500k']

/** Messages of a device that are under way together, for devices that do not wait for each. */
const AT_ONCE = 16

const REQUESTS = { server: 400, embedded: 100 }

/**
 * `samenspel bench`: measures the numbers of the design on this machine, each beside a reference of the same run.
 * Costs must grow with the answer, not with what is stored, so all is measured again at each size.
 */
export async function bench(output: Output, { size, database, only }: BenchOptions): Promise<void> {
  const wants = readParts(only)
  const sizes = (size ?? (database === undefined ? EMBEDDED_SIZES : SERVER_SIZES)).map(readSize)
  output.progress('Starting a server on a scratch database')
  const stage = await setStage(database)
  const caller = createCaller(stage.url, stage.token, 64)
  let agreed: Awaited<ReturnType<typeof prepareAgreed>>
  try {
    const datastreams = await createDatastreams(caller)
    const supply = openSupply(datastreams)
    if (wants('plan')) agreed = await prepareAgreed(stage, caller)
    if (wants('figures')) output.progress('Storing a year of hours of a hundred stations')
    const made = wants('figures') ? await prepareFigures(stage, caller) : undefined
    const mine = wants('mine') ? await prepareMine(stage, caller) : undefined
    const measureMap = wants('map') ? await prepareMap(stage, caller) : async () => []
    const requests = stage.shared ? REQUESTS.server : REQUESTS.embedded
    const tables: { size: number; load: string; figures: Figure[] }[] = []
    let stored = 0
    for (const target of sizes) {
      const started = performance.now()
      if (stage.shared) {
        await load(stage.reference, datastreams, { from: stored, size: target }, (loaded) =>
          output.progress(`Loaded ${loaded} of ${target} observations`),
        )
      } else {
        while (stored < target) {
          output.progress(`Storing ${stored} of ${target} observations`)
          await sendBatches(stage, caller, supply, 'backlog', requests)
          stored += ROUNDS * requests * 1000
        }
      }
      stored = target
      output.progress(`Measuring; loading took ${Math.round((performance.now() - started) / 1000)} s`)
      const figures: Figure[] = []
      if (wants('send')) {
        figures.push(
          await sendBatches(stage, caller, supply, 'network', requests),
          await sendBatches(stage, caller, supply, 'backlog', requests),
          await sendSingly(caller, supply),
          await publishSingly(stage, supply, 1),
          await publishSingly(stage, supply, AT_ONCE),
        )
      }
      if (wants('read')) figures.push(...(await measureReads(stage, caller, datastreams)))
      figures.push(...(await measureMap()))
      figures.push(...((await agreed?.measure(datastreams[0] ?? 0)) ?? []))
      figures.push(...((await mine?.measure()) ?? []))
      figures.push(...((await made?.measure()) ?? []))
      if (wants('size')) {
        figures.push(...(await measureSize(stage)), {
          name: 'resident memory of the server',
          value: await stage.residentMegabytes(),
          unit: 'MB',
          reference: undefined,
          target: '≤ 400 MB with PostgreSQL',
        })
      }
      tables.push({ size: target, load: loadavg()[0]?.toFixed(1) ?? '', figures })
    }
    const { machine, node } = describeMachine()
    output.result({ machine, node, engine: stage.engine, tables }, [
      `Machine: ${machine}. Node.js ${node}. Database: ${stage.engine}.`,
      ...tables.flatMap((table) => [
        '',
        `${formatFigure(table.size)} observations; load average of the machine ${table.load}`,
        ...describeFigures(table.figures),
      ]),
    ])
  } finally {
    agreed?.close()
    caller.close()
    await stage.strike()
  }
}

/** Which parts are asked: all when none is named. */
function readParts(only: readonly string[] = BENCH_PARTS): (part: Part) => boolean {
  const unknown = only.find((name) => !BENCH_PARTS.some((part) => part === name))
  if (unknown !== undefined) throw new Error(`--only ${unknown}: give some of ${BENCH_PARTS.join(', ')}.`)
  return (part) => only.includes(part)
}

/** Reads `200k`, `1M` or a plain number. */
function readSize(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([kM]?)$/.exec(text) ?? []
  const size = Number(digits) * ({ k: 1000, M: 1_000_000 }[unit] ?? 1)
  if (digits === '' || size % 1000 !== 0 || size < 200_000) {
    throw new Error(`--size ${text}: give a multiple of 1,000 from 200k on, such as 200k, 1M or 100M.`)
  }
  return size
}
