import type { Station } from '../api.ts'
import { formatNumber } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { Section } from './page.tsx'
import { Facts } from './table.tsx'
import { Paragraph, TextLink } from './text.tsx'

/** Where a station stands, and where its measurements can be had. */
export function StationPlace({
  station: { thingId, location, precision },
  area,
  dataset,
}: {
  station: Pick<Station, 'thingId' | 'location' | 'precision'>
  area: { code: string; name: string } | null
  dataset: { slug: string; title: string } | null
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const link = (to: string, name: string) => (
    <TextLink key={to} to={to}>
      {name}
    </TextLink>
  )
  const degrees = (value: number) => formatNumber(value, language, 4)
  const unknown = t.site.unknown
  const coarse = [
    ...(precision.place === 'exact' ? [] : [t.stations.coarsePlace[precision.place]]),
    ...(precision.time === 'raw' ? [] : [t.stations.coarseTime[precision.time]]),
  ]
  return (
    <Section title={t.stations.place}>
      {coarse.length > 0 ? (
        <Paragraph>
          {coarse.join(' ')} {t.stations.coarseWhy}
        </Paragraph>
      ) : null}
      <Facts
        items={[
          [t.site.area, area ? link(paths.area(area.code), area.name) : unknown],
          [
            t.stations.coordinatesTitle,
            location ? t.stations.coordinates(degrees(location[1]), degrees(location[0])) : unknown,
          ],
          [t.stations.dataset, dataset ? link(paths.dataset(dataset.slug), dataset.title) : unknown],
          [t.stations.download, link(`/sta/v1.1/Things(${thingId})/Datastreams`, t.stations.viaSensorThings)],
        ]}
      />
    </Section>
  )
}
