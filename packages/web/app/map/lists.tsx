import { HEXAGON_WIDTHS, type HexagonWidth } from '@samenspel/standards/geo'
import { useSearchParams } from 'react-router'
import { NextPage } from '../components/lists.tsx'
import { SortLinks } from '../components/sort-links.tsx'
import { StationTable } from '../components/station-table.tsx'
import { Table } from '../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { formatAlike, formatNumber, formatPeriod, formatShare, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { readSort, sortRows } from '../ranking-view.ts'
import type { AreaLabel, MapContent } from './content.ts'
import type { MappedIndicator } from './figures.ts'
import { pageOfRows } from './list-page.ts'
import { nameWidth } from './map-form.tsx'
import { isLive, type Reading } from './readings.ts'
import { type MapView, writeMapView } from './view.ts'

type Of<K extends MapContent['kind']> = Extract<MapContent, { kind: K }>

/** Stations in words: how many, the highest and lowest, and the list of this page. */
export function StationList({
  content,
  areas,
  stations,
  now,
  isWhole,
}: {
  content: Of<'stations'>
  areas: { code: string; name: string }[]
  /** How many there are, also on other pages. */
  stations: number
  now: number
  /** Whether all of them are on this page. */
  isWhole: boolean
}) {
  const { t, language } = useLanguage()
  const { readings, title } = content
  const live = readings.filter(isLive).toSorted((a, b) => b.value - a.value)
  const [highest, lowest] = [live[0], live.at(-1)]
  const show = ({ value, unit }: Reading) => formatValue(value, unit, language)
  if (readings.length === 0) {
    return <Nothing>{content.frames.length > 0 ? t.maps.nothingAt : t.map.noStations}</Nothing>
  }
  return (
    <>
      {isWhole && highest && lowest ? (
        <Paragraph>
          {t.map.summary(readings.length, readings.length - live.length)}{' '}
          {t.map.extremes(show(highest), highest.name, show(lowest), lowest.name)}
        </Paragraph>
      ) : null}
      {isWhole ? null : <Paragraph>{t.map.summary(stations, 0)}</Paragraph>}
      <StationTable caption={title} content={content} areas={areas} now={now} />
    </>
  )
}

/** Hexagons in words. */
export function HexagonList({
  content,
  leftOut,
  labels,
}: {
  content: Of<'hexagons'>
  leftOut: number
  /** Names of areas, of which each hexagon gets the nearest. */
  labels: readonly AreaLabel[]
}) {
  const { t, language } = useLanguage()
  const { hexagons, step, unit, title } = content
  const degrees = (value: number) => formatNumber(value, language, 4)
  const known = hexagons.filter(({ values }) => typeof values[step] === 'number')
  const [search] = useSearchParams()
  const sorted = hexagons.toSorted((a, b) => (b.values[step] ?? -Infinity) - (a.values[step] ?? -Infinity))
  const page = pageOfRows(sorted, search)
  const show = formatAlike(
    known.map(({ values }) => values[step] ?? null),
    unit,
    language,
  )
  return (
    <>
      <Paragraph>
        {t.maps.hexagonSummary(hexagons.length, known.length)} {t.maps.hexagonRule}
      </Paragraph>
      {leftOut > 0 ? <Nothing>{t.maps.leftOut(leftOut)}</Nothing> : null}
      <Table
        caption={title}
        stacks="named"
        columns={[
          { title: t.maps.columns.hexagon },
          { title: t.maps.columns.mean, numeric: true },
          { title: t.maps.columns.stations, numeric: true },
          { title: t.maps.columns.measuring, numeric: true },
        ]}
        rows={page.rows.map(({ id, centre, values, stations, counted }) => ({
          key: id,
          cells: [
            t.maps.hexagon(nameNearest(centre, labels), degrees(centre[1]), degrees(centre[0])),
            typeof values[step] === 'number' ? show(values[step]) : t.maps.tooFew,
            stations,
            counted[step] ?? 0,
          ],
        }))}
      />
      <NextPage next={page.next} />
    </>
  )
}

/** Says of hexagons of which none has a mean that they are too small, and leads to the smallest that are not. */
export function NoMeans({ view, wider }: { view: MapView; wider: HexagonWidth | undefined }) {
  const { t, language } = useLanguage()
  return (
    <p className="sp-map-notice">
      {t.maps.noMeans(nameWidth(view.width, language))}{' '}
      {wider === undefined ? (
        view.width === HEXAGON_WIDTHS.at(-1) ? null : (
          t.maps.noneWider
        )
      ) : (
        <TextLink to={pathsOf(language).map() + writeMapView({ ...view, width: wider })}>
          {t.maps.showWider(nameWidth(wider, language))}
        </TextLink>
      )}
    </p>
  )
}

/** The name of the area whose name is written nearest to a place. */
function nameNearest([longitude, latitude]: readonly [number, number], labels: readonly AreaLabel[]) {
  const narrow = Math.cos((latitude * Math.PI) / 180)
  const distance = ({ labelPoint: [x, y] }: AreaLabel) => Math.hypot((x - longitude) * narrow, y - latitude)
  let nearest: AreaLabel | undefined
  for (const label of labels) if (!nearest || distance(label) < distance(nearest)) nearest = label
  return nearest?.name
}

/** Areas in words. */
export function AreaList({
  content,
  indicator,
}: {
  content: Of<'areas' | 'two'>
  indicator: MappedIndicator
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const { rows, unit, title } = content
  const known = rows.filter(({ value }) => value !== null)
  const isTwo = content.kind === 'two'
  const writer = (values: (number | null)[], of: string) => {
    const write = formatAlike(values, of, language)
    return (value: number | null) => (value === null ? t.maps.noFigure : write(value))
  }
  const show = writer(
    rows.map(({ value }) => value),
    unit,
  )
  const showOther = writer(
    rows.map(({ other }) => other),
    isTwo ? content.other.unit : '',
  )
  const [search] = useSearchParams()
  const sort = readSort(search) ?? 'naam'
  const page = pageOfRows(sortRows(rows, sort), search)
  const isRanked = rows.some(({ position }) => position !== null)
  return (
    <>
      <Paragraph>{t.maps.areaSummary(rows.length, known.length)}</Paragraph>
      {isRanked ? (
        <Paragraph className="sp-small sp-quiet">{t.ranking.shared}</Paragraph>
      ) : (
        <Nothing>{t.ranking.otherMoments}</Nothing>
      )}
      <SortLinks current={sort} list="lijst" />
      <Table
        caption={title}
        stacks="named"
        columns={[
          { title: t.site.area },
          ...(isRanked ? [{ title: t.ranking.columns.position, numeric: true }] : []),
          { title: isTwo ? title : t.site.value, numeric: true },
          ...(isTwo ? [{ title: content.other.title, numeric: true }] : []),
          { title: t.maps.columns.coverage, numeric: true },
          { title: t.maps.columns.stations, numeric: true },
          ...(content.frames.length === 0 ? [{ title: t.map.measured }] : []),
          { title: t.maps.columns.why },
        ]}
        rows={page.rows.map(({ code, name, value, position, other, coverage, stations, periodStart }) => ({
          key: code,
          cells: [
            <TextLink key="name" to={paths.area(code)}>
              {name}
            </TextLink>,
            ...(isRanked
              ? [position ? t.ranking.position(position.from, position.to, known.length) : '–']
              : []),
            show(value),
            ...(isTwo ? [showOther(other)] : []),
            value === null ? '–' : formatShare(coverage, language),
            stations,
            ...(content.frames.length === 0
              ? [periodStart === null ? '–' : formatPeriod(periodStart, indicator.period, language)]
              : []),
            <TextLink key="why" to={paths.why(code, indicator.slug)}>
              {t.maps.columns.why}
            </TextLink>,
          ],
        }))}
      />
      <NextPage next={page.next} />
    </>
  )
}
