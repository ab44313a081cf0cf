import type { FastifyError, FastifyRequest } from 'fastify'
import { Problem } from '../errors.ts'
import { isUuid } from '../slug.ts'
import { asProblem } from './problem.ts'

/**
 * The problem of a body that its schema refused, together with what the body names that does not exist: all mistakes of a
 * request at once. Any other error is given back as it is.
 */
export async function nameUnknown(error: unknown, request: FastifyRequest): Promise<unknown> {
  const { unknownIn } = request.routeOptions.config
  const { validation, validationContext } = error as FastifyError
  if (!unknownIn || !validation || validationContext !== 'body') return error
  const { code, detail, mistakes } = asProblem(error)
  // The answer is right without them too.
  const unknown = await unknownIn(request.body, request.actor).catch(() => [])
  const known = new Set(mistakes.map(({ pointer }) => pointer))
  return new Problem(code, detail, [...mistakes, ...unknown.filter(({ pointer }) => !known.has(pointer))])
}

/** The id in a field of a body that may be anything; undefined when there is none. */
export function idIn(body: unknown, field: string): string | undefined {
  const value = fieldOf(body, field)
  return typeof value === 'string' && isUuid(value) ? value : undefined
}

/** The list of short texts in a field of a body that may be anything; empty when it holds something else. */
export function textsIn(body: unknown, field: string): string[] {
  const value = fieldOf(body, field)
  if (!Array.isArray(value) || value.length > MOST_TEXTS) return []
  return value.every((text) => typeof text === 'string' && text.length <= 200 && !text.includes('\0'))
    ? value
    : []
}

const MOST_TEXTS = 1000

function fieldOf(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, field)
    ? (body as Record<string, unknown>)[field]
    : undefined
}
