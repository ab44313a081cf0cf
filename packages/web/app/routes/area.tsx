import { isUsable } from '@samenspel/standards/quality'
import { Fragment } from 'react'
import { listAnalyses } from '../analyses/api.ts'
import {
  getArea,
  getIndicatorRanking,
  getIndicatorValues,
  listAllChallenges,
  listAllIndicators,
  listAreasOf,
  listDeciding,
  listOpenSignals,
  listStations,
} from '../api.ts'
import { AnalysesAbout } from '../components/analyses/entries.tsx'
import { ExploreLink } from '../components/explore/explore-link.tsx'
import { ForPurpose } from '../components/for-purpose.tsx'
import { ChallengeEntries } from '../components/lists.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { RANKING_PLACE } from '../components/ranking.tsx'
import { RemarksSection } from '../components/remarks/remarks-section.tsx'
import { SignalEntries } from '../components/signal-entries.tsx'
import { Table } from '../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { capitalise, formatPeriod, formatValue } from '../format.ts'
import { describeIndicator } from '../indicator-view.ts'
import { languageOfRequest, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { inLanguage } from '../property-names.server.ts'
import { listRemarksBeside } from '../remarks/api.ts'
import { isOf } from '../signal-view.ts'
import type { Route } from './+types/area.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { code } = params
  const [area, stations, challenges, signals, deciding, indicators, analyses, remarks] = await Promise.all([
    getArea(fetchApi, code),
    listStations(fetchApi, { area: code, pageSize: 100 }),
    listAllChallenges(fetchApi, { area: code }),
    listOpenSignals(fetchApi, { area: code }),
    listDeciding(fetchApi),
    listAllIndicators(fetchApi),
    listAnalyses(fetchApi, { subject: `area:${code}`, pageSize: 3 }),
    listRemarksBeside(fetchApi, { area: code }),
  ])
  const here = indicators.filter(({ level }) => level === area.level)
  const [[parent], newest] = await Promise.all([
    listAreasOf(fetchApi, area.parentCode ? [area.parentCode] : []),
    Promise.all(
      here.map(async ({ id }) => {
        const { items } = await getIndicatorValues(fetchApi, id, { area: code, latest: true })
        const [latest] = items
        if (!latest) return undefined
        const { items: all, ranked } = await getIndicatorRanking(fetchApi, id, latest.periodStart)
        const position = all.find(({ areaCode }) => areaCode === code)?.position
        return { latest, place: position && ranked > 1 ? { ...position, all: ranked } : null }
      }),
    ),
  ])
  return {
    area: { ...area, geometry: undefined },
    parent: parent ? { code: parent.code, name: parent.name } : null,
    stations: stations.items.map((station) => inLanguage(station, languageOfRequest(request))),
    moreStations: stations.next !== null,
    challenges,
    signals,
    deciding,
    analyses: analyses.items,
    remarks,
    indicators: here.flatMap((indicator, index) => {
      const found = newest[index]
      return found ? [{ indicator, ...found, values: [found.latest] }] : []
    }),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.area.name) : []
}

type Data = Route.ComponentProps['loaderData']

export default function AreaPage({ loaderData }: Route.ComponentProps) {
  const { area, parent, challenges, signals, deciding } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Page
      title={area.name}
      above={[
        { name: t.nav.areas, to: paths.areas() },
        ...(parent ? [{ name: parent.name, to: paths.area(parent.code) }] : []),
      ]}
      kicker={
        <span>
          {t.areas.levels[area.level]}
          {parent ? `. ${t.areas.partOf(parent.name)}.` : ''}
        </span>
      }
    >
      <ForPurpose />
      {signals.length > 0 ? (
        <Section title={t.areas.signals}>
          <SignalEntries items={signals} isPreparing={isOf(deciding)} />
        </Section>
      ) : null}
      <AreaIndicators data={loaderData} />
      <div className="sp-two">
        <AreaFigures data={loaderData} />
        <AreaStations data={loaderData} />
      </div>
      <AnalysesAbout items={loaderData.analyses} subject={`area:${area.code}`} />
      <Section title={t.areas.challenges}>
        {challenges.length > 0 ? (
          <ChallengeEntries items={challenges} />
        ) : (
          <Nothing>{t.areas.noChallenges}</Nothing>
        )}
      </Section>
      <RemarksSection remarks={loaderData.remarks} place={{ area: area.code }} withPlace />
      {area.children.length > 0 ? (
        <Section title={t.areas.children}>
          <ul className="sp-plain-list">
            {area.children.map(({ code, name }) => (
              <li key={code}>
                <TextLink to={paths.area(code)}>{name}</TextLink>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  )
}

function AreaIndicators({ data: { area, indicators } }: { data: Data }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Section
      title={t.areas.indicators}
      aside={
        <span className="sp-asides">
          {indicators.length > 0 ? <TextLink to={paths.why(area.code)}>{t.maps.columns.why}</TextLink> : null}
          <ExploreLink where={{ kind: 'area', key: area.code }} />
        </span>
      }
    >
      {indicators.length === 0 ? <Nothing>{t.areas.noIndicators}</Nothing> : null}
      <ul className="sp-figures">
        {indicators.map(({ indicator, latest, place, values }) => (
          <li key={indicator.id}>
            <p className="sp-figure-value">{formatValue(latest.value, indicator.unit, language)}</p>
            <p className="sp-figure-name">
              <TextLink to={paths.indicator(indicator.slug, area.code)}>{indicator.title}</TextLink>
            </p>
            <p className="sp-quiet sp-small">
              {formatPeriod(latest.periodStart, indicator.period, language)}
              <span className="sp-hidden">. {describeIndicator(indicator, area, values, language)}</span>
            </p>
            {place ? (
              <p className="sp-small">
                <TextLink
                  to={paths.ranking(
                    indicator.slug,
                    { area: area.code, moment: latest.periodStart },
                    RANKING_PLACE,
                  )}
                >
                  {t.ranking.inOrder(place.from, place.to, place.all, t.ranking.levels[area.level])}
                </TextLink>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function AreaFigures({ data: { area } }: { data: Data }) {
  const { t, language } = useLanguage()
  const title = area.level === 'neighbourhood' ? t.areas.figures : t.areas.figuresDistrict
  const editions = [...new Set(area.statistics.map(({ source }) => source))]
  return (
    <Section title={title}>
      {area.statistics.length === 0 ? (
        <Nothing>{t.areas.noFigures}</Nothing>
      ) : (
        <>
          <Table
            caption={title}
            hideCaption
            columns={[
              { title: t.areas.figure },
              { title: t.site.value, numeric: true },
              { title: t.areas.year, numeric: true },
            ]}
            rows={area.statistics.map(({ measure, title: name, unit, year, value }) => ({
              key: `${measure} ${year}`,
              cells: [
                capitalise(name),
                value === null ? t.areas.withheld : formatValue(value, unit, language),
                year,
              ],
            }))}
          />
          <Paragraph className="sp-small sp-quiet">
            {t.site.source}:{' '}
            {editions.map((edition, index) => (
              <Fragment key={edition}>
                {index > 0 ? ', ' : null}
                <Edition name={edition} />
              </Fragment>
            ))}
            .
          </Paragraph>
        </>
      )}
    </Section>
  )
}

/** The publication that figures come from; a table of CBS is a link to it. */
function Edition({ name }: { name: string }) {
  const { t } = useLanguage()
  if (!/^\d{5}NED$/.test(name)) return name
  return (
    <TextLink to={`https://opendata.cbs.nl/statline/#/CBS/nl/dataset/${name}`}>
      {t.areas.statLine(name)}
    </TextLink>
  )
}

function AreaStations({ data: { stations, moreStations } }: { data: Data }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Section title={t.areas.stations} aside={<TextLink to={paths.map()}>{t.nav.map}</TextLink>}>
      {stations.length === 0 ? (
        <Nothing>{t.areas.noStations}</Nothing>
      ) : (
        <ul className="sp-stations">
          {stations.map(({ thingId, name, latest }) => (
            <li key={thingId}>
              <TextLink to={paths.station(thingId)}>{name}</TextLink>
              <ul className="sp-readings">
                {latest.map(({ datastreamId, title, value, unit, stale, quality }) => (
                  <li key={datastreamId}>
                    {capitalise(title)}:{' '}
                    {stale ? t.map.stale.toLowerCase() : formatValue(value, unit, language)}
                    {stale || isUsable(quality) ? null : ` (${t.map.impossible.toLowerCase()})`}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      {moreStations ? <Nothing>{t.areas.moreStations(stations.length)}</Nothing> : null}
    </Section>
  )
}
