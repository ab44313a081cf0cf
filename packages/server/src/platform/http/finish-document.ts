/** Turns the document that the routes' schemas give into one that is shorter and says what all answers share. */

type Json = { [key: string]: unknown }

const VERSION_HEADER = {
  'API-Version': { description: 'Version of the API that answered', schema: { type: 'string' } },
}

/**
 * Moves what is repeated to `components`: schemas that have a title, and the answers for problems. Adds the version
 * header that every other answer carries (NL API Design Rules, /core/version-header).
 * @throws Error when two different schemas have the same title
 */
export function finishDocument(document: Json): Json {
  const schemas: Json = {}
  const responses: Json = {}
  const paths = mapValues(document.paths as Json, (path) =>
    mapValues(path as Json, (operation) => {
      const { responses: answers, ...rest } = operation as Json
      const finished = mapEntries((answers ?? {}) as Json, (status, answer) => {
        const whole = hoistTitled(answer, schemas) as Json
        if (!isProblem(status))
          return { ...whole, headers: { ...(whole.headers as Json), ...VERSION_HEADER } }
        const name = `Problem${status}`
        responses[name] ??= whole
        return JSON.stringify(responses[name]) === JSON.stringify(whole)
          ? { $ref: `#/components/responses/${name}` }
          : whole
      })
      return { ...(hoistTitled(rest, schemas) as Json), responses: finished }
    }),
  )
  return { ...document, paths, components: { ...(document.components as Json), schemas, responses } }
}

function isProblem(status: string): boolean {
  return status >= '400'
}

function hoistTitled(node: unknown, schemas: Json): unknown {
  if (Array.isArray(node)) return node.map((each) => hoistTitled(each, schemas))
  if (typeof node !== 'object' || node === null) return node
  // What a refusal says is for who gets one.
  const { 'x-wanted': _words, ...described } = node as Json
  const inner = mapValues(described, (each) => hoistTitled(each, schemas))
  const { title } = inner
  if (typeof title !== 'string' || typeof inner.type !== 'string') return inner
  const known = schemas[title]
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(inner)) {
    throw new Error(`Two different schemas have the title ${title}. Give one of them another title.`)
  }
  schemas[title] = inner
  return { $ref: `#/components/schemas/${title}` }
}

function mapValues(object: Json, change: (value: unknown) => unknown): Json {
  return mapEntries(object, (_, value) => change(value))
}

function mapEntries(object: Json, change: (key: string, value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(key, value)]))
}
