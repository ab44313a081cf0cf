import { type RawBuilder, sql } from 'kysely'

/** A piece of SQL with its parameters. */
export type Sql = RawBuilder<unknown>

/**
 * A column of an alias; both are names of ours, never text of a client. It is written as it is: read as a reference and written again,
 * the columns were half of all the work of composing a statement.
 */
export function column(alias: string, name: string): Sql {
  return sql.raw(`"${alias}"."${name}"`)
}

/** Conditions that must all hold; none means true. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** Text as a parameter. */
export function text(value: string): Sql {
  return sql`${value}::text`
}

/** JSON text as a quoted JSON string. */
export function quoted(value: Sql): Sql {
  return sql`to_json(${value})::text`
}

// A function of PostgreSQL takes at most 100 arguments.
const MOST_ARGUMENTS = 60

/** A JSON object from fields that are JSON text (`"name":value`) or null, which are left out. The order is kept. */
export function objectOf(fields: readonly Sql[]): Sql {
  return sql`'{' || ${joined(fields)} || '}'`
}

/** A JSON array from values that are JSON text. */
export function arrayOf(values: readonly Sql[]): Sql {
  return sql`'[' || ${joined(values)} || ']'`
}

function joined(parts: readonly Sql[]): Sql {
  if (parts.length === 0) return sql`''`
  if (parts.length <= MOST_ARGUMENTS) return sql`concat_ws(',', ${sql.join(parts)})`
  const chunks: Sql[] = []
  for (let i = 0; i < parts.length; i += MOST_ARGUMENTS) {
    chunks.push(sql`nullif(${joined(parts.slice(i, i + MOST_ARGUMENTS))}, '')`)
  }
  return joined(chunks)
}

/** `"name":value`, or null when the value is null. The name is written as a parameter. */
export function field(name: string, value: Sql): Sql {
  return sql`${`${JSON.stringify(name)}:`}::text || ${value}`
}

/** The same of a name of the standard, which is written out: a parameter costs more than it, and these were most of all there were. */
export function ownField(name: string, value: Sql): Sql {
  return sql`${sql.lit(`${JSON.stringify(name)}:`)} || ${value}`
}

/** Makes names for table aliases that are unique within one statement. */
export type Aliases = { next(): string }

export function openAliases(): Aliases {
  let count = 0
  return {
    next() {
      count += 1
      return `e${count}`
    },
  }
}
