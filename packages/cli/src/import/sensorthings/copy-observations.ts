import { checkDataArrays } from '@samenspel/standards/sensorthings'
import type { CopiedDatastream } from './copy-entities.ts'
import type { Source, SourceEntity } from './source.ts'
import type { Tally } from './tally.ts'
import type { ObservationGroup, Target } from './target.ts'

const PAGE = 1000

/** What of an observation is copied; it can only name columns that at least one row of a page has. */
const OPTIONAL = ['resultTime', 'resultQuality', 'validTime', 'parameters'] as const

type Range = {
  /** Only from this moment on. */
  since: string | undefined
  /** Also what is older than the newest observation that is here. */
  full: boolean
}

/** Copies the observations of a datastream in the order of time, a page at a time, so that a stopped harvest goes on. */
export async function copyObservations(
  source: Source,
  target: Target,
  tally: Tally,
  { sourcePath, id }: CopiedDatastream,
  { since, full }: Range,
): Promise<void> {
  const from = (full ? undefined : await target.findNewest(id)) ?? since
  const query = new URLSearchParams({ $orderby: 'phenomenonTime asc', $top: String(PAGE) })
  if (from !== undefined) query.set('$filter', `phenomenonTime ge ${from}`)
  for await (const page of source.readPages(`${sourcePath}/Observations?${query}`)) {
    tally.observations.read += page.length
    const addresses = page.map((observation) => `${source.root}/Observations(${observation['@iot.id']})`)
    const group = toGroup(id, page)
    const sound = findSoundRows(group, addresses, tally)
    if (sound.length === 0) continue
    const dataArray = sound.map((row) => group.dataArray[row] ?? [])
    const taken = await target.store([{ ...group, dataArray, 'dataArray@iot.count': dataArray.length }])
    for (const [index, row] of sound.entries()) {
      if (taken[index]) tally.observations.taken += 1
      else
        tally.refuse(
          'Observation refused by the server',
          addresses[row] ?? '',
          'The server did not store it.',
        )
    }
  }
}

function toGroup(id: number, page: SourceEntity[]): ObservationGroup {
  const optional = OPTIONAL.filter((field) =>
    page.some((row) => row[field] !== undefined && row[field] !== null),
  )
  const components = ['phenomenonTime', 'result', ...optional]
  return {
    Datastream: { '@iot.id': id },
    components,
    'dataArray@iot.count': page.length,
    dataArray: page.map((row) => components.map((field) => row[field] ?? null)),
  }
}

/** The rows that hold to the standard; the others are counted as refused, each with its reason. */
function findSoundRows(group: ObservationGroup, addresses: string[], tally: Tally): number[] {
  const checked = checkDataArrays([group])
  if (!checked.ok)
    throw new Error(checked.errors.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return checked.value.flatMap(({ rows, rejected }) => {
    for (const { row, errors } of rejected) {
      const message = errors.map((error) => error.message).join(' ')
      tally.refuse('Observation not as the standard says', addresses[row] ?? '', message)
    }
    return [...rows]
  })
}
