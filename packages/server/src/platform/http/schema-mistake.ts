import type { FastifyError } from 'fastify'
import type { Wanted } from './schemas.ts'

/** A schema, as far as words about a mistake depend on it. */
export type AskedSchema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, AskedSchema>
  'x-wanted'?: Wanted
}

/** What a schema finds wrong, and where; with the schema that found it and, of a union, its members and what was sent. */
export type SchemaMistake = NonNullable<FastifyError['validation']>[number] & {
  parentSchema?: AskedSchema
  schema?: unknown
  data?: unknown
}
