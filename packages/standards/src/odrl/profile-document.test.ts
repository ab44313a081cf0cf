import { Parser } from 'n3'
import { expect, it } from 'vitest'
import { PROFILE } from './profile.ts'
import { PROFILE_LIST, writeProfileJson, writeProfileTurtle } from './profile-document.ts'

const turtle = new Parser().parse(writeProfileTurtle())
const json = writeProfileJson() as {
  '@context': Record<string, unknown>
  '@graph': Record<string, unknown>[]
}

const statements = turtle.map(({ subject, predicate, object }) => {
  const language = object.language ? `@${object.language}` : ''
  return `${subject.value} ${predicate.value} ${object.value}${language}`
})

/** The statements of the graph, which is flat and names its terms by prefix or as a whole. */
function statementsOf(graph: readonly Record<string, unknown>[]): string[] {
  const context = json['@context']
  const whole = (name: string) => {
    const [prefix = '', rest] = name.split(':')
    return typeof context[prefix] === 'string' ? `${context[prefix]}${rest}` : name
  }
  return graph.flatMap(({ '@id': id, '@type': types, ...others }) => [
    ...(types as string[]).map((type) => `${id} ${whole('rdf:type')} ${whole(type)}`),
    ...Object.entries(others).flatMap(([name, values]) =>
      [values].flat().map((value) => {
        const { '@id': iri, '@value': words, '@language': language } = value as Record<string, string>
        return `${id} ${whole(name)} ${iri ?? `${words}@${language}`}`
      }),
    ),
  ])
}

it('says the same as Turtle and as JSON-LD', () => {
  expect(statementsOf(json['@graph']).toSorted()).toEqual(statements.toSorted())
})

it('explains every term of its own in both languages, and says what kind it is', () => {
  for (const { iri, isOwn } of PROFILE_LIST) {
    const about = statements.filter((statement) => statement.startsWith(`${iri} `))
    expect(about.length > 0).toBe(isOwn)
    if (isOwn) expect(about.filter((statement) => /@(nl|en)$/.test(statement))).toHaveLength(4)
  }
  expect(statements).toContain(
    `${PROFILE}#reportBack http://www.w3.org/ns/odrl/2/includedIn http://www.w3.org/ns/odrl/2/inform`,
  )
})

it('is the context of agreements: it says what each name of the profile stands for', () => {
  for (const { name, iri } of PROFILE_LIST) expect(json['@context'][name]).toBe(iri)
})
