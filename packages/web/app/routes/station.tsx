import { isUsable } from '@samenspel/standards/quality'
import { redirect } from 'react-router'
import { askStationMessages, type Station } from '../api.ts'
import { ChartFigure } from '../components/chart.tsx'
import { ExploreLink } from '../components/explore/explore-link.tsx'
import { ForPurpose } from '../components/for-purpose.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { NormNotes } from '../components/norm-notes.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { RemarksSection } from '../components/remarks/remarks-section.tsx'
import { StationHealthSection } from '../components/station-health.tsx'
import { StationMessages } from '../components/station-messages.tsx'
import { StationNeighbours } from '../components/station-neighbours.tsx'
import { StationPlace } from '../components/station-place.tsx'
import { Table } from '../components/table.tsx'
import { Badge, Nothing, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatAge, formatMoment, formatValue } from '../format.ts'
import { languageOfRequest, useLanguage } from '../language.ts'
import { isBeforeFirstMean, isSilent, type Latest } from '../latest.ts'
import { loadStation } from '../load-station.server.ts'
import { pathsOf } from '../paths.ts'
import { markRemarks, numbersOf } from '../remarks/marks.ts'
import { withDone } from '../workspace/paths.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readValues, textAt } from '../workspace/values.ts'
import type { Route } from './+types/station.ts'

export function loader({ params, request, context }: Route.LoaderArgs) {
  return loadStation(getSite(context), params.id, languageOfRequest(request))
}

/** Asks for messages about this station; the API sends a link to confirm the address. */
export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const values = readValues(await request.formData())
  return answerForm(values, async () => {
    await askStationMessages(getSite(context).fetchApi, id, textAt(values, 'email'))
    return redirect(withDone(`${pathsOf(languageOfRequest(request)).station(id)}#berichten`, 'gevraagd'))
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.station.name) : []
}

type Data = Route.ComponentProps['loaderData']

export default function StationPage({ loaderData, actionData }: Route.ComponentProps) {
  const { station, area, dataset, health, series, week, now } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Page
      title={station.name}
      above={[
        { name: t.nav.map, to: paths.map() },
        ...(area ? [{ name: area.name, to: paths.area(area.code) }] : []),
      ]}
      kicker={<State station={station} series={series} />}
    >
      <ForPurpose />
      <Section title={t.stations.latest}>
        <ul className="sp-figures">
          {series.map(({ datastreamId, title, value, unit, time, stale, quality }) => (
            <li key={datastreamId} className={stale || !isUsable(quality) ? 'sp-figure-stale' : ''}>
              <p className="sp-figure-value">{formatValue(value, unit, language)}</p>
              <p className="sp-figure-name">
                <TextLink to={paths.datastream(datastreamId)}>{title}</TextLink>
              </p>
              <p className="sp-quiet sp-small">
                {isUsable(quality) ? null : `${t.map.impossible}. `}
                {time ? <time dateTime={time}>{formatAge(time, now, language)}</time> : t.site.unknown}
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <StationHealthSection health={health} now={now} />
      {series.map((one) => (
        <SeriesChart key={one.datastreamId} station={station} series={one} week={week} />
      ))}
      <StationNeighbours {...loaderData} name={station.name} />
      <StationPlace station={station} area={area} dataset={dataset} />
      <RemarksSection
        remarks={loaderData.remarks}
        place={{ thing: station.thingId }}
        numbers={numbersOf(markRemarks(loaderData.remarks.items, week))}
      />
      <StationMessages state={actionData} />
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
  const { title, unit, range, newest, datastreamId, norms } = series
  const show = (value: number) => formatValue(value, unit, language)
  return (
    <Section
      title={`${title}: ${t.stations.week.toLowerCase()}`}
      aside={
        <ExploreLink
          what={{ kind: 'property', key: series.property }}
          where={{ kind: 'station', key: String(station.thingId) }}
        />
      }
    >
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
      <NormNotes norms={norms} unit={unit} />
      <p>
        <TextLink to={pathsOf(language).datastream(datastreamId)}>
          {t.datastream.open}
          <span className="sp-hidden">: {title}</span>
        </TextLink>
      </p>
    </Section>
  )
}

/** What is to know first of a station: that it sends nothing, or that there is no mean yet of what it sends. */
function State({
  station,
  series,
}: {
  station: Pick<Station, 'precision'>
  series: readonly Pick<Latest, 'value' | 'stale'>[]
}) {
  const { t } = useLanguage()
  if (isBeforeFirstMean(station, series)) return <Badge>{t.stations.beforeFirstMean}</Badge>
  if (isSilent(series)) return <Badge tone="warning">{t.stations.stale}</Badge>
  return t.stations.title
}
