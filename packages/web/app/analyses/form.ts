import { readQuestion, textOfQuery, writePlace } from '@samenspel/standards/explorations'
import type { Mistake } from '../api.ts'
import type { Language } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { orNull, readDecimal, writeNumber } from '../workspace/numbers.ts'
import { type FormValue, type FormValues, isBlank, rowsAt, textAt } from '../workspace/values.ts'
import type { Analysis } from './api.ts'

/** What a new row of a list starts with, and the field where one goes on. */
export function blankChart(list: string, key: string): { row: FormValues; first: string } | undefined {
  return list === 'charts' ? { row: { key, question: '', caption: '' }, first: 'question' } : undefined
}

const keyOfChart = (index: number) => `chart-${index}`

/** The form of an analysis, filled in. */
export function fillAnalysis(analysis: Analysis, language: Language): FormValues {
  const { title, question, why, method, charts, conclusion, doubts, claim, byline, changes } = analysis
  return {
    title,
    question,
    why,
    method,
    charts: charts.map(({ question: asked, caption }, index) => ({
      key: keyOfChart(index),
      question: pathsOf(language).explore(asked),
      caption,
    })),
    conclusion,
    doubts,
    claim: {
      kind: claim?.kind ?? '',
      // The key of its row: another place in the list must not make the claim one about another chart.
      chart: keyOfChart(claim?.chart ?? 0),
      place: claim?.place ?? '',
      line: writeNumber(claim?.line, language),
      measure: claim?.measure ?? 'mean',
      values: claim?.values ?? 'all',
      tried: writeNumber(claim?.tried, language),
    },
    byline,
    changes,
  }
}

/** The form without charts in which nothing was typed. */
export function tidyAnalysis(values: FormValues): FormValues {
  const charts: FormValue[] = rowsAt(values, 'charts').filter((row) => !isBlank(row, ['key']))
  return { ...values, charts }
}

/**
 * The question in what someone pasted: the address of a page of Explore, or what follows its question mark. What is no such thing stays as it
 * is, so that the API can say at its place what is wrong.
 */
export function questionIn(pasted: string): string {
  const text = pasted.trim()
  const mark = text.indexOf('?')
  const query = (mark < 0 ? text : text.slice(mark + 1)).split('#')[0] ?? ''
  const parts = new URLSearchParams(query)
  // The row from which a table is shown is no part of the question.
  parts.delete('rij')
  return mark < 0 && !text.includes('=') ? text : parts.toString()
}

/** What the form says, in the words of the API. What the form does not ask of a claim stays as it was. */
export function readAnalysis(values: FormValues, stored: Pick<Analysis, 'claim'>, language: Language) {
  const text = (name: string) => textAt(values, name)
  return {
    title: text('title'),
    question: text('question'),
    why: text('why'),
    method: text('method'),
    charts: rowsAt(values, 'charts').map((row) => ({
      question: questionIn(textAt(row, 'question')),
      caption: textAt(row, 'caption'),
    })),
    conclusion: text('conclusion'),
    doubts: text('doubts'),
    claim: readClaim(values, stored, language),
    byline: text('byline'),
    ...(values.changes === undefined ? {} : { changes: text('changes') }),
  }
}

function readClaim(values: FormValues, { claim }: Pick<Analysis, 'claim'>, language: Language) {
  const text = (name: string) => textAt(values, `claim.${name}`)
  const kind = text('kind')
  if (kind === '') return null
  const isPlaced = kind === 'higher' || kind === 'lower'
  const isLined = kind === 'above' || kind === 'below'
  const charts = rowsAt(values, 'charts')
  const found = charts.findIndex(({ key }) => key === text('chart'))
  // Of a chart that was taken away: the API says so.
  const chart = found < 0 ? charts.length : found
  const { place: _place, line: _line, tried: _tried, places, axis, ...rest } = claim ?? {}
  const isSame = claim !== null && text('chart') === keyOfChart(claim.chart)
  const line = readDecimal(text('line'), language)
  const tried = readDecimal(text('tried'), language)
  return {
    ...rest,
    ...(isSame && places ? { places } : {}),
    ...(isSame && axis ? { axis } : {}),
    kind,
    chart,
    measure: text('measure'),
    values: text('values'),
    ...(isPlaced && orNull(text('place')) ? { place: text('place') } : {}),
    ...(isLined && line !== null ? { line } : {}),
    ...(tried !== null ? { tried } : {}),
  }
}

/** The places in the charts, each once, as texts of a question. */
export function placesIn(questions: readonly string[]): string[] {
  const places = questions.flatMap((text) => {
    const { question } = readQuestion(textOfQuery(new URLSearchParams(questionIn(text))))
    return question?.where.map(writePlace) ?? []
  })
  return [...new Set(places)]
}

/** Says of what is no question that it must be pasted: the API only tells which part is missing. */
export const explainPasted =
  (values: FormValues, notAddress: string) =>
  (mistake: Mistake): Mistake => {
    const [, row] = /^\/charts\/(\d+)\/question$/.exec(mistake.pointer) ?? []
    if (row === undefined) return mistake
    const parts = new URLSearchParams(questionIn(textAt(values, `charts.${row}.question`)))
    return parts.has('what') || parts.has('where') ? mistake : { ...mistake, detail: notAddress }
  }
