import { createHash } from 'node:crypto'
import { type TObject, Type } from 'typebox'
import { Problem } from '../errors.ts'

/** In an answer: which text this is of what a change can change. */
export const Revision = Type.String({
  description: 'Another text as soon as anything that can be changed is other. Send it along with a change',
})

/** In a change: which text it was made on. */
export const ReadRevision = Type.String({
  maxLength: 100,
  description:
    'The `revision` that you read. The change is refused (409 conflict) when another changed something since. Left out: the change is made whatever is there',
})

/**
 * The revision of something that is stored: the same as long as no field differs that a change of it can change.
 * @param change the schema of such a change
 */
export function revisionOf(change: TObject, stored: object): string {
  const fields = Object.keys(change.properties).filter((name) => name !== 'revision')
  const values = stored as Record<string, unknown>
  const text = JSON.stringify(fields.map((name) => inOrder(values[name])))
  return createHash('sha256').update(text).digest('base64url').slice(0, 20)
}

/**
 * Refuses a change that was made on an older text. Call it where nobody else can change the thing any more.
 * @param read the revision that was read; empty when there was nothing yet
 * @param place where the request says what was read
 * @throws Problem conflict at `/revision`
 */
export function refuseStale(
  change: TObject,
  stored: object | undefined,
  read: string | undefined,
  place: 'body' | 'query' = 'body',
): void {
  if (read === undefined || read === (stored ? revisionOf(change, stored) : '')) return
  const detail = {
    nl: 'Een ander heeft dit gewijzigd sinds u het las. Lees het opnieuw voordat u bewaart.',
    en: 'Another changed this since you read it. Read it again before you save.',
  }
  throw new Problem('conflict', detail, [{ in: place, pointer: '/revision', detail }])
}

/** The value with the names of its parts in one order: the database does not keep theirs. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, part]) => [name, inOrder(part)])
}
