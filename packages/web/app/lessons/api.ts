import type { components } from '@samenspel/client'
import { type FetchApi, get, type PageOf, send } from '../api.ts'

/** What the pages of lessons ask of the public API. */

type Schemas = components['schemas']

export type Lesson = Schemas['Lesson']
export type LessonSummary = Schemas['LessonSummary']
export type MissingLesson = Schemas['MissingLesson']

/** What is done now, from going on to stopping. */
export const VERDICTS = [
  'continue',
  'scale',
  'change',
  'repeat-elsewhere',
  'stop',
] as const satisfies Lesson['verdict'][]

const LESSONS = '/api/v1/lessons'
const of = (evaluation: string) => `${LESSONS}/${encodeURIComponent(evaluation)}`

export const listLessons = (
  api: FetchApi,
  query: {
    search?: string
    verdict?: string
    challengeId?: string
    interventionId?: string
    area?: string
    cursor?: string
    pageSize?: number
  } = {},
) => get<PageOf<LessonSummary>>(api, LESSONS, query)

/** The lesson of an evaluation, with those that it replaced; null when none was drawn. */
export async function findLesson(api: FetchApi, evaluation: string): Promise<Lesson | null> {
  const response = await api(of(evaluation))
  return response.ok ? ((await response.json()) as Lesson) : null
}

/** Evaluations of which the term for a lesson is over without one, the oldest first; of one evaluation or of all. */
export const listMissingLessons = async (api: FetchApi, evaluationId?: string) =>
  (
    await get<{ items: MissingLesson[] }>(
      api,
      `${LESSONS}/missing`,
      evaluationId === undefined ? {} : { evaluationId },
    )
  ).items

export const drawLesson = (api: FetchApi, evaluation: string, body: unknown) =>
  send<Lesson>(api, 'PUT', of(evaluation), body)

/** A text as long as the API takes it; of a shorter one than `least` nothing can be told. */
export const LENGTHS = { least: 8, most: 2000 } as const
/** Where lessons are that are like a text. */
export const similarAddress = (text: string) =>
  `${LESSONS}/similar?${new URLSearchParams({ text: text.slice(0, LENGTHS.most) })}`

/** The best lessons for who writes something; none when there is too little to compare. */
export async function listSimilarLessons(api: FetchApi, text: string): Promise<LessonSummary[]> {
  if (text.trim().length < LENGTHS.least) return []
  return (await get<{ items: LessonSummary[] }>(api, similarAddress(text))).items
}
