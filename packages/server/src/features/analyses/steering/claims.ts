/** What an analysis claims: in its own form, in its words, or by itself. */
import type { Question } from '@samenspel/standards/explorations'
import { writePlace } from '@samenspel/standards/explorations'
import {
  type Axis,
  type Claim,
  type ClaimKind,
  checkClaim,
  findClaimKind,
  findNaturalClaim,
  type Measure,
  type Place,
  saysEverywhere,
  saysNoDifference,
  type ValueChoice,
  type Window,
} from '@samenspel/standards/steering'
import { hasNaturalZero } from '@samenspel/standards/units'
import type { Answer } from '../schema.ts'

/** A claim as an author writes it down. */
export type WrittenClaim = {
  /** Which chart it is about, counted from 0. */
  chart: number
  kind: ClaimKind
  place?: string
  places?: readonly string[]
  everywhere?: boolean
  line?: number
  measure: Measure
  values: ValueChoice
  tried?: number
  controlled?: boolean
  axis?: { mark: 'bar' | 'line'; from: number; to: number; naturalZero: boolean }
}

/** What of an analysis is checked. */
export type Checkable = {
  title: string
  conclusion: string
  charts: readonly { question: string; caption: string }[]
  claim: WrittenClaim | null
}

/** Charts of which a conclusion can be tried. */
const TRIED: readonly Question['chart'][] = ['lines', 'calendar', 'compare']

/** The charts that can be tried, first the one of the claim: one without any value is passed over, so that nothing is escaped by it. */
export function listTried(
  claim: WrittenClaim | null,
  questions: readonly (Question | undefined)[],
): number[] {
  const own = claim && questions[claim.chart] ? [claim.chart] : []
  const others = questions.flatMap((question, index) =>
    question && TRIED.includes(question.chart) ? [index] : [],
  )
  return [...new Set([...own, ...others])]
}

const RESPECTS = {
  rises: 'trend',
  falls: 'trend',
  steady: 'trend',
  higher: 'comparison',
  lower: 'comparison',
  above: 'line',
  below: 'line',
} as const satisfies Record<ClaimKind, string>

/** Whether the places left out matter: for who is compared, and for what is said of all. */
export function needsOthers({ title, conclusion, claim }: Checkable, { chart }: Question): boolean {
  const kinds = [claim?.kind, findClaimKind(conclusion)?.kind, findClaimKind(title)?.kind]
  return (
    chart === 'compare' ||
    claim?.everywhere === true ||
    saysEverywhere(`${title}\n${conclusion}`) ||
    kinds.some((kind) => kind && RESPECTS[kind] === 'comparison')
  )
}

/** What a chart shows: its question, its answer, and the time of which it has values. */
export type Shown = { question: Question; answer: Answer; window: Window }

/**
 * The claims to check, most one in each respect: the one that was written down; what the words of the conclusion, or else the title, say when
 * that is something else; and when neither says anything, what the chart shows by itself.
 */
export function listClaims(
  content: Checkable,
  shown: Shown,
  places: readonly Place[],
  questions: readonly (Question | undefined)[],
): Claim[] {
  const { claim: written, title, conclusion } = content
  const spoken = findClaimKind(conclusion) ?? findClaimKind(title)
  const kinds = [...new Set([written?.kind, spoken?.kind].flatMap((kind) => kind ?? []))]
  const claims = kinds.flatMap((kind) => completeClaim(kind, content, shown, { questions, places }) ?? [])
  if (claims.length > 0) return claims
  const kind = shown.question.chart === 'compare' && shown.question.where.length > 1 ? 'higher' : 'rises'
  const base = completeClaim(kind, content, shown, { questions, places })
  if (!base) return []
  const { kind: _, ...open } = base
  const natural = findNaturalClaim(kind === 'higher' ? 'comparison' : 'trend', open, places)
  if (!natural) return []
  // Who says that places do not differ claims nothing of what chance alone can make.
  const isDenied = kind === 'higher' && saysNoDifference(`${conclusion}\n${title}`)
  return isDenied && !isSure(natural, places) ? [] : [natural]
}

/** Neither too few data nor the number of places compared puts it in doubt. */
function isSure(claim: Claim, places: readonly Place[]): boolean {
  return !checkClaim(claim, places).findings.some(
    ({ kind }) => kind === 'few-data' || kind === 'many-comparisons',
  )
}

/** A claim with all its choices; undefined when it is above or below a line that is not known. */
function completeClaim(
  kind: ClaimKind,
  { claim: written, title, conclusion }: Checkable,
  { question, answer, window }: Shown,
  { questions, places }: { questions: readonly (Question | undefined)[]; places: readonly Place[] },
): Claim | undefined {
  const text = `${conclusion}\n${title}`
  const own = written?.kind === kind ? written : undefined
  const keys = question.where.map(writePlace)
  const named = findNamed(
    text,
    keys.flatMap((key) => {
      const name = answer.series.find((series) => series.key === key)?.name
      return name ? [{ key, name }] : []
    }),
  )
  const everywhere = own?.everywhere === true || saysEverywhere(text)
  const axis = axisOf(own, question, answer)
  const shared = {
    kind,
    window,
    measure: own?.measure ?? ('mean' as const),
    values: own?.values ?? ('all' as const),
    everywhere,
    controlled: own?.controlled === true,
    ...(axis && { axis }),
  }
  if (RESPECTS[kind] === 'comparison') {
    const place = own?.place ?? named[0] ?? keys[0]
    const others = own?.places ?? keys.filter((key) => key !== place)
    return {
      ...shared,
      ...(place === undefined ? {} : { place }),
      // Compared with what is beside it in the chart; of one place alone, with all that it can be compared with.
      ...(others.length > 0 ? { places: others } : {}),
      tried: Math.max(
        own?.tried ?? 1,
        countTried(questions, question, countOutcomes(others.length > 0 ? keys.length : places.length)),
      ),
    }
  }
  const chosen = own?.places ?? (own?.place === undefined ? undefined : [own.place])
  const claim = {
    ...shared,
    places: chosen ?? (named.length > 0 && !everywhere ? named : keys),
    tried: Math.max(own?.tried ?? 1, countTried(questions, question, 1)),
  }
  if (RESPECTS[kind] === 'trend') return claim
  const said = findClaimKind(conclusion) ?? findClaimKind(title)
  const line = own?.line ?? (said?.kind === kind ? said.line : undefined) ?? chooseLine(text, answer)
  if (line === undefined) return undefined
  // Lines of indicators in a chart are those of means; a line of one's own is for what it was written with.
  const isKnown = answer.lines.some(({ value }) => value === line)
  return {
    ...claim,
    ...(axis && !own?.axis && { axis: reachTo(axis, line) }),
    line,
    lineMeasure: isKnown ? 'mean' : claim.measure,
  }
}

/** An axis that the site chose for what was measured: that a line which is only named lies beyond it hides nothing. */
function reachTo(axis: Axis, line: number): Axis {
  return { ...axis, from: Math.min(axis.from, line), to: Math.max(axis.to, line) }
}

/**
 * The places that a text names, in the order in which it does. A name is whole words, and what is a part of a longer name, such as ‘Zuid’ of
 * ‘Zuid-Oost’, is not named by that.
 */
export function findNamed(text: string, places: readonly { key: string; name: string }[]): string[] {
  let left = text
  const found: { key: string; at: number }[] = []
  for (const { key, name } of places.toSorted((a, b) => b.name.length - a.name.length)) {
    const words = name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    const pattern = new RegExp(String.raw`(?<!\p{L}-|[\p{L}\d])${words}(?!-\p{L}|[\p{L}\d])`, 'giu')
    const at = left.search(pattern)
    if (at < 0) continue
    found.push({ key, at })
    left = left.replaceAll(pattern, (match) => '\n'.repeat(match.length))
  }
  return found.toSorted((a, b) => a.at - b.at).map(({ key }) => key)
}

/** The line that a text is about: one whose name it has, or else the first. */
function chooseLine(text: string, { lines }: Answer): number | undefined {
  const said = text.toLowerCase()
  return (lines.find(({ title }) => said.includes(title.toLowerCase())) ?? lines[0])?.value
}

/** Of so many places as many can be the one that stands out; of two, that the one is higher says all of the other. */
function countOutcomes(places: number): number {
  return places === 2 ? 1 : places
}

/** Among how many outcomes this one was found: of its own chart so many, and each place of every other chart. */
function countTried(questions: readonly (Question | undefined)[], own: Question, ofOwn: number): number {
  return questions.reduce(
    (total, question) => (question && question !== own ? total + question.where.length : total),
    ofOwn,
  )
}

/** The vertical axis that readers see: the one that was written down, or that of the chart as the site draws it over time. */
function axisOf(
  own: WrittenClaim | undefined,
  { chart }: Question,
  { columns, rows, lines, what }: Answer,
): Claim['axis'] {
  const at = columns.indexOf('value')
  const shown = rows.flatMap((row) => (typeof row[at] === 'number' ? [row[at]] : []))
  if (own?.axis) return { ...own.axis, shown }
  if (chart !== 'lines' || shown.length === 0) return undefined
  const all = [...shown, ...lines.map(({ value }) => value)]
  return {
    mark: 'line',
    from: all.reduce((least, value) => Math.min(least, value)),
    to: all.reduce((most, value) => Math.max(most, value)),
    naturalZero: hasNaturalZero(what.unit),
    shown,
  }
}
