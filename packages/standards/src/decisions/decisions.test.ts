import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type OpenDecision,
  writeLinkedDecision,
  writeMotion,
  writeSitemapIndex,
  writeWooMetadata,
  writeWooSitemap,
} from './index.ts'

const decision: OpenDecision = {
  url: 'https://stad.example/besluiten/bomen',
  data: 'https://stad.example/api/v1/decisions/bomen',
  id: '00000000-0000-4000-8000-000000000001',
  version: 2,
  title: 'Bomen & schaduw in <de Steenwijk>',
  question: 'Wat doen we tegen de hitte?',
  reasons: 'Bomen helpen het langst.',
  decidedOn: '2026-03-01',
  publishedAt: '2026-03-02T10:00:00.000Z',
  updatedAt: '2026-03-02T10:00:00.000Z',
  holds: true,
  organisation: {
    id: '00000000-0000-4000-8000-000000000002',
    name: 'gemeente Utrecht',
    tooi: 'https://identifier.overheid.nl/tooi/id/gemeente/gm0344',
    url: 'https://stad.example/',
  },
  function: 'wethouder Leefomgeving',
  basis: 'Mandaatbesluit 2026',
  signedAt: '2026-03-02T10:00:00.000Z',
  chosen: 'Bomen',
  options: [{ id: 'bomen', title: 'Bomen', description: '' }],
  votes: {
    body: 'Gemeenteraad',
    for: 19,
    against: 4,
    abstained: 1,
    factions: [{ name: 'Groen', for: 19, against: 4, abstained: 1 }],
  },
  replaces: 'https://stad.example/besluiten/parasols',
}

it('says in linked data what was decided, by whom, and how the vote was', () => {
  const { '@graph': graph } = writeLinkedDecision(decision) as { '@graph': Record<string, unknown>[] }
  const [besluit] = graph
  expect(besluit).toMatchObject({
    '@id': decision.url,
    '@type': ['besluit:Besluit', 'eli:LegalResource', 'eli:LegalExpression'],
    'owl:versionInfo': String(decision.version),
    'besluit:motivering': { '@value': decision.reasons },
    'eli:repeals': { '@id': decision.replaces },
  })
  // `dct:subject` of a treatment is the item of the agenda, not a text; and nothing is named that is not described.
  expect(graph.find((each) => each['@type'] === 'besluit:BehandelingVanAgendapunt')).toMatchObject({
    'dct:subject': { '@id': `${decision.url}#agendapunt` },
  })
  expect(graph.find((each) => each['@type'] === 'besluit:Agendapunt')).toMatchObject({
    '@id': `${decision.url}#agendapunt`,
    'dct:title': { '@value': decision.question },
  })
  expect(graph.find((each) => each['@type'] === 'besluit:Stemming')).toMatchObject({
    'besluit:aantalVoorstanders': 19,
    'besluit:aantalTegenstanders': 4,
    'besluit:aantalOnthouders': 1,
  })
  // What one part names, another part is.
  const ids = graph.map((each) => each['@id'])
  for (const name of [`${decision.url}#orgaan`, `${decision.url}#behandeling`, `${decision.url}#stemming`]) {
    expect(ids).toContain(name)
  }
})

it('has the votes as Popolo has them, and none where nobody voted', () => {
  expect(writeMotion(decision)).toMatchObject({
    vote_events: [
      {
        result: 'pass',
        counts: [
          { option: 'yes', value: 19 },
          { option: 'no', value: 4 },
          { option: 'abstain', value: 1 },
        ],
        group_results: [{ group: { name: 'Groen' } }],
      },
    ],
  })
  expect(writeMotion({ ...decision, votes: null })).toMatchObject({ vote_events: [] })
})

const schemas = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'standards/diwoo')

function hasValidator(): boolean {
  try {
    execFileSync('xmllint', ['--version'], { stdio: 'ignore' })
    return existsSync(join(schemas, 'diwoo-metadata.xsd'))
  } catch {
    return false
  }
}

/** The part of sitemaps.org that is used, with a document of DiWoo in each address. */
const SITEMAP_SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:diwoo="https://standaarden.overheid.nl/diwoo/metadata/"
  targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
  <xs:import namespace="https://standaarden.overheid.nl/diwoo/metadata/" schemaLocation="diwoo-metadata.xsd"/>
  <xs:element name="urlset"><xs:complexType><xs:sequence>
    <xs:element name="url" minOccurs="0" maxOccurs="50000"><xs:complexType><xs:sequence>
      <xs:element name="loc" type="xs:anyURI"/><xs:element name="lastmod" type="xs:dateTime"/><xs:element ref="diwoo:Document"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="sitemapindex"><xs:complexType><xs:sequence>
    <xs:element name="sitemap" maxOccurs="50000"><xs:complexType><xs:sequence>
      <xs:element name="loc" type="xs:anyURI"/><xs:element name="lastmod" type="xs:dateTime" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`

/** What xmllint says of a document by the schemas of KOOP. */
function validate(document: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'diwoo-'))
  try {
    const schema = readFileSync(join(schemas, 'diwoo-metadata.xsd'), 'utf8')
    const local = schema.replace(
      'https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd',
      'MDTO-XML1.0.1.xsd',
    )
    writeFileSync(join(folder, 'diwoo-metadata.xsd'), local)
    copyFileSync(join(schemas, 'diwoo-metadata-lijsten.xsd'), join(folder, 'diwoo-metadata-lijsten.xsd'))
    copyFileSync(join(schemas, 'extern/MDTO-XML1.0.1.xsd'), join(folder, 'MDTO-XML1.0.1.xsd'))
    writeFileSync(join(folder, 'sitemap.xsd'), SITEMAP_SCHEMA)
    writeFileSync(join(folder, 'document.xml'), document)
    const used = document.includes('sitemaps.org') ? 'sitemap.xsd' : 'diwoo-metadata.xsd'
    const options = ['--nonet', '--noout', '--schema', join(folder, used), join(folder, 'document.xml')]
    execFileSync('xmllint', options, { stdio: 'pipe' })
    return ''
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const withoutTooi = { ...decision, organisation: { ...decision.organisation, tooi: null } }

it.skipIf(!hasValidator())('is valid by the schemas for the Woo-index, and what is wrong is seen', () => {
  expect(validate(writeWooMetadata(decision))).toBe('')
  expect(validate(writeWooMetadata(withoutTooi))).toBe('')
  expect(validate(writeWooSitemap([decision, withoutTooi]))).toBe('')
  expect(validate(writeWooSitemap([]))).toBe('')
  const index = [{ url: 'https://stad.example/woo/1.xml', updatedAt: decision.updatedAt }]
  expect(validate(writeSitemapIndex(index))).toBe('')
  // One that is withdrawn or replaced says until when it held; a municipality of an example has a number that no list has.
  const ended = { ...decision, holds: false, updatedAt: '2026-09-01T08:00:00.000Z' }
  expect(writeWooMetadata(ended)).toContain('<diwoo:einddatum>2026-09-01T08:00:00.000Z')
  const tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/gm9001'
  const ofExample = {
    ...decision,
    organisation: { ...decision.organisation, name: 'Gemeente Waterrijk', tooi },
  }
  expect(validate(writeWooSitemap([decision, ended, ofExample, { ...ofExample, holds: false }]))).toBe('')
  // Seen to fail: a category, a publisher and a moment that do not exist.
  expect(validate(writeWooMetadata(decision).replace('c_aab6bfc7', 'c_00000000'))).toContain('resource')
  expect(validate(writeWooMetadata(decision).replace('gm0344', 'gm9001'))).toContain('resource')
  expect(validate(writeWooMetadata({ ...decision, signedAt: 'gisteren' }))).toContain('atTime')
})

it.skipIf(!hasValidator())('stays well-formed and valid whatever people write', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, question) => {
      expect(validate(writeWooMetadata({ ...decision, title, question }))).toBe('')
    }),
    { numRuns: 25 },
  )
})
