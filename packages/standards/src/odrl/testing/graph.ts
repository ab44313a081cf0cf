import { Parser, type Term } from 'n3'

/** What one subject has, by predicate. */
export type Node = ReadonlyMap<string, readonly Term[]>

/** RDF as nodes by IRI. */
export type Graph = ReadonlyMap<string, Node>

export const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

export function readTurtle(texts: readonly string[]): Graph {
  const graph = new Map<string, Map<string, Term[]>>()
  for (const { subject, predicate, object } of texts.flatMap((text) => new Parser().parse(text))) {
    const node = graph.get(subject.value) ?? new Map<string, Term[]>()
    graph.set(subject.value, node)
    node.set(predicate.value, [...(node.get(predicate.value) ?? []), object])
  }
  return graph
}

export function listOf(graph: Graph, subject: string, predicate: string): string[] {
  return (graph.get(subject)?.get(predicate) ?? []).map(({ value }) => value)
}

export function oneOf(graph: Graph, subject: string, predicate: string): string {
  const [value, ...rest] = listOf(graph, subject, predicate)
  if (value === undefined || rest.length > 0) throw new Error(`${subject} must have one ${predicate}`)
  return value
}
