import { Ajv, type Options, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import fastJsonStringify from 'fast-json-stringify'
import type { FastifySchemaCompiler } from 'fastify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import { type TSchema, Type } from 'typebox'
import { isDay, isMoment } from './formats.ts'
import { findUnstorable, hasMoreValues } from './unstorable.ts'

const COMMON: Options = { verbose: true, removeAdditional: false, useDefaults: true, strict: false }

/**
 * Values in a part of a request of which all mistakes are named. In a larger one the first is: each costs time and memory, those of
 * unions more than in proportion, and no request that people make is so large.
 */
const MOST_VALUES = 500

/**
 * Checks each part of a request against its schema and what holds for all texts, and names all mistakes at once.
 * Addresses and headers are text, so numbers in them are read as numbers; a body is never converted. A schema is compiled
 * when it is first needed: for all routes together that takes seconds, in which a server could not start.
 */
export function createValidatorCompiler(): FastifySchemaCompiler<TSchema> {
  const body = createCompilers({})
  const text = createCompilers({ coerceTypes: 'array' })
  return ({ schema, httpPart }) => {
    const compilers = httpPart === 'body' ? body : text
    const compiled: { [depth in keyof Compilers]?: ValidateFunction } = {}
    const checkOf = (depth: keyof Compilers) => {
      compiled[depth] ??= compilers[depth].compile(schema)
      return compiled[depth]
    }
    // A file that is read feature by feature says of each what is wrong with it, and the others count.
    const isFile = Type.IsUnknown(schema)
    return (part: unknown) => {
      const check = checkOf(hasMoreValues(part, MOST_VALUES) ? 'first' : 'all')
      const mistakes = check(part) ? [] : (check.errors ?? [])
      const unstorable = isFile ? [] : findUnstorable(part)
      // One thing to do at a time in each place.
      const told = new Set(mistakes.map(({ instancePath }) => instancePath))
      const all = [...mistakes, ...unstorable.filter(({ instancePath }) => !told.has(instancePath))]
      return all.length === 0 || { error: all }
    }
  }
}

/** Compilers of checks that name the first mistake, and all of them. */
type Compilers = Record<'first' | 'all', Ajv>

function createCompilers(options: Options): Compilers {
  return {
    first: withFormats(new Ajv({ ...COMMON, ...options })),
    all: withFormats(new Ajv({ ...COMMON, ...options, allErrors: true })),
  }
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
