import type { RowFault } from '@samenspel/standards/sensorthings'
import { REFUSAL_REASONS } from '@samenspel/standards/tabular'
import type { Bilingual } from '../../../platform/errors.ts'
import { STORE_REASONS } from '../imports/import-observations.ts'
import type { ReasonCount } from '../imports/schema.ts'
import type { RefusedRecord } from '../imports/store.ts'
import type { RefusalKind } from '../ingest/batch.ts'

/** Why a line was refused: it is no observation, an earlier line said it, or it could not be stored. */
export type LineRefusal = RowFault | RefusalKind | 'duplicate'

const FAULTS: Record<RowFault, Bilingual> = {
  'bad-row': { nl: 'Geen goede regel', en: 'Not a good line' },
  'bad-datastream': { nl: 'Geen meetreeks genoemd', en: 'No datastream named' },
  'bad-time': { nl: 'Geen goede tijd', en: 'Not a good time' },
  'bad-result': { nl: 'Geen resultaat', en: 'No result' },
  'bad-value': { nl: 'Een veld klopt niet', en: 'A field is not right' },
}

const NOT_IN_DATASET = {
  nl: 'Deze meetreeks zit niet in de dataset',
  en: 'This datastream is not in the dataset',
}

const TITLES: Record<LineRefusal, Bilingual> = {
  ...FAULTS,
  ...STORE_REASONS,
  duplicate: REFUSAL_REASONS.duplicate,
  'unknown-datastream': NOT_IN_DATASET,
}

/** What is said of a row that could not be stored. */
export function messageOf(kind: RefusalKind, fault: Bilingual | undefined): Bilingual {
  return fault ?? (kind === 'unknown-datastream' ? NOT_IN_DATASET : STORE_REASONS[kind].message)
}

const EXAMPLES = 5

/** The counts per reason with refused lines added, most frequent first. */
export function countRefusals(
  counted: readonly ReasonCount[],
  refused: readonly (RefusedRecord & { reason: LineRefusal })[],
): ReasonCount[] {
  const counts = new Map(counted.map((count) => [count.reason, { ...count, examples: [...count.examples] }]))
  for (const { reason, line, column_name: column, value, message } of refused) {
    const { nl, en } = TITLES[reason]
    const count = counts.get(reason) ?? { reason, of: 'row', title: { nl, en }, count: 0, examples: [] }
    counts.set(reason, count)
    count.count += 1
    if (count.examples.length < EXAMPLES) count.examples.push({ line, column, value, message })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}
