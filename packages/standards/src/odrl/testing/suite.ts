import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Constraint,
  type Duty,
  type EvaluationRequest,
  type Iri,
  knowOnlyTime,
  type Member,
  ODRL,
  type PerformanceState,
  type Policy,
  type Rule,
  type StateOfTheWorld,
  type Value,
} from '../index.ts'
import { type Graph, listOf, oneOf, RDF_TYPE, readTurtle } from './graph.ts'

const EX = 'http://example.org/'
const DCT = 'http://purl.org/dc/terms/'
export const REPORT = 'https://w3id.org/force/compliance-report#'

export interface TestCase {
  /** File name, such as `testcase-001-alice`. */
  readonly name: string
  readonly policy: Policy
  readonly request: EvaluationRequest & { readonly rule: Iri }
  readonly world: StateOfTheWorld
  /** Of the expected report; with what the state of the world says of duties. */
  readonly graph: Graph
  readonly expectedReport: Iri
}

/** Reads the cases of the ODRL Test Suite of SolidLab. */
export function readSuite(folder: string): TestCase[] {
  const inputs = new Map(
    ['policies', 'requests', 'sotw'].map((kind) => [
      kind,
      readFiles(join(folder, kind)).map(({ text }) => readTurtle([text])),
    ]),
  )
  const find = (kind: string, uid: Iri): Graph => {
    const graph = inputs.get(kind)?.find((one) => one.has(uid))
    if (!graph) throw new Error(`no ${uid} in ${kind}`)
    return graph
  }
  return readFiles(join(folder, 'test_cases')).map(({ name, text }) => {
    const own = readTurtle([text])
    const [uid = ''] = [...own.keys()].filter((subject) =>
      listOf(own, subject, RDF_TYPE).includes(`${EX}TestCase`),
    )
    const [policy, request, sotw] = ['policy', 'request', 'sotw'].map((part) =>
      oneOf(own, uid, EX + part),
    ) as [Iri, Iri, Iri]
    const world = find('sotw', sotw)
    return {
      name,
      policy: readPolicy(find('policies', policy), policy),
      request: readRequest(find('requests', request), request),
      world: readWorld(world),
      graph: new Map([...world, ...own]),
      expectedReport: oneOf(own, uid, `${EX}expectedReport`),
    }
  })
}

function readFiles(folder: string): { name: string; text: string }[] {
  return readdirSync(folder)
    .sort()
    .map((file) => ({ name: file.replace('.ttl', ''), text: readFileSync(join(folder, file), 'utf8') }))
}

function readPolicy(graph: Graph, uid: Iri): Policy {
  const rules = (kind: string) => listOf(graph, uid, ODRL + kind)
  return {
    type: 'Set',
    uid,
    profiles: listOf(graph, uid, `${ODRL}profile`),
    permissions: rules('permission').map((rule) => ({
      ...readRule(graph, rule),
      duties: listOf(graph, rule, `${ODRL}duty`).map((duty) => readDuty(graph, duty)),
    })),
    prohibitions: rules('prohibition').map((rule) => ({ ...readRule(graph, rule), remedies: [] })),
    obligations: rules('obligation').map((duty) => readDuty(graph, duty)),
  }
}

function readRule(graph: Graph, uid: Iri): Rule {
  const members = (kind: string, collection: string) =>
    listOf(graph, uid, ODRL + kind).map(
      (iri): Member => ({
        iri,
        isCollection: listOf(graph, iri, RDF_TYPE).includes(ODRL + collection),
        refinements: [],
      }),
    )
  return {
    uid,
    actions: listOf(graph, uid, `${ODRL}action`).map((iri) => ({ iri, refinements: [] })),
    targets: members('target', 'AssetCollection'),
    assigners: members('assigner', 'PartyCollection'),
    assignees: members('assignee', 'PartyCollection'),
    constraints: listOf(graph, uid, `${ODRL}constraint`).map((iri) => readConstraint(graph, iri)),
  }
}

function readDuty(graph: Graph, uid: Iri): Duty {
  return { ...readRule(graph, uid), consequences: [] }
}

function readConstraint(graph: Graph, uid: Iri): Constraint {
  for (const name of ['and', 'or', 'xone', 'andSequence']) {
    const parts = listOf(graph, uid, ODRL + name)
    if (parts.length > 0) {
      return {
        kind: 'logical',
        uid,
        operand: ODRL + name,
        constraints: parts.map((part) => readConstraint(graph, part)),
      }
    }
  }
  return {
    kind: 'atomic',
    uid,
    leftOperand: oneOf(graph, uid, `${ODRL}leftOperand`),
    operator: oneOf(graph, uid, `${ODRL}operator`),
    rightOperands: (graph.get(uid)?.get(`${ODRL}rightOperand`) ?? []).map(
      ({ termType, value, datatype }): Value =>
        termType === 'Literal'
          ? { kind: 'literal', text: value, datatype: datatype?.value ?? '' }
          : { kind: 'iri', iri: value },
    ),
  }
}

function readRequest(graph: Graph, uid: Iri): EvaluationRequest & { rule: Iri } {
  const rule = oneOf(graph, uid, `${ODRL}permission`)
  return {
    uid,
    rule,
    action: oneOf(graph, rule, `${ODRL}action`),
    party: oneOf(graph, rule, `${ODRL}assignee`),
    target: oneOf(graph, rule, `${ODRL}target`),
    values: new Map(),
  }
}

function readWorld(graph: Graph): StateOfTheWorld {
  const subjects = [...graph.keys()]
  return {
    ...knowOnlyTime(oneOf(graph, 'http://example.com/request/currentTime', `${DCT}issued`)),
    partOf: new Map(
      subjects
        .map((subject) => [subject, listOf(graph, subject, `${ODRL}partOf`)] as const)
        .filter(([, above]) => above.length > 0),
    ),
    duties: new Map(
      subjects
        .filter((subject) => listOf(graph, subject, RDF_TYPE).includes(`${REPORT}DutyReport`))
        .map((subject) => [
          oneOf(graph, subject, `${REPORT}rule`),
          oneOf(graph, subject, `${REPORT}performanceState`).slice(REPORT.length) as PerformanceState,
        ]),
    ),
  }
}
