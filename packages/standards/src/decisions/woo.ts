import { isOfExample } from '../tooi/index.ts'
import type { OpenDecision } from './decision.ts'

/** The namespace of the metadata for the Wet open overheid, version 0.9.8. */
const DIWOO = 'https://standaarden.overheid.nl/diwoo/metadata/'
const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const THESAURUS = 'https://identifier.overheid.nl/tooi/def/thes/kern/'

/** Addresses in one sitemap at most, by sitemaps.org. */
export const MOST_IN_SITEMAP = 50_000

/**
 * The metadata of a decision for the Woo-index, by DiWoo 0.9.8. The publisher is named by its TOOI identifier as it is registered; without one,
 * or with one of an example, only by its name, which the index may refuse. One that was withdrawn or replaced says until when it held.
 */
export function writeWooMetadata(decision: OpenDecision): string {
  return `${HEADER}${writeDocument(decision, ` xmlns:diwoo="${DIWOO}"`)}\n`
}

/** A sitemap in which each decision carries its metadata. */
export function writeWooSitemap(decisions: readonly OpenDecision[]): string {
  const urls = decisions.map(
    (decision) => `  <url>
    <loc>${escapeXml(decision.url)}</loc>
    <lastmod>${escapeXml(decision.updatedAt)}</lastmod>
${indent(writeDocument(decision, ''))}
  </url>`,
  )
  return `${HEADER}<urlset xmlns="${SITEMAP}" xmlns:diwoo="${DIWOO}">\n${urls.map((url) => `${url}\n`).join('')}</urlset>\n`
}

/** The list of sitemaps: what the index reads first. */
export function writeSitemapIndex(sitemaps: readonly { url: string; updatedAt: string | null }[]): string {
  const lines = sitemaps.map(({ url, updatedAt }) => {
    const lastmod = updatedAt === null ? '' : `<lastmod>${escapeXml(updatedAt)}</lastmod>`
    return `  <sitemap><loc>${escapeXml(url)}</loc>${lastmod}</sitemap>\n`
  })
  return `${HEADER}<sitemapindex xmlns="${SITEMAP}">\n${lines.join('')}</sitemapindex>\n`
}

const HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'

function writeDocument(decision: OpenDecision, attributes: string): string {
  const { organisation } = decision
  const { tooi } = organisation
  const publisher = tooi === null || isOfExample(tooi) ? '' : ` resource="${escapeXml(tooi)}"`
  return `<diwoo:Document${attributes}>
  <diwoo:DiWoo>
    <diwoo:identifiers>
      <diwoo:identifier>${escapeXml(decision.url)}</diwoo:identifier>
    </diwoo:identifiers>
    <diwoo:publisher${publisher}>${escapeXml(organisation.name)}</diwoo:publisher>
    <diwoo:titelcollectie>
      <diwoo:officieleTitel>${escapeXml(decision.title)}</diwoo:officieleTitel>
    </diwoo:titelcollectie>
    <diwoo:omschrijvingen>
      <diwoo:omschrijving>${escapeXml(decision.question)}</diwoo:omschrijving>
    </diwoo:omschrijvingen>
    <diwoo:classificatiecollectie>
      <diwoo:informatiecategorieen>
        <diwoo:informatiecategorie resource="${THESAURUS}c_aab6bfc7">overige besluiten van algemene strekking</diwoo:informatiecategorie>
      </diwoo:informatiecategorieen>
      <diwoo:documentsoorten>
        <diwoo:documentsoort resource="${THESAURUS}c_465163c9">besluit</diwoo:documentsoort>
      </diwoo:documentsoorten>
    </diwoo:classificatiecollectie>
    <diwoo:creatiedatum>${escapeXml(decision.decidedOn)}</diwoo:creatiedatum>
${writeEnd(decision)}    <diwoo:language resource="http://publications.europa.eu/resource/authority/language/NLD">Nederlands</diwoo:language>
    <diwoo:format resource="http://publications.europa.eu/resource/authority/file-type/HTML">HTML</diwoo:format>
    <diwoo:documenthandelingen>
      <diwoo:documenthandeling>
        <diwoo:soortHandeling resource="${THESAURUS}c_e1ec050e">ondertekening</diwoo:soortHandeling>
        <diwoo:atTime>${escapeXml(decision.signedAt)}</diwoo:atTime>
      </diwoo:documenthandeling>
    </diwoo:documenthandelingen>
  </diwoo:DiWoo>
</diwoo:Document>`
}

/** Until when it held; what holds says nothing. */
function writeEnd({ holds, publishedAt, updatedAt }: OpenDecision): string {
  if (holds) return ''
  return `    <diwoo:geldigheid>
      <diwoo:begindatum>${escapeXml(publishedAt)}</diwoo:begindatum>
      <diwoo:einddatum>${escapeXml(updatedAt)}</diwoo:einddatum>
    </diwoo:geldigheid>
`
}

const indent = (text: string) => text.replaceAll(/^/gm, '    ')

/** Text in XML 1.0: characters that it has no place for are left out. */
function escapeXml(text: string): string {
  return text
    .replaceAll(NOT_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
