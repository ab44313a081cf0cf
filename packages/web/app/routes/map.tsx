import { useMemo } from 'react'
import { Form } from 'react-router'
import {
  type AreaLevel,
  type AreaSummary,
  type FetchApi,
  listAll,
  listAreas,
  listAreasOf,
  listStations,
  type Station,
} from '../api.ts'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { StationTable } from '../components/station-table.tsx'
import { Nothing, Paragraph } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatValue } from '../format.ts'
import { type Language, languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { LiveChoice } from '../live/live-choice.tsx'
import type { MapContent } from '../map/content.ts'
import { classesFor } from '../map/known-scales.ts'
import { Legend } from '../map/legend.tsx'
import { isLive, listProperties, type MappedProperty, type Reading, readingsOf } from '../map/readings.ts'
import { StationMap } from '../map/station-map.tsx'
import { useLiveReadings } from '../map/use-live-readings.ts'
import { pathsOf } from '../paths.ts'
import { nameProperty } from '../property-names.server.ts'
import type { Route } from './+types/map.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [stations, areas] = await Promise.all([
    listAll((from) => listStations(fetchApi, { pageSize: 1000, ...from })),
    listAll((from) => listAreas(fetchApi, { level: 'neighbourhood', pageSize: 200, ...from })),
  ])
  const language = languageOfRequest(request)
  const properties = listProperties(stations, (title) => nameProperty(title, language))
  const asked = new URL(request.url).searchParams.get('grootheid')
  const property = properties.find(({ name }) => name === asked) ?? properties[0]
  return {
    properties,
    property: property ?? null,
    ...(property ? readingsOf(stations, property) : { readings: [], inOtherUnit: 0 }),
    ...(await namesFor(fetchApi, stations, areas)),
    now: now(),
  }
}

/**
 * The areas that the map draws and names, and those that the list names. The map has one level: neighbourhoods when any are known,
 * else the districts or municipalities in which there are stations.
 */
async function namesFor(fetchApi: FetchApi, stations: Station[], neighbourhoods: AreaSummary[]) {
  const known = new Set(neighbourhoods.map(({ code }) => code))
  const others = new Set(
    stations.flatMap(({ areaCode }) => (areaCode && !known.has(areaCode) ? [areaCode] : [])),
  )
  const areas = [...neighbourhoods, ...(await listAreasOf(fetchApi, [...others]))]
  const levels: AreaLevel[] = ['neighbourhood', 'district']
  const level = levels.find((one) => areas.some((area) => area.level === one)) ?? 'municipality'
  return {
    areas: areas.map(({ code, name }) => ({ code, name })),
    labels: areas.flatMap((area) =>
      area.level === level ? [{ name: area.name, labelPoint: area.labelPoint }] : [],
    ),
    level,
  }
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.map.title, t.map.lead)
}

export default function MapPage({ loaderData }: Route.ComponentProps) {
  const { properties, property, areas, labels, level, inOtherUnit } = loaderData
  const { readings, now, active, setActive } = useLiveReadings(
    loaderData.readings,
    loaderData.now,
    property?.name,
  )
  const { t, language } = useLanguage()
  const content = useMemo(() => toContent(readings, property, language), [readings, property, language])
  const live = readings.filter(isLive).toSorted((a, b) => b.value - a.value)
  const [highest, lowest] = [live[0], live.at(-1)]
  const show = ({ value, unit }: Reading) => formatValue(value, unit, language)
  return (
    <Page title={t.map.title} lead={t.map.lead}>
      <Form method="get" action={pathsOf(language).map()} className="sp-filter">
        <SelectField
          key={property?.name}
          name="grootheid"
          label={t.map.property}
          defaultValue={property?.name}
          options={properties.map(({ name, title }) => ({ value: name, label: title }))}
        />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      {property ? (
        <section aria-label={t.map.title}>
          <StationMap content={content} labels={labels} level={level} now={now} />
          <div className="sp-map-below">
            <Legend classes={content.classes} unit={property.unit} stale={live.length < readings.length} />
            <LiveChoice active={active} setActive={setActive} />
          </div>
        </section>
      ) : null}
      <Section title={t.map.list} id="lijst">
        {readings.length === 0 ? <Nothing>{t.map.noStations}</Nothing> : null}
        {highest && lowest ? (
          <Paragraph>
            {t.map.summary(readings.length, readings.length - live.length)}{' '}
            {t.map.extremes(show(highest), highest.name, show(lowest), lowest.name)}
          </Paragraph>
        ) : null}
        {inOtherUnit > 0 ? <Nothing>{t.map.inOtherUnit(inOtherUnit)}</Nothing> : null}
        <StationTable caption={property?.title ?? t.map.list} readings={readings} areas={areas} now={now} />
      </Section>
    </Page>
  )
}

function toContent(readings: Reading[], property: MappedProperty | null, language: Language): MapContent {
  const values = readings.filter(isLive).map(({ value }) => value)
  const classes = property ? classesFor(property, values) : []
  return { readings, language, classes, title: property?.title ?? '' }
}
