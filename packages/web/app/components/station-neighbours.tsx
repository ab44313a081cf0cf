import { capitalise, formatAge, formatNumber, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { type Latest, pickLatest } from '../latest.ts'
import type { Neighbour } from '../nearby.ts'
import { pathsOf } from '../paths.ts'
import { Section } from './page.tsx'
import { Table } from './table.tsx'
import { Nothing, Paragraph, TextLink } from './text.tsx'

/** What the stations nearby measure now, beside this one: for a host who wonders whether a value can be right. */
export function StationNeighbours({
  name,
  series,
  neighbours,
  reference,
  now,
}: {
  name: string
  series: Latest[]
  neighbours: Neighbour[]
  reference: Neighbour | null
  now: number
}) {
  const { t, language } = useLanguage()
  const words = t.neighbours
  if (neighbours.length === 0 && !reference) {
    return (
      <Section title={words.title}>
        <Nothing>{words.none}</Nothing>
      </Section>
    )
  }
  const show = (found: Latest | undefined) =>
    found && !found.stale && found.value !== null
      ? formatValue(found.value, found.unit, language)
      : t.site.noValue
  const valuesAt = ({ latest }: Neighbour['station']) =>
    series.map(({ property }) => show(pickLatest(latest, property)))
  const rows = [...neighbours, ...(reference ? [reference] : [])]
  return (
    <Section title={words.title}>
      <Paragraph>{words.text}</Paragraph>
      <Table
        caption={words.caption}
        columns={[
          { title: t.map.station },
          { title: words.distance, numeric: true },
          ...series.map(({ datastreamId, title }) => ({
            key: datastreamId,
            title: capitalise(title),
            numeric: true,
          })),
        ]}
        rows={[
          { key: 'this', cells: [<strong key="name">{words.this(name)}</strong>, '–', ...series.map(show)] },
          ...rows.map(({ station, kilometres }) => ({
            key: station.thingId,
            cells: [
              <TextLink key="name" to={pathsOf(language).station(station.thingId)}>
                {station.reference ? words.reference(station.name) : station.name}
              </TextLink>,
              describeDistance(kilometres),
              ...valuesAt(station),
            ],
          })),
        ]}
      />
      <p className="sp-after-table">{reference ? describeReference(reference) : words.noReference}</p>
    </Section>
  )

  function describeDistance(kilometres: number) {
    return kilometres < 0.995
      ? words.metres(formatNumber(Math.round(kilometres * 100) * 10, language))
      : words.kilometres(formatNumber(kilometres, language))
  }
  function describeReference({ station, kilometres }: Neighbour) {
    const times = station.latest.flatMap(({ time }) => (time ? [time] : [])).sort()
    const newest = times.at(-1)
    return words.aboutReference(
      station.name,
      describeDistance(kilometres),
      newest ? formatAge(newest, now, language) : t.site.unknown,
    )
  }
}
