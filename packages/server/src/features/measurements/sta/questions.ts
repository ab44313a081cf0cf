import { formatPath, type Query, type ServiceRoot } from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import { createBoundedCache } from '../../../platform/bounded-cache.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { type Askable, type Written, writeStatement } from '../../../platform/database/written.ts'
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
 * What they ask is then understood and written already. Of an answer nothing is kept but whether the reader saw it as it is, which says what to ask first
 * the next time, and nothing that decides who sees what: the access plan is in the statement, and it is asked anew, at its own moment, for every request.
 */

/** A read request, with the question that it puts as others did before. */
export type Asked = ReadRequest & { question?: Question }

/** What requests of one shape have in common. */
type Question = {
  key: string
  query: Query
  /** The statement, when it was asked before. */
  written?: WrittenQuestion
}

type WrittenQuestion = {
  whole: Written<ReadAnswer & { asItIs?: boolean }>
  onlyAsItIs: Written<ReadAnswer> | undefined
  marks: Marks
  /** Of which ids the reader saw all as it is when they were asked last, in the order in which they were found so. */
  seenAsTheyAre: Set<bigint>
}

export type Questions = {
  /** Understands a read request completely. @throws Problem */
  read(address: Address, root: ServiceRoot, actor: Actor, now: Date): Asked
  /** The one statement that answers it. @throws SensorThingsError or Problem when it cannot be answered */
  compile(asked: Asked): Askable<ReadAnswer>
}

/** How many are kept, and how many characters of statements. */
const ROOM = { entries: 300, bytes: 4_000_000 }
/** What the longest address counts for that is kept: longer ones, with many ids in them, are hardly asked twice. */
const LONGEST = 1_500
/** Of how many ids of one question it is remembered how they were seen. */
const MOST_SEEN = 1_000

export function createQuestions(db: Db): Questions {
  const kept = createBoundedCache<Question>(ROOM)
  return {
    read(address, root, actor, now) {
      const shape = shapeOf(address)
      if (!shape) return readRequest(address, root, actor, now)
      const key = [root, shape.path, shape.token, readingKey(actor), shape.query].join('\n')
      const known = kept.get(key)
      if (!known) {
        const request = readRequest(address, root, actor, now)
        return { ...request, question: { key, query: request.query } }
      }
      const { skipToken } = shape
      const query = skipToken === undefined ? known.query : { ...known.query, skipToken }
      return { path: shape.address, query, root, actor, now: BigInt(now.getTime()) * 1000n, question: known }
    },
    compile(asked) {
      const { question } = asked
      if (!question) return compileRead(asked)
      if (!question.written) {
        const written = writeQuestion(db, asked)
        question.written = written
        const length = written.whole.length + (written.onlyAsItIs?.length ?? 0)
        kept.set(question.key, question, question.key.length + length)
      }
      return askAs(question.written, asked)
    },
  }
}

function writeQuestion(db: Db, asked: Asked): WrittenQuestion {
  const { statement, onlyAsItIs, marks } = compileTemplate(asked)
  return {
    whole: writeStatement(db, statement),
    onlyAsItIs: onlyAsItIs && writeStatement(db, onlyAsItIs),
    marks,
    seenAsTheyAre: new Set(),
  }
}

/**
 * Asks what the reader saw as it is the last time as just that, which most of what is read can be, and all when that has no answer. What was seen
 * only says what to ask first: either statement decides by itself, at its own moment, who sees what.
 */
function askAs(
  { whole, onlyAsItIs, marks, seenAsTheyAre }: WrittenQuestion,
  asked: Asked,
): Askable<ReadAnswer> {
  const values = valuesOf(asked)
  const id = onlyAsItIs && asked.path.steps[0]?.id
  const written = (rows: readonly ReadAnswer[]) => ({
    rows: rows.map(({ body, uses }) => ({ body: body && writeAddresses(body, marks), uses })),
  })
  return {
    async execute(at, options) {
      if (onlyAsItIs && id !== undefined && seenAsTheyAre.has(id)) {
        const { rows } = await onlyAsItIs.fill(values).execute(at, options)
        if (rows.length > 0) return written(rows)
        seenAsTheyAre.delete(id)
      }
      const { rows } = await whole.fill(values).execute(at, options)
      if (id !== undefined && rows[0]?.asItIs) {
        const [oldest] = seenAsTheyAre.size < MOST_SEEN ? [] : seenAsTheyAre
        if (oldest !== undefined) seenAsTheyAre.delete(oldest)
        seenAsTheyAre.add(id)
      }
      return written(rows)
    },
  }
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
