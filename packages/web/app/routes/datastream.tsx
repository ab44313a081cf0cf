import { getDataset } from '../api.ts'
import { ChartFigure } from '../components/chart.tsx'
import { DatastreamDownloads } from '../components/datastream-downloads.tsx'
import { DatastreamPeriod } from '../components/datastream-period.tsx'
import { DatastreamTable } from '../components/datastream-table.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Facts } from '../components/table.tsx'
import { Badge, Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { coverageOf, summarise } from '../datastream-view.ts'
import { capitalise, formatAge, formatMoment, formatNumber, formatShare, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { loadDatastream } from '../load-datastream.server.ts'
import { nameIn } from '../name-in.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/datastream.ts'

/** The newest values go into the table; the download has them all. */
const MOST_ROWS = 48

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const { station, latest, view, period, series } = await loadDatastream(site, params.id, request)
  const dataset = await getDataset(site.fetchApi, station.datasetId).catch(() => null)
  return {
    station: { thingId: station.thingId, name: station.name },
    latest: { ...latest, title: capitalise(latest.title) },
    view,
    period,
    resolution: series.resolution,
    summary: summarise(series.points),
    coverage: coverageOf(series, period),
    newest: series.points.slice(-MOST_ROWS).toReversed(),
    dataset: dataset && {
      slug: dataset.slug,
      title: dataset.title,
      ownerName: dataset.ownerName,
      licence: dataset.licence,
    },
    now: site.now(),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { latest, station } = loaderData
  return titleMeta(location.pathname, `${latest.title}, ${station.name}`)
}

export default function DatastreamPage({ loaderData }: Route.ComponentProps) {
  const { station, latest, view, period, resolution, summary, newest, now } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.datastream
  const { title, unit, datastreamId } = latest
  const show = (value: number) => formatValue(value, unit, language)
  const shown = words.period(formatMoment(period.from, language), formatMoment(period.to, language))
  return (
    <Page
      title={title}
      lead={<TextLink to={paths.station(station.thingId)}>{station.name}</TextLink>}
      above={[
        { name: t.nav.map, to: paths.map(latest.property) },
        { name: station.name, to: paths.station(station.thingId) },
      ]}
      kicker={latest.stale ? <Badge tone="warning">{t.stations.stale}</Badge> : words.kicker}
    >
      <ul className="sp-figures">
        <li className={latest.stale ? 'sp-figure-stale' : ''}>
          <p className="sp-figure-value">{formatValue(latest.value, unit, language)}</p>
          <p className="sp-figure-name">{words.latest}</p>
          <p className="sp-quiet sp-small">
            {latest.time ? (
              <time dateTime={latest.time}>{formatAge(latest.time, now, language)}</time>
            ) : (
              t.site.unknown
            )}
          </p>
        </li>
      </ul>
      <Section title={words.course}>
        <DatastreamPeriod id={datastreamId} view={view} now={now} />
        <Paragraph>
          <strong>{shown}</strong>
        </Paragraph>
        {summary ? (
          <ChartFigure
            src={paths.datastreamChart(datastreamId, { ...view, until: Date.parse(period.to) })}
            title={`${t.stations.chart(title, station.name)}, ${shown}`}
            sentence={words.sentence(title, show(summary.low), show(summary.high), show(summary.mean))}
          >
            <DatastreamTable
              caption={`${t.stations.chart(title, station.name)}, ${words.averaging[resolution]}`}
              points={newest}
              resolution={resolution}
              unit={unit}
            />
          </ChartFigure>
        ) : (
          <Nothing>{words.none}</Nothing>
        )}
      </Section>
      <Section title={words.about}>
        <DatastreamFacts {...loaderData} />
      </Section>
      <Section title={words.downloadTitle}>
        <DatastreamDownloads id={datastreamId} period={period} resolution={resolution} />
        <p className="sp-after-form">
          {words.restore}{' '}
          <TextLink to={paths.datastream(datastreamId, { ...view, until: Date.parse(period.to) })}>
            {words.restoreLink}
          </TextLink>
        </p>
      </Section>
    </Page>
  )
}

function DatastreamFacts(data: Route.ComponentProps['loaderData']) {
  const { station, latest, resolution, summary, coverage, dataset } = data
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.datastream
  const values = formatNumber(summary?.values ?? 0, language)
  const unknown = t.site.unknown
  return (
    <Facts
      items={[
        [
          t.stations.title,
          <TextLink key="station" to={paths.station(station.thingId)}>
            {station.name}
          </TextLink>,
        ],
        [words.unit, latest.unit || words.noUnit],
        [words.shows, words.averaging[resolution]],
        [
          words.coverage,
          coverage === undefined
            ? words.values(values)
            : words.covered(formatShare(coverage, language), words.steps[resolution], values),
        ],
        [
          t.stations.dataset,
          dataset ? (
            <TextLink key="dataset" to={paths.dataset(dataset.slug)}>
              {dataset.title}
            </TextLink>
          ) : (
            unknown
          ),
        ],
        [t.datasets.owner, dataset?.ownerName ?? unknown],
        [
          t.datasets.licence,
          dataset ? (
            <TextLink key="licence" to={dataset.licence}>
              {nameIn(t.datasets.licences, dataset.licence)}
            </TextLink>
          ) : (
            unknown
          ),
        ],
      ]}
    />
  )
}
