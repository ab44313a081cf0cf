import type { Signal } from './api.ts'
import type { Language } from './language.ts'
import { messagesOf } from './language.ts'
import { pathsOf } from './paths.ts'

/** What a feed is made of. */
export type Feed = {
  signals: readonly Signal[]
  language: Language
  /** Where the site is, without a path. */
  origin: string
  /** The address of the feed itself, with what it was limited to. */
  path: string
}

const escapeXml = (text: string) =>
  text.replaceAll(/[<>&"']/g, (each) => `&#${each.charCodeAt(0)};`).replaceAll(NO_XML, '')

/** Characters that XML 1.0 cannot hold, and other control characters. */
const NO_XML = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu

/**
 * Signals as an Atom feed (RFC 4287), what changed last first. The id of an entry is that of the signal, so that a reader sees one entry that
 * changes; `updated` is when something of it changed last.
 */
export function writeFeed({ signals, language, origin, path }: Feed): string {
  const { signals: words, signalKinds: kinds, site } = messagesOf(language)
  const paths = pathsOf(language)
  const newest = signals
    .map(({ changedAt }) => changedAt)
    .toSorted()
    .at(-1)
  const host = new URL(origin).hostname
  const entries = signals.map((signal) => {
    const title = words.name(signal.indicatorTitle, signal.areaName)
    const page = `${origin}${paths.signal(signal.id)}`
    return `  <entry>
    <id>urn:uuid:${signal.id}</id>
    <title>${escapeXml(title)}: ${escapeXml(words.states[signal.state])}</title>
    <link rel="alternate" type="text/html" href="${escapeXml(page)}"/>
    <link rel="related" type="application/json" href="${escapeXml(`${origin}/api/v1/signals/${signal.id}`)}"/>
    <published>${signal.openedAt}</published>
    <updated>${signal.changedAt}</updated>
    <category term="${signal.kind}" label="${escapeXml(kinds.names[signal.kind])}"/>
    <author><name>${escapeXml(signal.owner.organisationName || site.name)}</name></author>
    <summary>${escapeXml(signal.sentence[language])}</summary>
  </entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>tag:${host},2026:${escapeXml(encodeURI(path))}</id>
  <title>${escapeXml(words.title)}</title>
  <subtitle>${escapeXml(words.lead)}</subtitle>
  <updated>${newest ?? NEVER}</updated>
  <link rel="self" type="application/atom+xml" href="${escapeXml(`${origin}${path}`)}"/>
  <link rel="alternate" type="text/html" href="${escapeXml(`${origin}${paths.signals()}`)}"/>
  <generator>Samenspel</generator>
${entries.join('\n')}
</feed>
`
}

/** Of a feed without signals. */
const NEVER = '2026-01-01T00:00:00.000Z'
