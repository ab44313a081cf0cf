import type {
  ConstraintReport,
  DutyReport,
  PolicyReport,
  PremiseReport,
  RuleReport,
  Value,
} from '../index.ts'
import { type Graph, type Node, RDF_TYPE } from './graph.ts'
import { REPORT } from './suite.ts'

/**
 * A report without the names of its parts, its lists in one order: two reports are the same (their graphs are isomorphic, their own
 * identifiers and the time left out) when these are.
 */
export type Tree = { readonly [key: string]: string | readonly (string | Tree)[] }

const POINTS = ['ruleReport', 'premiseReport', 'conditionReport']
/** The state of the world says of a duty how it stands; which attempt that was of is not ours to report. */
const LEFT_OUT_OF_DUTIES = ['attemptState', 'activationState']

/** A report in the graph of a case. */
export function readTree(graph: Graph, iri: string, without: readonly string[] = []): Tree {
  const node: Node = graph.get(iri) ?? new Map()
  const type = (node.get(RDF_TYPE) ?? []).map(({ value }) => short(value))[0] ?? 'nothing'
  const entries = [...node]
    .filter(([key]) => key.startsWith(REPORT))
    .flatMap(([key, terms]) => {
      const name = short(key)
      if (without.includes(name) || (type === 'DutyReport' && LEFT_OUT_OF_DUTIES.includes(name))) return []
      const values = terms.map(({ value }) =>
        POINTS.includes(name) ? readTree(graph, value, without) : short(value),
      )
      return [[name, sort(values)] as const]
    })
  return { type, ...Object.fromEntries(entries.sort()) }
}

/**
 * Our report in the same form. The suite gives the operator and the right operand of a constraint only when it is satisfied; ours
 * refers to the whole constraint always.
 */
export function drawTree(report: PolicyReport, ruleRequest: string, without: readonly string[] = []): Tree {
  return draw('PolicyReport', without, {
    policy: [report.policy],
    policyRequest: [report.policyRequest],
    ruleReport: report.ruleReports.map((rule) => drawRule(rule, ruleRequest, without)),
  })
}

function drawRule(report: RuleReport, ruleRequest: string, without: readonly string[]): Tree {
  if (report.type === 'DutyReport') return drawDuty(report, without)
  return draw(report.type, without, {
    attemptState: [report.attemptState],
    rule: [report.rule],
    ruleRequest: [ruleRequest],
    activationState: [report.activationState],
    premiseReport: report.premiseReports.map((premise) => drawPremise(premise, without)),
    conditionReport:
      report.type === 'PermissionReport'
        ? report.conditionReports.map((duty) => drawDuty(duty, without))
        : [],
  })
}

function drawDuty(report: DutyReport, without: readonly string[]): Tree {
  return draw('DutyReport', without, {
    rule: [report.rule],
    performanceState: [report.performanceState],
    deonticState: [report.deonticState],
  })
}

function drawPremise(report: PremiseReport, without: readonly string[]): Tree {
  const own = { satisfactionState: [report.satisfactionState] }
  return draw(
    report.type,
    without,
    report.type === 'ConstraintReport' ? { ...own, ...drawConstraint(report, without) } : own,
  )
}

function drawConstraint(report: ConstraintReport, without: readonly string[]) {
  const { constraint, satisfactionState } = report
  const uid = { constraint: [constraint.uid ?? ''] }
  if (constraint.kind === 'logical') {
    return {
      ...uid,
      constraintLogicalOperand: [short(constraint.operand)],
      premiseReport: report.premiseReports.map((part) => drawPremise(part, without)),
    }
  }
  return {
    ...uid,
    constraintLeftOperand: report.leftOperands.map(textOf),
    ...(satisfactionState === 'Satisfied' && {
      constraintOperator: [short(constraint.operator)],
      constraintRightOperand: constraint.rightOperands.map(textOf),
    }),
  }
}

function draw(
  type: string,
  without: readonly string[],
  parts: Record<string, readonly (string | Tree)[]>,
): Tree {
  const entries = Object.entries(parts)
    .filter(([name, values]) => values.length > 0 && !without.includes(name))
    .map(([name, values]) => [name, sort(values)] as const)
  return { type, ...Object.fromEntries(entries.sort()) }
}

function sort(values: readonly (string | Tree)[]): readonly (string | Tree)[] {
  return [...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

const short = (iri: string) => (/^[a-z]+:\/\//.test(iri) ? iri.replace(/^.*[#/]/, '') : iri)
const textOf = (value: Value) => (value.kind === 'iri' ? value.iri : value.text)
