import { describe, expect, it } from 'vitest'
import { languageOf } from './language.ts'
import { continueAt, inOtherLanguage, pathsOf, startOf } from './paths.ts'

describe('pathsOf', () => {
  it('makes the addresses of the site', () => {
    const paths = pathsOf('nl')
    expect({
      home: paths.home(),
      challenges: paths.challenges(),
      phase: paths.challenges('acting'),
      challenge: paths.challenge('koele buurten/x'),
      step: paths.challenge('a', 'signal'),
      area: paths.area('BU1'),
      map: paths.map('pm25'),
      indicator: paths.indicator('a', 'BU1'),
      picture: paths.indicatorChart('a', 'BU1'),
      signalPicture: paths.indicatorChart('a', 'BU1', '1'),
      series: paths.stationChart(3, 4),
      datastream: paths.datastream(4, { zoom: 'maand', until: Date.parse('2026-08-20T12:00:30Z') }),
      signal: paths.signal('1'),
      decision: paths.decision('b'),
      decisionVersion: paths.decision('b', 2),
      agreements: paths.agreements('ended'),
      agreement: paths.agreement('d'),
      version: paths.agreement('d', 2),
      dataset: paths.dataset('c'),
      station: paths.station(3),
    }).toMatchInlineSnapshot(`
      {
        "agreement": "/afspraken/d",
        "agreements": "/afspraken?stand=ended",
        "area": "/gebieden/BU1",
        "challenge": "/opgaven/koele%20buurten%2Fx",
        "challenges": "/opgaven",
        "dataset": "/datasets/c",
        "datastream": "/meetreeksen/4?periode=maand&tot=2026-08-20T12%3A00Z",
        "decision": "/besluiten/b",
        "decisionVersion": "/besluiten/b/2",
        "home": "/",
        "indicator": "/indicatoren/a?gebied=BU1",
        "map": "/kaart?grootheid=pm25",
        "phase": "/opgaven?fase=acting",
        "picture": "/grafieken/indicatoren/a?gebied=BU1",
        "series": "/grafieken/meetpunten/3?reeks=4",
        "signal": "/signalen/1",
        "signalPicture": "/grafieken/indicatoren/a?gebied=BU1&signaal=1",
        "station": "/meetpunten/3",
        "step": "/opgaven/a#signal",
        "version": "/afspraken/d?versie=2",
      }
    `)
    expect(pathsOf('en').home()).toBe('/en')
    expect(pathsOf('en').challenge('a')).toBe('/en/opgaven/a')
  })
})

describe('inOtherLanguage', () => {
  it.each([
    ['/', '', '/en'],
    ['/en', '', '/'],
    ['/opgaven', '?fase=acting', '/en/opgaven?fase=acting'],
    ['/en/opgaven', '', '/opgaven'],
    ['/energie', '', '/en/energie'],
  ])('takes %s to the same page', (path, search, expected) => {
    expect(inOtherLanguage(path, search)).toBe(expected)
    const language = languageOf(path)
    expect(languageOf(expected.split('?')[0] ?? '')).toBe(language === 'nl' ? 'en' : 'nl')
  })
})

describe('a long list', () => {
  it('goes on where the page before it ended, with the same filter', () => {
    const next = continueAt('/opgaven', '?fase=acting&vanaf=a', 'b=&c')
    expect(next).toBe('/opgaven?fase=acting&vanaf=b%3D%26c')
    expect(startOf(new Request(new URL(next, 'http://localhost')))).toEqual({ cursor: 'b=&c' })
    expect(startOf(new Request('http://localhost/opgaven'))).toEqual({})
  })
})
