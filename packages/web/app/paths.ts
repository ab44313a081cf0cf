import { analysisPaths } from './analyses/paths.ts'
import { classPaths } from './classes/paths.ts'
import { type DatastreamView, writeView } from './datastream-view.ts'
import { evaluationPaths } from './evaluations/paths.ts'
import { interventionPaths } from './interventions/paths.ts'
import type { Language } from './language.ts'
import { myPaths } from './my/paths.ts'
import { myDataPaths } from './my-data/paths.ts'
import { remarkPaths } from './remarks/paths.ts'
import { accountPaths } from './workspace/paths.ts'

/** Asks for a picture that says what it is without its page. */
export const ALONE = 'los'

/**
 * Headers of a chart that pages of others may show or draw. They get it as everybody may see it: a cookie that a browser
 * sends along with it is not looked at (`isPartElsewhere`), and a script may not read an answer to which one was sent.
 */
export const FOR_OTHER_SITES = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

/** The pages of the site, in the language of the visitor. Every link is made here. */
export function pathsOf(language: Language) {
  const start = language === 'en' ? '/en' : ''
  const at = (path: string) => `${start}${path}`
  const part = encodeURIComponent
  return {
    home: () => start || '/',
    challenges: (phase?: string) => at(phase ? `/opgaven?fase=${part(phase)}` : '/opgaven'),
    challenge: (slug: string, step?: string) => at(`/opgaven/${part(slug)}${step ? `#${step}` : ''}`),
    areas: () => at('/gebieden'),
    area: (code: string) => at(`/gebieden/${part(code)}`),
    why: (code: string, indicator?: string) =>
      at(`/gebieden/${part(code)}/waarom${indicator ? `?indicator=${part(indicator)}` : ''}`),
    map: (property?: string) => at(property ? `/kaart?grootheid=${part(property)}` : '/kaart'),
    /** A question, as `writeQuestion` writes it; with the row from which its table is shown. */
    explore: (query = '', row?: number) =>
      at(`/verken${query ? `?${query}` : ''}${row === undefined ? '' : `&rij=${row}`}`),
    exploreChart: (query: string) => at(`/grafieken/verken?${query}`),
    /** The same picture to take along: it says itself what, where, when and whence. */
    exploreChartAlone: (query: string) => at(`/grafieken/verken?${query}&${ALONE}=ja`),
    exploreSpec: (query: string) => at(`/verken/specificatie?${query}`),
    indicators: () => at('/indicatoren'),
    indicator: (slug: string, area?: string) =>
      at(`/indicatoren/${part(slug)}${area ? `?gebied=${part(area)}` : ''}`),
    /** The order of all areas in the period of a moment, at its place on the page of the indicator. */
    ranking: (
      slug: string,
      asked: { area?: string | undefined; moment: string; sort?: string | undefined },
      place: string,
    ) => {
      const query = new URLSearchParams({
        ...(asked.area === undefined ? {} : { gebied: asked.area }),
        moment: asked.moment,
        ...(asked.sort === undefined ? {} : { volgorde: asked.sort }),
      })
      return at(`/indicatoren/${part(slug)}?${query}#${place}`)
    },
    /** Where one figure comes from; `station` opens one datastream of it. */
    figure: (
      slug: string,
      area: string,
      periodStart: string,
      more: { station?: number; cursor?: string } = {},
    ) =>
      at(
        `/indicatoren/${part(slug)}/cijfer?${new URLSearchParams({
          gebied: area,
          periode: periodStart,
          ...(more.station === undefined ? {} : { reeks: String(more.station) }),
          ...(more.cursor === undefined ? {} : { vanaf: more.cursor }),
        })}`,
      ),
    signals: (state?: string) => at(state ? `/signalen?stand=${part(state)}` : '/signalen'),
    signalFeed: (query = '') => at(`/signalen.atom${query && `?${query}`}`),
    signal: (id: string) => at(`/signalen/${part(id)}`),
    decisions: (query = '') => at(`/besluiten${query && `?${query}`}`),
    decisionBoard: () => at('/besluiten/stand'),
    decisionSaves: (slug: string, version: number) => at(`/besluiten/${part(slug)}/ontstaan/${version}`),
    decision: (slug: string, version?: number) =>
      at(`/besluiten/${part(slug)}${version === undefined ? '' : `/${version}`}`),
    agreements: (state?: string) => at(state ? `/afspraken?stand=${part(state)}` : '/afspraken'),
    agreement: (slug: string, version?: number) =>
      at(`/afspraken/${part(slug)}${version === undefined ? '' : `?versie=${version}`}`),
    datasets: () => at('/datasets'),
    dataset: (slug: string) => at(`/datasets/${part(slug)}`),
    station: (id: number | string) => at(`/meetpunten/${part(String(id))}`),
    datastream: (id: number, view: Partial<DatastreamView> = {}) =>
      at(`/meetreeksen/${id}${writeView(view)}`),
    datastreamChart: (id: number, view: DatastreamView) =>
      at(`/grafieken/meetreeksen/${id}${writeView(view)}`),
    choicesChart: (slug: string, area: string, claim: number) =>
      at(`/grafieken/indicatoren/${part(slug)}/keuzes?gebied=${part(area)}&uitspraak=${claim}`),
    forecastChart: (slug: string, area: string) =>
      at(`/grafieken/indicatoren/${part(slug)}/verwachting?gebied=${part(area)}`),
    /** @param signal of which the chart shows on what it rests */
    indicatorChart: (slug: string, area: string, signal?: string) =>
      at(
        `/grafieken/indicatoren/${part(slug)}?gebied=${part(area)}${signal === undefined ? '' : `&signaal=${part(signal)}`}`,
      ),
    stationChart: (id: number | string, datastream: number) =>
      at(`/grafieken/meetpunten/${part(String(id))}?reeks=${datastream}`),
    /** The picture of the map of an address; `now` is when it is looked at, in milliseconds: each minute it has another address. */
    mapPicture: (search: URLSearchParams, now: number) => {
      const query = new URLSearchParams([...search].filter(([name]) => name !== 'plek'))
      query.set('minuut', String(Math.floor(now / 60_000)))
      return at(`/grafieken/kaart?${query}`)
    },
    ledger: () => at('/register'),
    about: () => at('/over'),
    privacy: () => at('/privacy'),
    accessibility: () => at('/toegankelijkheid'),
    developers: () => at('/ontwikkelaars'),
    odrlProfile: () => at('/ns/odrl'),
    consentTerms: () => at('/ns/consent'),
    ...analysisPaths(at),
    ...interventionPaths(at),
    ...evaluationPaths(at),
    ...accountPaths(at),
    ...myDataPaths(at),
    ...myPaths(at),
    ...classPaths(at),
    ...remarkPaths(at),
  }
}

/** The query parameter that says where in a long list a page begins: the `next` of the API. */
export const START = 'vanaf'

/** The same list, from where the page before it ended. */
export function continueAt(path: string, search: string, next: string): string {
  const query = new URLSearchParams(search)
  query.set(START, next)
  return `${path}?${query}`
}

/** Where in the list the asked page begins, as the API wants it; nothing for the first page. */
export function startOf(request: Request): { cursor?: string } {
  const cursor = new URL(request.url).searchParams.get(START)
  return cursor ? { cursor } : {}
}

/** The same page in the other language. */
export function inOtherLanguage(path: string, search: string): string {
  const english = /^\/en(?=\/|$)/.test(path)
  return (english ? path.slice(3) || '/' : `/en${path === '/' ? '' : path}`) + search
}
