import { Parser } from 'n3'
import { expect, it } from 'vitest'
import { PROFILE, profileAt } from './profile.ts'
import { PROFILE_LIST, writeProfileJson, writeProfileTurtle } from './profile-document.ts'

const PROFILE_HERE = profileAt('https://waterrijk.example')
const here = (iri: string) => iri.replace(PROFILE, PROFILE_HERE)
const turtle = new Parser().parse(writeProfileTurtle(PROFILE_HERE))
const json = writeProfileJson(PROFILE_HERE) as {
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
    const about = statements.filter((statement) => statement.startsWith(`${here(iri)} `))
    expect(about.length > 0).toBe(isOwn)
    if (isOwn) expect(about.filter((statement) => /@(nl|en)$/.test(statement))).toHaveLength(4)
  }
  expect(statements).toContain(
    `${PROFILE_HERE}#reportBack http://www.w3.org/ns/odrl/2/includedIn http://www.w3.org/ns/odrl/2/inform`,
  )
})

it('is the context of agreements: it says what each name of the profile stands for', () => {
  for (const { name, iri } of PROFILE_LIST) expect(json['@context'][name]).toBe(here(iri))
})

it('names nothing but addresses that exist where it is published', () => {
  expect(`${writeProfileTurtle(PROFILE_HERE)}${JSON.stringify(json)}`).not.toMatch(
    /urn:samenspel|example\.org/,
  )
})
