import { demand } from './demand.ts'
import { ask } from './series.ts'
import type { Service } from './service.ts'

/** A condition for `$filter`, and whether it holds. */
export type Condition = readonly [condition: string, holds: boolean]

/** Every condition keeps the one entity in a list when it holds, and leaves it out when not. */
export async function checkConditions(
  service: Service,
  list: string,
  conditions: readonly Condition[],
): Promise<void> {
  const faults: string[] = []
  for (const [condition, holds] of conditions) {
    const answer = await service.send('GET', ask(list, { $filter: condition }))
    if (answer.status !== 200) {
      faults.push(`${condition}: answered with ${answer.status}`)
      continue
    }
    const kept = JSON.parse(answer.text).value.length === 1
    if (kept !== holds) faults.push(`${condition}: ${kept ? 'holds' : 'does not hold'}`)
  }
  demand(faults.length === 0, `Not as the standard says: ${faults.join('; ')}.`)
}
