import { ambient } from './ambient.ts'
import { apiRules } from './api-rules.ts'
import { boundaries } from './boundaries.ts'
import { deadCode } from './dead-code.ts'
import { documents } from './documents.ts'
import type { Gate } from './gate.ts'
import { generated } from './generated.ts'
import { lint } from './lint.ts'
import { marks } from './marks.ts'
import { migrations } from './migrations.ts'
import { size } from './size.ts'
import { sql } from './sql.ts'
import { tests } from './tests.ts'
import { types } from './types.ts'

/** All gates in the order in which they start; the slow ones first, the tests last. */
export const gates: readonly Gate[] = [
  types,
  boundaries,
  lint,
  deadCode,
  apiRules,
  sql,
  migrations,
  ambient,
  marks,
  size,
  documents,
  generated,
  tests,
]
