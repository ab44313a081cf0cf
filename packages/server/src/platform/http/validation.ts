import { Ajv, type Options, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import fastJsonStringify from 'fast-json-stringify'
import type { FastifySchemaCompiler } from 'fastify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import { type TSchema, Type } from 'typebox'
import { isDay, isMoment } from './formats.ts'
import type { SchemaMistake } from './schema-mistake.ts'
import { findUnstorable } from './unstorable.ts'

const COMMON: Options = {
  allErrors: true,
  verbose: true,
  removeAdditional: false,
  useDefaults: true,
  strict: false,
}

/**
 * Checks each part of a request against its schema and what holds for all texts, and names all mistakes at once.
 * Addresses and headers are text, so numbers in them are read as numbers; a body is never converted. A schema is compiled
 * when it is first needed: for all routes together that takes seconds, in which a server could not start.
 */
export function createValidatorCompiler(): FastifySchemaCompiler<TSchema> {
  const body = withFormats(new Ajv(COMMON))
  const text = withFormats(new Ajv({ ...COMMON, coerceTypes: 'array' }))
  return ({ schema, httpPart }) => {
    let compiled: ValidateFunction | undefined
    // A file that is read feature by feature says of each what is wrong with it, and the others count.
    const isFile = Type.IsUnknown(schema)
    return (part: unknown) => {
      compiled ??= (httpPart === 'body' ? body : text).compile(schema)
      const mistakes = compiled(part) ? [] : (compiled.errors ?? [])
      const unstorable = isFile ? [] : findUnstorable(part)
      const all = [...mistakes, ...unstorable.filter((mistake) => !isTold(mistake, mistakes))]
      return all.length === 0 || { error: all }
    }
  }
}

/** Whether a place has a mistake already: one thing to do at a time. */
function isTold(
  { instancePath }: SchemaMistake,
  mistakes: readonly Pick<SchemaMistake, 'instancePath'>[],
): boolean {
  return mistakes.some((mistake) => mistake.instancePath === instancePath)
}

/** Writes answers with only what their schema names. Compiled when first needed, as {@link createValidatorCompiler}. */
export function createSerializerCompiler(): FastifySerializerCompiler<object> {
  return ({ schema }) => {
    let write: ((answer: unknown) => string) | undefined
    return (answer: unknown) => {
      write ??= fastJsonStringify(schema)
      return write(answer)
    }
  }
}

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv)
  ajv.addFormat('date', isDay)
  ajv.addFormat('date-time', isMoment)
  return ajv
}
