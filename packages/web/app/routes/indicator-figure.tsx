import { data } from 'react-router'
import { getIndicator, openFigure } from '../api.ts'
import { IndicatorMethod } from '../components/indicator-method.tsx'
import { FigureFacts, FigureParts, FigureSeries } from '../components/opened-figure.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { capitalise } from '../format.ts'
import { namePeriod } from '../indicator-view.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { loadParts } from '../load-parts.server.ts'
import { pathsOf } from '../paths.ts'
import { nameProperty } from '../property-names.server.ts'
import type { Route } from './+types/indicator-figure.ts'

/** One figure, down to the measurements that it is made of. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const search = new URL(request.url).searchParams
  const [area, periodStart] = [search.get('gebied'), search.get('periode')]
  if (area === null || periodStart === null) throw data(null, { status: 404 })
  const language = languageOfRequest(request)
  const [station, cursor] = [search.get('reeks'), search.get('vanaf')]
  const [indicator, opened] = await Promise.all([
    getIndicator(fetchApi, params.slug),
    openFigure(fetchApi, params.slug, {
      area,
      periodStart,
      ...(station === null ? {} : { datastream: Number(station) }),
      ...(cursor === null ? {} : { cursor }),
    }),
  ])
  return {
    indicator,
    opened,
    measured: capitalise(nameProperty(indicator.property, language)),
    parts: await loadParts(fetchApi, indicator, language),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { method } = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, method.figure.short, loaderData?.indicator.title ?? '')
}

export default function IndicatorFigure({ loaderData, params }: Route.ComponentProps) {
  const { indicator, opened, measured, parts } = loaderData
  const { figure } = opened
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.method.figure
  const when = namePeriod(figure, indicator.period, language)
  const json = new URLSearchParams({ area: figure.areaCode, periodStart: figure.periodStart })
  return (
    <Page
      title={words.title(indicator.title, figure.areaName, when)}
      lead={words.short}
      above={[
        { name: t.nav.indicators, to: paths.indicators() },
        { name: indicator.title, to: paths.indicator(indicator.slug, figure.areaCode) },
      ]}
    >
      <FigureFacts indicator={indicator} opened={opened} />
      <FigureParts indicator={indicator} opened={opened} />
      <FigureSeries indicator={indicator} opened={opened} />
      <p>
        <TextLink to={`/api/v1/indicators/${params.slug}/opened-figure?${json}`}>{words.json}</TextLink>
      </p>
      <IndicatorMethod indicator={indicator} measured={measured} parts={parts} challenge={null} />
    </Page>
  )
}
