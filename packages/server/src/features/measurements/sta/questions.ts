import { formatPath, type Query, type ServiceRoot } from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import { createBoundedCache } from '../../../platform/bounded-cache.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { type Askable, type Written, writeStatement } from '../../../platform/database/written.ts'
import type { Sight } from '../plan/one-row.ts'
import { readingKey } from '../plan/reader.ts'
import { type Marks, writeAddresses } from '../query/marks.ts'
import { parseToken } from '../query/order.ts'
import {
  compileRead,
  compileTemplate,
  type ReadAnswer,
  type ReadRequest,
  valuesOf,
} from '../query/statement.ts'
import { type Address, readRequest } from './read.ts'

/*
 * Most requests are like one before: the next page, the same list of another datastream, by the same reader or another who may read the same.
 * What they ask is then understood and written already. Of an answer nothing is kept but whether the reader saw it whole, which says what to ask first
 * the next time, and nothing that decides who sees what: the access plan is in the statement, and it is asked anew, at its own moment, for every request.
 */

/** A read request, with the question that it puts as others did before. */
export type Asked = ReadRequest & { question?: Question }

/** What requests of one shape have in common. */
type Question = {
  key: string
  /** For whom: see {@link readingKey}. */
  reader: string
  query: Query
  /** The statement, when it was asked before. */
  written?: WrittenQuestion
}

type WrittenQuestion = {
  whole: Written<ReadAnswer & { sight?: Sight | null }>
  marks: Marks
  /** When all of its answers belong to one row of the access plan: the same of that row, each written when it is first asked. */
  ofRow: Partial<Record<Sight, OfRow>> | undefined
}
type OfRow = { statement: Written<ReadAnswer>; marks: Marks }

export type Questions = {
  /** Understands a read request completely. @throws Problem */
  read(address: Address, root: ServiceRoot, actor: Actor, now: Date): Asked
  /** What answers it: one statement, or a short one and when that has no answer the whole. @throws SensorThingsError or Problem when it cannot be answered */
  compile(asked: Asked): Askable<ReadAnswer>
}

/** How many are kept, and how many characters of statements. */
const ROOM = { entries: 300, bytes: 4_000_000 }
/** What the longest address counts for that is kept: longer ones, with many ids in them, are hardly asked twice. */
const LONGEST = 1_500
/** Of how many rows it is remembered who saw them whole, in so many characters of the keys of readers. */
const SEEN_ROOM = { entries: 10_000, bytes: 4_000_000 }
/** How many readers with other rights of one row: of more, all are forgotten. */
const MOST_READERS = 100

export function createQuestions(db: Db): Questions {
  const kept = createBoundedCache<Question>(ROOM)
  const seen = createSeen()
  return {
    read(address, root, actor, now) {
      const shape = shapeOf(address)
      if (!shape) return readRequest(address, root, actor, now)
      const reader = readingKey(actor)
      const key = [root, shape.path, shape.token, reader, shape.query].join('\n')
      const known = kept.get(key)
      if (!known) {
        const request = readRequest(address, root, actor, now)
        return { ...request, question: { key, reader, query: request.query } }
      }
      const { skipToken } = shape
      const query = skipToken === undefined ? known.query : { ...known.query, skipToken }
      return { path: shape.address, query, root, actor, now: BigInt(now.getTime()) * 1000n, question: known }
    },
    compile(asked) {
      const { question } = asked
      if (!question) return compileRead(asked)
      if (!question.written) {
        question.written = writeQuestion(db, asked)
        keep(question)
      }
      const { written } = question
      return askAs({
        written,
        seen: seen.of(asked, question.reader),
        values: valuesOf(asked),
        ofRow(sight) {
          const known = written.ofRow?.[sight]
          if (known || !written.ofRow) return known
          written.ofRow[sight] = writeOfRow(db, asked, sight)
          keep(question)
          return written.ofRow[sight]
        },
      })
    },
  }

  function keep(question: Question) {
    const { whole, ofRow } = question.written ?? {}
    const short = Object.values(ofRow ?? {}).reduce((sum, { statement }) => sum + statement.length, 0)
    kept.set(question.key, question, question.key.length + (whole?.length ?? 0) + short)
  }
}

/** How readers saw rows of which nothing was withheld from them, and when they were asked last. */
function createSeen() {
  const kept = createBoundedCache<Map<string, Sight>>(SEEN_ROOM)
  return {
    /** The row with which a question begins, for a reader. */
    of({ path }: Asked, reader: string): Seen {
      const [first] = path.steps
      const row = `${first?.entityType} ${first?.id}`
      return {
        get: () => kept.get(row)?.get(reader),
        set(sight) {
          const known = kept.get(row)
          const readers = !known || known.size >= MOST_READERS ? new Map<string, Sight>() : known
          readers.set(reader, sight)
          kept.set(row, readers, readers.size * reader.length)
        },
        forget: () => kept.delete(row),
      }
    },
  }
}

type Seen = {
  get(): Sight | undefined
  set(sight: Sight): void
  /** For every reader: what one does not see any more, others may not see either. */
  forget(): void
}

function writeQuestion(db: Db, asked: Asked): WrittenQuestion {
  const { statement, ofRow, marks } = compileTemplate(asked)
  return { whole: writeStatement(db, statement), marks, ofRow: ofRow && {} }
}

/** The question of one row that is seen so. It is composed anew when it is first asked, as most questions never are. */
function writeOfRow(db: Db, asked: Asked, sight: Sight): OfRow {
  const { ofRow, marks } = compileTemplate(asked)
  const compose = ofRow?.[sight]
  if (!compose) throw new Error('What was seen so cannot be asked so.')
  return { statement: writeStatement(db, compose()), marks }
}

type Asking = {
  written: WrittenQuestion
  seen: Seen
  values: ReadonlyMap<string, unknown>
  ofRow(sight: Sight): OfRow | undefined
}

/**
 * Asks what the reader saw whole the last time as just that, which most of what is read can be, and all when that has no answer. How it was seen
 * only says what to ask first: each statement decides by itself, at its own moment, who sees what. What is not seen so any more is forgotten for
 * every question and reader: how long the shorter way takes then is not to be measured again and again.
 */
function askAs({
  written: { whole, marks, ofRow: isOfRow },
  seen,
  values,
  ofRow,
}: Asking): Askable<ReadAnswer> {
  return {
    async execute(at, options) {
      const before = isOfRow && seen.get()
      const short = before && ofRow(before)
      if (short) {
        let rows: ReadAnswer[] = []
        try {
          rows = (await short.statement.fill(values).execute(at, options)).rows
        } finally {
          if (rows.length === 0 && !options?.signal?.aborted) seen.forget()
        }
        if (rows.length > 0) return addressed(rows, short.marks)
      }
      const { rows } = await whole.fill(values).execute(at, options)
      const sight = rows[0]?.sight
      if (sight) seen.set(sight)
      return addressed(rows, marks)
    },
  }
}

/** The same answers with the addresses in place of their marks. */
function addressed(rows: readonly ReadAnswer[], marks: Marks) {
  return { rows: rows.map(({ body, uses }) => ({ body: body && writeAddresses(body, marks), uses })) }
}

/** A query that ends with the place where a page begins, as our own links to a next page do. */
const WITH_TOKEN = /^(|.*&)(?:\$|%24)skiptoken=([0-9a-f]+)$/s

/** An address without the values in which pages, and lists of other entities, differ; undefined for one that is not kept. */
function shapeOf({ path, queryText }: Address) {
  if (path.kind === 'root' || path.kind === 'action' || queryText.length > LONGEST) return undefined
  const steps = path.steps.map((step) => (step.id === undefined ? step : { ...step, id: 0n }))
  const [, before, skipToken] = WITH_TOKEN.exec(queryText) ?? []
  const values = skipToken === undefined ? undefined : parseToken(skipToken)
  if (skipToken !== undefined && !values) return undefined
  return {
    address: path,
    path: formatPath({ ...path, steps }),
    query: before ?? queryText,
    // How many values there are and which are none are part of the statement.
    token: values ? `after ${values.map((value) => (value === null ? 'none' : 'some'))}` : 'first',
    skipToken,
  }
}
