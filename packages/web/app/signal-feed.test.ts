import { describe, expect, it } from 'vitest'
import { signals } from '../testing/fixture-data.ts'
import { writeFeed } from './signal-feed.ts'

const feed = (change: object = {}, language: 'nl' | 'en' = 'nl') =>
  writeFeed({
    signals: signals.map((signal) => ({ ...signal, ...change })),
    language,
    origin: 'https://samen.example.nl',
    path: language === 'nl' ? '/signalen.atom' : '/en/signalen.atom',
  })

/** What is between the first of these tags. */
const textOf = (xml: string, tag: string) => new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(xml)?.[1]

describe('the feed of signals', () => {
  it('has all that RFC 4287 asks of a feed and of an entry', () => {
    const xml = feed()
    expect(
      xml.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'),
    ).toBe(true)
    const [head = '', entry = ''] = xml.split('<entry>')
    expect(textOf(head, 'id')).toBe('tag:samen.example.nl,2026:/signalen.atom')
    expect(head).toContain(
      '<link rel="self" type="application/atom+xml" href="https://samen.example.nl/signalen.atom"/>',
    )
    expect(textOf(head, 'updated')).toBe(signals[0]?.changedAt)
    expect(textOf(entry, 'id')).toBe(`urn:uuid:${signals[0]?.id}`)
    expect(textOf(entry, 'updated')).toBe(signals[0]?.changedAt)
    expect(textOf(entry, 'name')).toBe('Gemeente Waterrijk')
    expect(textOf(entry, 'title')).toContain('wacht op besluit')
    expect(entry).toContain(`href="https://samen.example.nl/signalen/${signals[0]?.id}"`)
  })

  it('keeps the id of an entry when the signal changes, in either language', () => {
    const changed = feed({ state: 'cleared', changedAt: '2026-09-01T00:00:00.000Z' })
    const idOf = (xml: string) => textOf(xml.split('<entry>')[1] ?? '', 'id')
    expect(idOf(changed)).toBe(idOf(feed()))
    expect(idOf(feed({}, 'en'))).toBe(idOf(feed()))
    expect(textOf(changed, 'updated')).toBe('2026-09-01T00:00:00.000Z')
  })

  it('holds no character that would break it', () => {
    const xml = feed({ indicatorTitle: 'a < b & "c"\u0007' })
    expect(xml).toContain('a &#60; b &#38; &#34;c&#34; in Centrum')
  })

  it('is a feed without signals, too', () => {
    const xml = writeFeed({ signals: [], language: 'nl', origin: 'https://a.nl', path: '/signalen.atom' })
    expect(textOf(xml, 'updated')).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(xml).not.toContain('<entry>')
  })
})
