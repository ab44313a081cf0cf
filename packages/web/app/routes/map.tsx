import { useMemo } from 'react'
import { Form } from 'react-router'
import { ForPurpose } from '../components/for-purpose.tsx'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { StationTable } from '../components/station-table.tsx'
import { Nothing, Paragraph } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatValue } from '../format.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { LiveChoice } from '../live/live-choice.tsx'
import { contentOf } from '../map/content.ts'
import { Legend } from '../map/legend.tsx'
import { loadMap } from '../map/load-map.server.ts'
import { isLive, type Reading } from '../map/readings.ts'
import { StationMap } from '../map/station-map.tsx'
import { useLiveReadings } from '../map/use-live-readings.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/map.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  return { ...(await loadMap(fetchApi, request)), now: now() }
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
  const content = useMemo(() => contentOf(readings, property, language), [readings, property, language])
  const live = readings.filter(isLive).toSorted((a, b) => b.value - a.value)
  const [highest, lowest] = [live[0], live.at(-1)]
  const show = ({ value, unit }: Reading) => formatValue(value, unit, language)
  return (
    <Page title={t.map.title} lead={t.map.lead}>
      <ForPurpose />
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
          <StationMap
            picture={pathsOf(language).mapPicture(property.name, now)}
            content={content}
            labels={labels}
            level={level}
            now={now}
          />
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
