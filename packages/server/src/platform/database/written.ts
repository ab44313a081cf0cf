import { type AbortableQueryOptions, CompiledQuery, type QueryResult, type RawBuilder } from 'kysely'
import type { Db } from './connect.ts'

/** The place of a value in a statement that is written once and asked often; the value comes with each asking. See {@link writeStatement}. */
export class Given {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** A statement that can be asked: one that was just composed, or one that was written before, with its values. */
export type Askable<R> = { execute(db: Db, options?: AbortableQueryOptions): Promise<QueryResult<R>> }

/** A statement as text. */
export type Written<R> = {
  /** How long its text is, in characters. */
  length: number
  /** The statement with these values in its places, by their names. @throws Error when one is missing */
  fill(values: ReadonlyMap<string, unknown>): Askable<R>
}

/**
 * Writes a statement as text, so that it need not be composed again when only its values differ: composing and writing one of ten thousand
 * characters takes the server longer than all else that it does for an answer.
 * @param statement what differs from one asking to the next is a {@link Given} in it, as a parameter
 */
export function writeStatement<R>(db: Db, statement: RawBuilder<R>): Written<R> {
  const { sql, parameters } = statement.compile(db)
  const written = CompiledQuery.raw(sql)
  return {
    length: sql.length,
    fill(values) {
      const filled = { ...written, parameters: parameters.map((value) => take(value, values)) }
      return { execute: (at, options) => at.executeQuery<R>(filled as CompiledQuery<R>, options) }
    },
  }
}

function take(parameter: unknown, values: ReadonlyMap<string, unknown>): unknown {
  if (!(parameter instanceof Given)) return parameter
  if (!values.has(parameter.name)) throw new Error(`A statement was asked without its “${parameter.name}”.`)
  return values.get(parameter.name)
}
