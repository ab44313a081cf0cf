import { Ajv, type Options } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'

const COMMON: Options = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false }

/**
 * Checks each part of a request against its schema and names all mistakes at once. Addresses and headers are text,
 * so numbers in them are read as numbers; a body is never converted.
 */
export function createValidatorCompiler(): FastifySchemaCompiler<TSchema> {
  const body = withFormats(new Ajv(COMMON))
  const text = withFormats(new Ajv({ ...COMMON, coerceTypes: 'array' }))
  return ({ schema, httpPart }) => (httpPart === 'body' ? body : text).compile(schema)
}

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv)
  return ajv
}
