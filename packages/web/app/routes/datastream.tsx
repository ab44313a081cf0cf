import { getDataset, getMe, listRulings } from '../api.ts'
import { ChartFigure } from '../components/chart.tsx'
import { DatastreamDownloads } from '../components/datastream-downloads.tsx'
import { DatastreamFacts } from '../components/datastream-facts.tsx'
import { DatastreamFlags } from '../components/datastream-flags.tsx'
import { DatastreamPeriod } from '../components/datastream-period.tsx'
import { DatastreamTable } from '../components/datastream-table.tsx'
import { ExploreLink } from '../components/explore/explore-link.tsx'
import { ForPurpose } from '../components/for-purpose.tsx'
import { NormNotes } from '../components/norm-notes.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { RemarksSection } from '../components/remarks/remarks-section.tsx'
import { Badge, Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { coverageOf, summarise } from '../datastream-view.ts'
import { countFlagged, flagsIn } from '../flags.ts'
import { capitalise, formatAge, formatMoment, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { LiveChoice } from '../live/live-choice.tsx'
import { useLivePage } from '../live/use-live-page.ts'
import { type Calibrated, loadDatastream } from '../load-datastream.server.ts'
import { pathsOf } from '../paths.ts'
import { markRemarks, numbersOf } from '../remarks/marks.ts'
import { namePoints } from '../series.ts'
import { mayDo, type Person } from '../workspace/me.ts'
import type { Route } from './+types/datastream.ts'

/** The newest values go into the table; the download has them all. */
const MOST_ROWS = 48
const MINUTE = 60_000

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const loaded = await loadDatastream(site, params.id, request)
  const { station, latest, view, period, series, norms, calibration, remarks } = loaded
  const [dataset, rulings, me] = await Promise.all([
    getDataset(site.fetchApi, station.datasetId).catch(() => null),
    listRulings(site.fetchApi, latest.datastreamId).catch(() => ({ items: [] })),
    // Only a visitor with a session can be somebody.
    request.headers.has('cookie') ? getMe(site.fetchApi).catch(() => null) : null,
  ])
  const points = namePoints(series)
  return {
    station: { thingId: station.thingId, name: station.name, precision: station.precision },
    latest: { ...latest, title: capitalise(latest.title) },
    view,
    period,
    resolution: series.resolution,
    summary: summarise(series),
    coverage: coverageOf(series, period),
    newest: points.slice(-MOST_ROWS).toReversed(),
    flagged: countFlagged(points),
    flags: flagsIn(points),
    rulings: rulings.items,
    norms,
    calibration,
    remarks,
    numbers: markRemarks(remarks.items, { ...period, to: endOfPicture(period) }),
    mayRule: dataset !== null && me?.kind === 'person' && mayDo(me as Person, 'datasets', dataset.ownerId),
    dataset: dataset && {
      slug: dataset.slug,
      title: dataset.title,
      ownerName: dataset.ownerName,
      licence: dataset.licence,
    },
    now: site.now(),
  }
}

/** The end of what the picture shows: its address tells it to the minute. */
const endOfPicture = ({ to }: { to: string }) =>
  new Date(Math.floor(Date.parse(to) / MINUTE) * MINUTE).toISOString()

export function meta({ location, loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { latest, station } = loaderData
  return titleMeta(location.pathname, `${latest.title}, ${station.name}`)
}

export default function DatastreamPage({ loaderData }: Route.ComponentProps) {
  const { station, latest, view, period, resolution, summary, newest, now } = loaderData
  const { norms, calibration, flagged, mayRule } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.datastream
  const { title, unit, datastreamId } = latest
  const { active, setActive } = useLivePage(datastreamId, view.until === undefined)
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
      kicker={latest.stale ? <Badge tone="warning">{words.stale}</Badge> : words.kicker}
    >
      <ForPurpose />
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
      <Section
        title={words.course}
        aside={
          <ExploreLink
            what={{ kind: 'property', key: latest.property }}
            where={{ kind: 'datastream', key: String(datastreamId) }}
          />
        }
      >
        <DatastreamPeriod id={datastreamId} view={view} now={now} />
        {view.until === undefined ? <LiveChoice active={active} setActive={setActive} /> : null}
        <Paragraph>
          <strong>{shown}</strong>
        </Paragraph>
        {summary ? (
          <ChartFigure
            isMain
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
          <Nothing>{flagged.values > 0 ? words.noneUsable : words.none}</Nothing>
        )}
        <NormNotes norms={norms} unit={unit} />
        {calibration ? <CalibrationNote {...calibration} unit={unit} /> : null}
      </Section>
      <RemarksSection
        remarks={loaderData.remarks}
        place={{ datastream: datastreamId }}
        time={{ from: latest.time !== null && latest.time < period.to ? latest.time : period.to }}
        numbers={numbersOf(loaderData.numbers)}
      />
      <DatastreamFlags
        {...loaderData}
        rule={mayRule ? paths.judgeValues(datastreamId, period.from, period.to) : null}
      />
      <Section title={words.about}>
        <DatastreamFacts {...loaderData} />
      </Section>
      <Section title={words.downloadTitle}>
        <DatastreamDownloads
          id={datastreamId}
          period={period}
          resolution={resolution}
          hasSingleValues={station.precision.time === 'raw'}
        />
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

/** Says that the values are raw or calibrated, and where the others are. */
function CalibrationNote({ other, is, uncertainty, unit }: Calibrated & { unit: string }) {
  const { t, language } = useLanguage()
  const words = t.datastream.calibration
  return (
    <p className="sp-notes">
      {words.is[is](formatValue(uncertainty, unit, language))}{' '}
      <TextLink to={pathsOf(language).datastream(other)}>{words.other[is]}</TextLink>
    </p>
  )
}
