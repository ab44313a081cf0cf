import { getArea, getDataset, getSeries, getStation } from '../api.ts'
import { ChartFigure } from '../components/chart.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Facts, Table } from '../components/table.tsx'
import { Badge, Nothing, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { capitalise, formatAge, formatMoment, formatNumber, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { lastWeek } from '../series.ts'
import type { Route } from './+types/station.ts'

/** The last day of hour values goes into the table; the chart shows the week. */
const MOST_ROWS = 24

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const station = await getStation(fetchApi, params.id)
  const window = lastWeek(now())
  const [area, dataset, series] = await Promise.all([
    station.areaCode ? getArea(fetchApi, station.areaCode).catch(() => null) : null,
    getDataset(fetchApi, station.datasetId).catch(() => null),
    Promise.all(
      station.latest.map(async (latest) => {
        const { points } = await getSeries(fetchApi, {
          datastream: latest.datastreamId,
          ...window,
          resolution: 'hour',
        })
        const values = points.flatMap(([, value]) => (value === null ? [] : [value]))
        return {
          ...latest,
          title: capitalise(latest.title),
          range: values.length > 0 ? { low: Math.min(...values), high: Math.max(...values) } : null,
          newest: points.slice(-MOST_ROWS).toReversed(),
        }
      }),
    ),
  ])
  return {
    station: { ...station, latest: [] },
    area: area ? { code: area.code, name: area.name } : null,
    dataset: dataset ? { slug: dataset.slug, title: dataset.title } : null,
    series,
    week: window,
    now: now(),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.station.name) : []
}

type Data = Route.ComponentProps['loaderData']

export default function StationPage({ loaderData }: Route.ComponentProps) {
  const { station, area, dataset, series, week, now } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Page
      title={station.name}
      above={[
        { name: t.nav.map, to: paths.map() },
        ...(area ? [{ name: area.name, to: paths.area(area.code) }] : []),
      ]}
      kicker={
        series.some(({ stale }) => stale) ? (
          <Badge tone="warning">{t.stations.stale}</Badge>
        ) : (
          t.stations.title
        )
      }
    >
      <Section title={t.stations.latest}>
        <ul className="sp-figures">
          {series.map(({ datastreamId, title, value, unit, time, stale }) => (
            <li key={datastreamId} className={stale ? 'sp-figure-stale' : ''}>
              <p className="sp-figure-value">{formatValue(value, unit, language)}</p>
              <p className="sp-figure-name">{title}</p>
              <p className="sp-quiet sp-small">
                {time ? <time dateTime={time}>{formatAge(time, now, language)}</time> : t.site.unknown}
              </p>
            </li>
          ))}
        </ul>
      </Section>
      {series.map((one) => (
        <SeriesChart key={one.datastreamId} station={station} series={one} week={week} />
      ))}
      <Section title={t.stations.place}>
        <Facts
          items={[
            [
              t.site.area,
              area ? (
                <TextLink key="area" to={paths.area(area.code)}>
                  {area.name}
                </TextLink>
              ) : (
                t.site.unknown
              ),
            ],
            [
              t.stations.coordinatesTitle,
              station.location
                ? t.stations.coordinates(
                    formatNumber(station.location[1], language, 4),
                    formatNumber(station.location[0], language, 4),
                  )
                : t.site.unknown,
            ],
            [
              t.stations.dataset,
              dataset ? (
                <TextLink key="dataset" to={paths.dataset(dataset.slug)}>
                  {dataset.title}
                </TextLink>
              ) : (
                t.site.unknown
              ),
            ],
            [
              t.stations.download,
              <TextLink key="sta" to={`/sta/v1.1/Things(${station.thingId})/Datastreams`}>
                {t.site.openData}
              </TextLink>,
            ],
          ]}
        />
      </Section>
      <LoopNeighbours
        step="measurement"
        previous={dataset ? { name: dataset.title, to: paths.dataset(dataset.slug) } : undefined}
        next={{ name: t.nav.indicators, to: paths.indicators() }}
      />
    </Page>
  )
}

function SeriesChart({
  station,
  series,
  week: { from, to },
}: {
  station: Data['station']
  series: Data['series'][number]
  week: Data['week']
}) {
  const { t, language } = useLanguage()
  const { title, unit, range, newest, datastreamId } = series
  const show = (value: number) => formatValue(value, unit, language)
  return (
    <Section title={`${title}: ${t.stations.week.toLowerCase()}`}>
      {range ? (
        <ChartFigure
          src={pathsOf(language).stationChart(station.thingId, datastreamId)}
          title={t.stations.chart(title, station.name)}
          sentence={t.stations.sentence(title, show(range.low), show(range.high))}
        >
          <Table
            caption={`${t.stations.chart(title, station.name)}, ${t.stations.hour}`}
            columns={[{ title: t.site.time }, { title: t.site.value, numeric: true }]}
            rows={newest.map(([time, value]) => ({
              key: time,
              cells: [formatMoment(time, language), value === null ? t.site.noValue : show(value)],
            }))}
          />
          <p>
            <TextLink to={`/api/v1/series?datastream=${datastreamId}&from=${from}&to=${to}&format=csv`}>
              {t.indicators.downloadCsv}
            </TextLink>
          </p>
        </ChartFigure>
      ) : (
        <Nothing>{t.stations.noSeries}</Nothing>
      )}
      <p>
        <TextLink to={pathsOf(language).datastream(datastreamId)}>
          {t.datastream.open}
          <span className="sp-hidden">: {title}</span>
        </TextLink>
      </p>
    </Section>
  )
}
