import { listDatastreamIds, type RollupDifferences, rebuildRollups, verifyRollups } from '@samenspel/server'
import { withKnownDatabase } from './database.ts'
import { type Output, UsageError } from './output.ts'

/** `samenspel rollups verify`: reports each datastream whose hours, days or state differ from a recount of its values. */
export async function verify(output: Output): Promise<void> {
  const differing: RollupDifferences[] = []
  await withKnownDatabase(output, async ({ db }) => {
    const ids = await listDatastreamIds(db)
    for (const [index, id] of ids.entries()) {
      if (index % 100 === 0) output.progress(`Counting datastream ${index + 1} of ${ids.length}`)
      const found = await verifyRollups(db, id)
      if (found.hours > 0 || found.days > 0 || found.state) differing.push(found)
    }
    output.result(
      { datastreams: ids.length, differing },
      differing.length === 0
        ? [`The hours, days and states of ${ids.length} datastreams equal a recount.`]
        : differing.map(
            ({ datastreamId, hours, days, state }) =>
              `datastream ${datastreamId}: ${hours} hours and ${days} days differ${state ? ', and its state' : ''}`,
          ),
    )
  })
  if (differing.length > 0) process.exitCode = 1
}

/** `samenspel rollups rebuild`: computes hours, days and states again. */
export async function rebuild(output: Output, given: readonly string[]): Promise<void> {
  const asked = given.map(readId)
  await withKnownDatabase(output, async ({ db }) => {
    const ids = asked.length > 0 ? asked : await listDatastreamIds(db)
    for (const [index, id] of ids.entries()) {
      if (index % 100 === 0) output.progress(`Computing datastream ${index + 1} of ${ids.length}`)
      await rebuildRollups(db, id)
    }
    output.result({ rebuilt: ids.length }, [`Computed ${ids.length} datastreams again.`])
  })
}

function readId(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new UsageError(`${text} is not the id of a datastream.`)
}
