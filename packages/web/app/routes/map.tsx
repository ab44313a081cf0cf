import { useCallback, useEffect, useMemo, useRef } from 'react'
import { type ShouldRevalidateFunctionArgs, useRevalidator } from 'react-router'
import { ForPurpose } from '../components/for-purpose.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { RemarkList } from '../components/remarks/remarks-section.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { LiveChoice } from '../live/live-choice.tsx'
import { contentOf, type MapContent, NO_FIGURE, nameMoment } from '../map/content.ts'
import { Legend } from '../map/legend.tsx'
import { AreaList, HexagonList, NoMeans, StationList } from '../map/lists.tsx'
import { loadMap, nameAreas } from '../map/load-map.server.ts'
import { MapFigure } from '../map/map-figure.tsx'
import { MapForm } from '../map/map-form.tsx'
import { isLive, mergeLatest } from '../map/readings.ts'
import { spotsOf } from '../map/remark-spots.ts'
import { STALE_COLOUR } from '../map/scale.ts'
import { tilesOf } from '../map/tiles.ts'
import { TimeSlider } from '../map/time-slider.tsx'
import { TwoLegend } from '../map/two-legend.tsx'
import { type LiveMap, useLiveMap } from '../map/use-live-map.ts'
import { useMapAddress } from '../map/use-map-address.ts'
import { readView, restOf } from '../map/view.ts'
import { pathsOf } from '../paths.ts'
import { listRemarksBeside, MOST_ON_MAP } from '../remarks/api.ts'
import type { Route } from './+types/map.ts'

/** Stations in the list of one page; the map has all of them. */
const LISTED = 200
/** Remarks in the list; the link leads to all of them. */
const BELOW_MAP = 10

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [data, remarks] = await Promise.all([
    loadMap(fetchApi, request, LISTED),
    listRemarksBeside(fetchApi, { pageSize: MOST_ON_MAP }),
  ])
  const codes = data.shown.kind === 'stations' ? data.shown.items.map(({ areaCode }) => areaCode) : []
  return { ...data, areas: await nameAreas(fetchApi, codes), remarks, now: now() }
}

/** Another moment, or another place of the map, is of what is there already. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const isMoved = currentUrl.href !== nextUrl.href && currentUrl.pathname === nextUrl.pathname
  if (isMoved && restOf(currentUrl.searchParams) === restOf(nextUrl.searchParams)) return false
  return defaultShouldRevalidate
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.map.title, t.map.lead)
}

type Data = Route.ComponentProps['loaderData']

export default function MapPage({ loaderData }: Route.ComponentProps) {
  const { property, shown, labels } = loaderData
  const { t, language } = useLanguage()
  const { search, view, setStep, setCamera, setRemarks } = useMapAddress()
  const drawn = useRef<LiveMap | undefined>(undefined)
  const live = useLiveMap(loaderData, drawn)
  const loaded = useMemo(() => contentOf(loaderData, language, view.step), [loaderData, language, view.step])
  const content = useMemo(
    () =>
      loaded?.kind === 'stations' && live.values.length > 0
        ? { ...loaded, readings: mergeLatest(loaded.readings, live.values) }
        : loaded,
    [loaded, live.values],
  )
  const onDrawn = useCallback((map: LiveMap | undefined) => {
    drawn.current = map
  }, [])
  const { state, revalidate } = useRevalidator()
  // With too many moments only the one that was asked is loaded: another has to be asked for.
  const isOther = shown.kind === 'areas' && !shown.isPlayed && readView(search).step !== loaderData.view.step
  useEffect(() => {
    if (isOther && state === 'idle') void revalidate()
  }, [isOther, state, revalidate])
  const moment = content && nameMoment(content)
  const { remarks } = loaderData
  const spots = useMemo(() => spotsOf(remarks.items), [remarks])
  return (
    <Page title={t.map.title} lead={t.map.lead}>
      <ForPurpose />
      <MapForm
        data={loaderData}
        remarks={remarks.items.length > 0 ? view.remarks : undefined}
        setRemarks={setRemarks}
      >
        {content && content.frames.length > 0 ? (
          <TimeSlider
            names={content.frames.map((_, step) => nameMoment({ ...content, step }) ?? '')}
            step={content.step}
            canPlay={shown.kind !== 'areas' || shown.isPlayed}
            onStep={setStep}
          />
        ) : null}
      </MapForm>
      {shown.kind === 'hexagons' && shown.tooSmall ? (
        <NoMeans view={loaderData.view} wider={shown.tooSmall.wider} />
      ) : null}
      {content ? (
        <section aria-label={t.map.title}>
          <MapFigure
            picture={pathsOf(language).mapPicture(search, live.now)}
            content={content}
            tiles={tilesOf(content, view)}
            labels={labels}
            remarks={spots}
            showRemarks={view.remarks}
            stations={property?.stations ?? 0}
            camera={view.camera}
            background={view.background}
            now={live.now}
            onMove={setCamera}
            onDrawn={onDrawn}
          />
          <div className="sp-map-below">
            <MapLegend content={content} />
            {live.possible ? <LiveChoice active={live.active} setActive={live.setActive} /> : null}
          </div>
        </section>
      ) : (
        <Nothing>
          {view.kind === 'punten' || view.kind === 'vakken' ? t.map.noStations : t.maps.noIndicators}
        </Nothing>
      )}
      {content ? (
        <Section title={t.maps.lists[content.kind]} id="lijst">
          {moment ? <Paragraph>{t.maps.at(moment)}</Paragraph> : null}
          <ContentList data={loaderData} content={content} now={live.now} />
        </Section>
      ) : null}
      {remarks.items.length > 0 && view.remarks ? (
        <Section
          title={t.remarks.title}
          id="opmerkingen"
          aside={<TextLink to={pathsOf(language).remarks()}>{t.remarks.all}</TextLink>}
        >
          <Paragraph>{t.remarks.mapLead}</Paragraph>
          <RemarkList items={remarks.items.slice(0, BELOW_MAP)} withPlace />
        </Section>
      ) : null}
    </Page>
  )
}

function ContentList({ data, content, now }: { data: Data; content: MapContent; now: number }) {
  const { t } = useLanguage()
  const { shown, property, areas } = data
  if (content.kind === 'stations' && shown.kind === 'stations' && property) {
    return (
      <>
        {property.inOtherUnit > 0 ? <Nothing>{t.map.inOtherUnit(property.inOtherUnit)}</Nothing> : null}
        <StationList
          content={content}
          areas={areas}
          stations={property.stations}
          now={now}
          isWhole={shown.next === null && shown.items.length >= property.stations}
        />
        <NextPage next={shown.next} />
      </>
    )
  }
  if (content.kind === 'hexagons' && shown.kind === 'hexagons') {
    return <HexagonList content={content} leftOut={shown.leftOut} labels={data.labels} />
  }
  if ((content.kind === 'areas' || content.kind === 'two') && shown.kind === 'areas') {
    return <AreaList content={content} indicator={shown.indicator} />
  }
  return null
}

function MapLegend({ content }: { content: MapContent }) {
  const { t } = useLanguage()
  if (content.kind === 'two') return <TwoLegend content={content} />
  const { classes, unit } = content
  if (content.kind === 'stations') {
    const grey = content.readings.some((reading) => !isLive(reading))
    return <Legend classes={classes} unit={unit} {...(grey && { grey: [STALE_COLOUR, t.map.notLive] })} />
  }
  const words = content.kind === 'areas' ? t.maps.noFigure : t.maps.tooFew
  return <Legend classes={classes} unit={unit} grey={[NO_FIGURE, words]} />
}
