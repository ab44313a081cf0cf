import { openConnection, type ServerOptions } from '../../connection.ts'
import type { Output } from '../../output.ts'
import { countOf, describeRefusals } from '../report.ts'
import { copyThings } from './copy-entities.ts'
import { copyObservations } from './copy-observations.ts'
import { openSource } from './source.ts'
import { COPIED, createTally, type Tally } from './tally.ts'
import { openTarget } from './target.ts'

type HarvestOptions = ServerOptions & {
  from: string
  dataset?: string
  filter?: string
  since?: string
  full?: boolean
}

/**
 * `samenspel import sensorthings`: copies another SensorThings server. What was copied before is found by its address at
 * the source and stays as it is; observations go on where the last harvest stopped.
 */
export async function importSensorThings(output: Output, options: HarvestOptions): Promise<void> {
  const source = openSource(options.from)
  const connection = await openConnection(options)
  const tally = createTally(`${new URL(source.root).host.replaceAll(':', '-')}.refused.csv`)
  const target = openTarget(connection, options.dataset, tally)
  const range = { since: options.since, full: options.full === true }
  let things = 0
  for await (const { name, datastreams } of copyThings(source, target, tally, options.filter)) {
    things += 1
    for (const datastream of datastreams) {
      output.progress(`Thing ${things} ${name}: ${countOf(tally.observations.read, 'observation')} read`)
      await copyObservations(source, target, tally, datastream, range)
    }
  }
  const refusedFile = await tally.close()
  const { entities, observations, refused, remarks } = tally
  output.result(
    { from: source.root, entities, observations, refused, remarks, refusedFile },
    describeHarvest(source.root, tally, refusedFile),
  )
}

function describeHarvest(root: string, tally: Tally, refusedFile: string | null): string[] {
  const { entities, observations, refused, remarks } = tally
  return [
    `Harvested ${root}`,
    ...COPIED.map((name) => `  ${name}: ${entities[name].created} new, ${entities[name].known} known`),
    `  Observations: ${observations.read} read, ${observations.taken} taken`,
    ...(refused.length > 0 ? ['Refused:', ...describeRefusals(refused)] : []),
    ...(remarks.length > 0
      ? ['Accepted, although not as the standard says:', ...describeRefusals(remarks)]
      : []),
    ...(refusedFile ? [`What was refused is in ${refusedFile}`] : []),
  ]
}
