import { Form } from 'react-router'
import { listAnalyses } from '../analyses/api.ts'
import { getChallenge, getIndicator, getIndicatorRanking } from '../api.ts'
import { AnalysesAbout } from '../components/analyses/entries.tsx'
import { ChartFigure } from '../components/chart.tsx'
import { EvaluationEntries } from '../components/evaluations/entries.tsx'
import { ExploreLink } from '../components/explore/explore-link.tsx'
import { ForecastSection } from '../components/forecast.tsx'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { IndicatorMethod } from '../components/indicator-method.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { RankingSection, RankingSentence } from '../components/ranking.tsx'
import { SignalEntries } from '../components/signal-entries.tsx'
import { SteeringSection } from '../components/steering-check.tsx'
import { Table } from '../components/table.tsx'
import { Nothing, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { listEvaluations } from '../evaluations/api.ts'
import { capitalise, formatShare, formatValue } from '../format.ts'
import { nameMargin } from '../indicator-method.ts'
import { namePeriod } from '../indicator-view.ts'
import { languageOfRequest, useLanguage } from '../language.ts'
import { loadIndicator, summariseView } from '../load-indicator.server.ts'
import { loadInsight } from '../load-insight.server.ts'
import { loadParts } from '../load-parts.server.ts'
import { loadDays } from '../load-signals.server.ts'
import { pathsOf } from '../paths.ts'
import { nameProperty } from '../property-names.server.ts'
import { RANKING, readAsked } from '../ranking-view.ts'
import type { Route } from './+types/indicator.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const indicator = await getIndicator(fetchApi, params.slug)
  const search = new URL(request.url).searchParams
  const asked = search.get('gebied') ?? undefined
  const language = languageOfRequest(request)
  const [view, signals, challenge, parts, analyses, evaluations, ranking] = await Promise.all([
    loadIndicator(indicator, asked ? { area: asked } : { within: [] }, fetchApi, now()),
    loadDays(fetchApi, { indicatorId: indicator.id }),
    indicator.challengeId ? getChallenge(fetchApi, indicator.challengeId).catch(() => null) : null,
    loadParts(fetchApi, indicator, language),
    listAnalyses(fetchApi, { subject: `indicator:${indicator.slug}`, pageSize: 3 }),
    listEvaluations(fetchApi, { indicatorId: indicator.id, pageSize: 5 }),
    getIndicatorRanking(fetchApi, indicator.slug, readAsked(search.get(RANKING.at))),
  ])
  return {
    ...(await loadInsight(fetchApi, indicator.slug, view.area?.code)),
    indicator,
    analyses: analyses.items,
    evaluations: evaluations.items,
    ranking,
    parts,
    measured: capitalise(nameProperty(indicator.property, language)),
    ...summariseView(indicator, view, language),
    latest: view.latest,
    signals: signals.items,
    moreSignals: signals.next !== null,
    challenge: challenge ? { slug: challenge.slug, title: challenge.title, phase: challenge.phase } : null,
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const indicator = loaderData?.indicator
  return indicator ? titleMeta(location.pathname, indicator.title, indicator.description) : []
}

type Data = Route.ComponentProps['loaderData']

export default function IndicatorPage({ loaderData }: Route.ComponentProps) {
  const { indicator, measured, parts, area, latest, signals, moreSignals, challenge } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const signal = signals[0]
  return (
    <Page
      title={indicator.title}
      lead={indicator.description}
      above={[{ name: t.nav.indicators, to: paths.indicators() }]}
    >
      <RankingSentence indicator={indicator} ranking={loaderData.ranking} />
      <Form method="get" action={paths.indicator(indicator.slug)} className="sp-filter">
        <SelectField
          key={area?.code}
          name="gebied"
          label={t.indicators.chooseArea}
          defaultValue={area?.code}
          options={latest.map(({ areaCode, areaName }) => ({ value: areaCode, label: areaName }))}
        />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      <IndicatorChart data={loaderData} />
      <RankingSection indicator={indicator} ranking={loaderData.ranking} area={area?.code} />
      <ForecastSection indicator={indicator} forecast={loaderData.forecast} />
      <SteeringSection slug={indicator.slug} check={loaderData.check} />
      {signals.length > 0 ? (
        <Section
          title={t.indicators.signals}
          aside={moreSignals ? <TextLink to={paths.signals()}>{t.home.signalsAll}</TextLink> : null}
        >
          <SignalEntries items={signals} isPreparing={() => challenge?.phase === 'deciding'} />
        </Section>
      ) : null}
      {loaderData.evaluations.length > 0 ? (
        <Section title={t.evaluations.usedIn}>
          <EvaluationEntries items={loaderData.evaluations} />
        </Section>
      ) : null}
      <AnalysesAbout items={loaderData.analyses} subject={`indicator:${indicator.slug}`} />
      <IndicatorMethod indicator={indicator} measured={measured} parts={parts} challenge={challenge} />
      <LoopNeighbours
        step="insight"
        previous={{ name: t.challenges.measuredMap, to: paths.map(indicator.property) }}
        next={
          signal
            ? { name: t.signals.name(signal.indicatorTitle, signal.areaName), to: paths.signal(signal.id) }
            : { name: t.nav.signals, to: paths.signals() }
        }
      />
    </Page>
  )
}

function IndicatorChart({ data: { indicator, area, sentence, rows } }: { data: Data }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  if (!area || rows.length === 0) return <Nothing>{t.indicators.noValues}</Nothing>
  const title = t.indicators.chart(indicator.title, area.name)
  return (
    <Section
      title={title}
      id="verloop"
      aside={
        <ExploreLink
          what={{ kind: 'indicator', key: indicator.slug }}
          where={{ kind: 'area', key: area.code }}
        />
      }
    >
      <ChartFigure
        isMain
        src={paths.indicatorChart(indicator.slug, area.code)}
        title={title}
        sentence={sentence}
      >
        <Table
          caption={title}
          columns={[
            { title: t.site.date },
            { title: t.site.value, numeric: true },
            { title: t.method.margin, numeric: true },
            { title: t.indicators.coverage, numeric: true },
            { title: t.indicators.hours, numeric: true },
            { title: t.indicators.stations, numeric: true },
          ]}
          rows={rows.map((row) => ({
            key: row.periodStart,
            cells: [
              <TextLink key="period" to={paths.figure(indicator.slug, area.code, row.periodStart)}>
                {namePeriod(row, indicator.period, language)}
              </TextLink>,
              row.value === null ? t.site.noValue : formatValue(row.value, indicator.unit, language),
              nameMargin(row, indicator.unit, language) ?? t.method.noMargin,
              formatShare(row.coverage, language),
              row.hours,
              row.stations,
            ],
          }))}
        />
        <p>
          <TextLink to={`/api/v1/indicators/${indicator.slug}/values?area=${area.code}`}>
            {t.indicators.download}
          </TextLink>
        </p>
        <p>
          <TextLink to={`/api/v1/indicators/${indicator.slug}/values?area=${area.code}&format=csv`}>
            {t.indicators.downloadCsv}
          </TextLink>
        </p>
      </ChartFigure>
    </Section>
  )
}
