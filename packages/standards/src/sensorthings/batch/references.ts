import { DEFAULT_BODY_LIMITS } from '../body/report.ts'

/** What an earlier request of the batch made: the path of the entity, such as `Things(5)`, and its id. */
export interface MadeEntity {
  readonly path: string
  readonly id: number
}

/** Finds what the request with this id made; undefined when nothing, or when there is no such request. */
export type FindMade = (id: string) => MadeEntity | undefined

/**
 * An address with the entities of earlier requests filled in: `$a/Datastreams` and `Things($a)/Datastreams` become
 * `Things(5)/Datastreams`. The query is left as it is, and so is what is no id of this batch.
 */
export function fillAddress(address: string, find: FindMade): string {
  const end = address.search(/[?#]/)
  const [path, rest] = end < 0 ? [address, ''] : [address.slice(0, end), address.slice(end)]
  const started = path.replace(/^(\/?)\$([^/]+)/, (whole, slash: string, id: string) => {
    const entity = find(decode(id))
    return entity ? `${slash}${entity.path}` : whole
  })
  const filled = started.replace(/\(\$([^()/]+)\)/g, (whole, id: string) => {
    const entity = find(decode(id))
    return entity ? `(${entity.id})` : whole
  })
  return filled + rest
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * A body with the ids of earlier requests filled in, wherever `"@iot.id": "$a"` stands (clause 11.2.2). What is nested
 * deeper than a body may be is left for its check to refuse.
 */
export function fillBody(body: unknown, find: FindMade, depth = 0): unknown {
  if (typeof body !== 'object' || body === null || depth > DEFAULT_BODY_LIMITS.depth) return body
  if (Array.isArray(body)) return body.map((item) => fillBody(item, find, depth + 1))
  return Object.fromEntries(
    Object.entries(body).map(([key, value]: [string, unknown]) => {
      if (key !== '@iot.id' || typeof value !== 'string') return [key, fillBody(value, find, depth + 1)]
      const entity = value.startsWith('$') ? find(value.slice(1)) : undefined
      return [key, entity?.id ?? value]
    }),
  )
}
