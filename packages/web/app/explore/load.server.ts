import {
  CHART_RULES,
  CHARTS,
  type ChartKind,
  type Question,
  readQuestion,
  textOfQuery,
  writeQuestion,
} from '@samenspel/standards/explorations'
import { redirect } from 'react-router'
import { type Answer, askExploration, type Mistake } from '../api.ts'
import type { Site } from '../context.ts'
import { capitalise } from '../format.ts'
import { type Language, languageOfRequest, messagesOf } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { nameProperty } from '../property-names.server.ts'
import type { Remark } from '../remarks/api.ts'
import type { RemarkMark } from '../remarks/marks.ts'
import { type Choices, FIRST_ROW, fillIn, inChart, listChoices } from './choices.server.ts'
import { type Offer, offerOthers } from './offers.ts'
import { loadRemarks, withMarks } from './remarks.server.ts'
import { describeAnswer } from './sentence.ts'
import { type AnswerTable, tabulate } from './table.ts'
import { type AnswerView, viewAnswer } from './view.ts'

/** What the page shows of an answer. */
export type ShownAnswer = {
  sentence: string
  unit: string
  table: AnswerTable
  title: string
  what: string
  against: string
  step: Answer['step']
  hasBand: boolean
  places: {
    title: string
    key: string
    stations: number
    otherUnit: number
    tooCoarse: number
    coverage: number
  }[]
  isEmpty: boolean
  isFigure: boolean
}

/** All that the page needs. */
export type Explorer = {
  choices: Choices
  /** The question as it was asked, also when it is no good. */
  asked: Asked
  chart: ChartKind
  /** The query in each kind of chart. */
  inCharts: { chart: ChartKind; query: string }[]
  isExample: boolean
  /** The one way to write the question. */
  query: string | null
  /** The address of the site, for what is shown elsewhere. */
  publicUrl: string
  mistakes: Mistake[]
  /** For what does not exist, what does and comes nearest: the same question with that in its place. */
  offers: Offer[]
  refusal: string | null
  shown: ShownAnswer | null
  /** What people say of the places in the period, with their numbers in the chart. */
  remarks: Remark[]
  marks: readonly RemarkMark[]
}

type Asked = {
  what: string
  where: string[]
  from: string
  to: string
  step: string
  against: string
  by: string
}

/** Loads the page: what can be chosen, and the answer to what was asked; a question that is written otherwise goes to its one address. */
export async function loadExplorer(site: Site, request: Request): Promise<Explorer> {
  const { fetchApi, now } = site
  const language = languageOfRequest(request)
  const url = new URL(request.url)
  const given = tidy(url.searchParams)
  const isExample = given.size === 0
  // Only what is measured most must be known before the question is.
  const offered = given.has('what') ? undefined : await listChoices(fetchApi, language)
  const asked = fillIn(given, offered ?? { what: [] }, now())
  const { question, mistakes } = readQuestion(textOfQuery(asked))
  const written = question ? writeQuestion(question) : null
  const row = url.searchParams.get(FIRST_ROW)
  if (!isExample && written && !isWrittenAs(written, url.searchParams)) {
    throw redirect(pathsOf(language).explore(written))
  }
  const [choices, found, remarksFound] = await Promise.all([
    offered ?? listChoices(fetchApi, language),
    written ? askExploration(fetchApi, written) : undefined,
    question ? askRemarks(fetchApi, question) : undefined,
  ])
  const page = {
    choices,
    asked: fieldsOf(asked),
    chart: CHARTS.find((chart) => chart === asked.get('chart')) ?? 'lines',
    inCharts: CHARTS.map((chart) => ({ chart, query: inChart(asked, chart, choices).toString() })),
    isExample,
    offers: [],
    query: written,
    publicUrl: site.publicUrl,
    remarks: [],
    marks: [],
  }
  if (!found || !written) {
    const told = mistakes.map(
      (mistake): Mistake => ({ in: 'query', pointer: mistake.pointer, detail: mistake[language] }),
    )
    return {
      ...page,
      mistakes: needsSecond(asked) ? [] : told,
      refusal: needsSecond(asked) ? messagesOf(language).explore.problem.second : null,
      shown: null,
    }
  }
  const { answer, problem } = found
  if (!answer) {
    const errors = problem.errors ?? []
    const offers = problem.status === 404 ? offerOthers(asked, errors, choices) : []
    return { ...page, mistakes: errors, offers, refusal: problem.detail, shown: null }
  }
  const view = nameAnswer(answer, language)
  const remarks = remarksFound?.() ?? []
  const marked = withMarks(view, remarks)
  site.atHand.keep(site.visit, written, marked)
  const { marks = [] } = marked
  const shown = showAnswer(view, Number(row ?? 1) || 1, language)
  return { ...page, mistakes: [], refusal: null, shown, remarks, marks }
}

/** Remarks are asked along with the answer; what is wrong with them counts only when there is an answer. */
async function askRemarks(fetchApi: Site['fetchApi'], question: Question): Promise<() => Remark[]> {
  try {
    const remarks = await loadRemarks(fetchApi, question)
    return () => remarks
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/**
 * An answer with names in the language of the page: that of the page which was just made, or else a new one.
 * @throws the refusal as an error page
 */
export async function loadView({ fetchApi, atHand, visit }: Site, request: Request): Promise<AnswerView> {
  const asked = tidy(new URL(request.url).searchParams)
  const { question } = readQuestion(textOfQuery(asked))
  const query = question ? writeQuestion(question) : asked.toString()
  const shown = atHand.take(visit, query)
  if (shown) return shown
  const { answer, problem } = await askExploration(fetchApi, query)
  if (!answer) throw new Response(problem.detail, { status: problem.status })
  const view = nameAnswer(answer, languageOfRequest(request))
  return withMarks(view, await loadRemarks(fetchApi, answer.question))
}

/** Names what is in an answer in a language. */
export function nameAnswer(answer: Answer, language: Language): AnswerView {
  const nameOf = ({ title, key }: { title: string | null; key: string }) =>
    capitalise(nameProperty(title ?? key, language))
  const { what, against } = answer
  const named = what.kind === 'indicator' ? (what.title ?? what.key) : nameOf(what)
  return viewAnswer(answer, { what: named, against: against ? nameOf(against) : '' }, language)
}

/** The parameters of a question; whatever else is in an address is not looked at. */
const PARTS = new Set(['chart', 'what', 'against', 'by', 'where', 'from', 'to', 'step'])

/** Whether an address has the question in its one form. */
function isWrittenAs(written: string, query: URLSearchParams): boolean {
  const own = new URLSearchParams([...query].filter(([name]) => PARTS.has(name)))
  return own.toString() === new URLSearchParams(written).toString()
}

/** An indicator has a period of its own, and most charts show one thing: what a form sends along of those is left out. */
function tidy(query: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams([...query].filter(([name, value]) => value !== '' && PARTS.has(name)))
  if (asked.get('what')?.startsWith('indicator:')) asked.delete('step')
  const chart = CHARTS.find((each) => each === asked.get('chart')) ?? 'lines'
  if (!CHART_RULES[chart].against) for (const name of ['against', 'by']) asked.delete(name)
  return asked
}

const needsSecond = (asked: URLSearchParams) => {
  const chart = CHARTS.find((each) => each === asked.get('chart')) ?? 'lines'
  return CHART_RULES[chart].against && !asked.has('against')
}

function fieldsOf(asked: URLSearchParams): Asked {
  const one = (name: string) => asked.get(name) ?? ''
  return {
    what: one('what'),
    where: asked.getAll('where'),
    from: one('from'),
    to: one('to'),
    step: one('step'),
    against: one('against'),
    by: one('by'),
  }
}

/** What a page shows of an answer, with the table from a row on. */
export function showAnswer(view: AnswerView, row: number, language: Language): ShownAnswer {
  const { answer, what, against, places } = view
  const words = messagesOf(language).explore
  return {
    sentence: describeAnswer(view, language),
    unit: answer.what.unit,
    table: tabulate(view, row, language),
    title: words.about(against ? `${what} – ${against}` : what, places.map(({ title }) => title).join(', ')),
    what,
    against,
    step: answer.step,
    hasBand: view.rows.some(({ low }) => typeof low === 'number'),
    places: places.map(({ title, key, stations, otherUnit, tooCoarse, coverage }) => ({
      title,
      key,
      stations,
      otherUnit,
      tooCoarse,
      coverage,
    })),
    isEmpty: view.rows.every((each) => each.value === null) || view.rows.length === 0,
    isFigure: answer.what.kind === 'indicator',
  }
}
