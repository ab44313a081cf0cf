import { type Question, stretchOf } from '@samenspel/standards/explorations'
import type { FetchApi } from '../api.ts'
import { listRemarksBeside, type Remark, type RemarkPlace } from '../remarks/api.ts'
import { markRemarks } from '../remarks/marks.ts'
import type { AnswerView } from './view.ts'

/** Remarks beside a chart of several places: as many as still can be told apart. */
const MOST = 20

/** Remarks on the places of a question that are about its period, the newest first; only charts over time have them. */
export async function loadRemarks(api: FetchApi, question: Omit<Question, 'version'>): Promise<Remark[]> {
  if (question.chart !== 'lines') return []
  const { what, where } = question
  const stretch = stretchOf(question)
  const period = { from: new Date(stretch.start).toISOString(), to: new Date(stretch.end).toISOString() }
  const property = what.kind === 'property' ? { property: what.key } : {}
  const pages = await Promise.all(
    where.flatMap((place) => {
      const asked = placeOf(place)
      return asked ? [listRemarksBeside(api, { ...asked, ...property, ...period })] : []
    }),
  )
  const found = new Map(pages.flatMap(({ items }) => items).map((remark) => [remark.id, remark]))
  return [...found.values()]
    .filter(({ from }) => from !== null)
    .sort((left, right) => right.writtenAt.localeCompare(left.writtenAt) || left.id.localeCompare(right.id))
    .slice(0, MOST)
}

/** The same answer with those remarks in its chart. */
export function withMarks(view: AnswerView, remarks: readonly Remark[]): AnswerView {
  const { start, end } = stretchOf(view.answer.question)
  const period = { from: new Date(start).toISOString(), to: new Date(end).toISOString() }
  return { ...view, marks: markRemarks(remarks, period) }
}

/** What a remark can be on; a dataset, all stations and the reference are too much for that. */
function placeOf(place: { kind: string; key?: string }): RemarkPlace | undefined {
  const { kind, key = '' } = place
  if (kind === 'station') return { thing: key }
  if (kind === 'datastream') return { datastream: key }
  return kind === 'area' ? { area: key } : undefined
}
