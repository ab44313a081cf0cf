import {
  getAnalysis,
  getAnalysisVersion,
  rerunAnalysis,
  type ShownRerun,
  versionOf,
} from '../analyses/api.ts'
import { loadCharts, viewOf } from '../analyses/load.server.ts'
import { RerunPart } from '../components/analyses/rerun-chart.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Paragraph, Prose } from '../components/text.tsx'
import { ActionLink } from '../components/workspace/action-link.tsx'
import { getSite } from '../context.ts'
import { formatMoment, formatNumber } from '../format.ts'
import { type Language, languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import type { Messages } from '../messages/nl.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/analysis-rerun.ts'

export async function loader({ params: { slug }, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const asked = new URL(request.url).searchParams.get('versie')
  const analysis =
    asked === null
      ? await getAnalysis(fetchApi, slug)
      : await getAnalysisVersion(fetchApi, slug, versionOf(asked))
  const [charts, { charts: reruns, ...rerun }] = await Promise.all([
    loadCharts(fetchApi, analysis, language),
    rerunAnalysis(fetchApi, slug, analysis.version),
  ])
  // The page has what is shown of the answers, not the answers themselves.
  return {
    analysis,
    charts,
    rerun: { ...rerun, charts: reruns.map(({ answer: _, ...chart }) => chart) },
    now: reruns.map(({ answer }) => viewOf(answer, language)),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const words = messagesOf(languageOf(location.pathname)).analyses.rerun
  return loaderData ? titleMeta(location.pathname, words.title(loaderData.analysis.title)) : []
}

export default function RerunPage({ loaderData: { analysis, charts, rerun, now } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses.rerun
  const { slug, version, title } = analysis
  return (
    <Page
      title={words.title(title)}
      lead={words.lead(formatMoment(rerun.frozenAt, language), formatMoment(rerun.at, language))}
      above={[
        { name: t.analyses.title, to: paths.analyses() },
        { name: title, to: paths.analysis(slug, version) },
      ]}
    >
      <Paragraph>
        <strong>{sayWhatChanged(rerun, words, language)}</strong>
      </Paragraph>
      <Definitions indicators={rerun.indicators} />
      <Section title={words.conclusion}>
        <blockquote className="sp-quote">
          <Prose text={analysis.conclusion} />
        </blockquote>
        <Paragraph className="sp-quiet">{words.conclusionText}</Paragraph>
      </Section>
      <Section title={t.analyses.parts.charts}>
        {charts.map((before, index) => (
          <RerunPart
            key={`${before.question} ${before.caption}`}
            rerun={rerun}
            index={index}
            before={before}
            now={now[index] ?? null}
            pictures={{
              before: paths.rerunChart(slug, version, index, 'toen'),
              now: paths.rerunChart(slug, version, index, 'nu'),
            }}
          />
        ))}
      </Section>
      <div className="sp-actions">
        <ActionLink to={paths.analysis(slug, version)}>{words.back}</ActionLink>
        <ActionLink to={paths.forkAnalysis(slug, version)}>{t.analyses.fork}</ActionLink>
      </div>
    </Page>
  )
}

/** In words: how many of all figures differ, and of how many charts nothing can be said. */
function sayWhatChanged(
  { charts }: Pick<ShownRerun, 'charts'>,
  words: Messages['analyses']['rerun'],
  language: Language,
): string {
  const compared = charts.flatMap(({ comparison }) => comparison ?? [])
  const differ = compared.reduce((sum, { changed, added, gone }) => sum + changed + added + gone, 0)
  const all = differ + compared.reduce((sum, { same }) => sum + same, 0)
  const number = (n: number) => formatNumber(n, language)
  const missing = charts.length - compared.length
  return [
    ...(compared.length === 0
      ? []
      : [differ === 0 ? words.allSame : words.someChanged(number(differ), number(all))]),
    ...(missing === 0 ? [] : [words.notCompared(missing)]),
  ].join(' ')
}

function Definitions({ indicators }: Pick<ShownRerun, 'indicators'>) {
  const { t } = useLanguage()
  const words = t.analyses.rerun
  if (indicators.length === 0) return null
  return (
    <Section title={words.definitions}>
      <ul className="sp-list">
        {indicators.map(({ slug, title, before, after }) => (
          <li key={slug}>
            {after === null
              ? words.definitionGone(title)
              : after === before
                ? words.definitionSame(title, before)
                : words.definitionChanged(title, before, after)}
          </li>
        ))}
      </ul>
    </Section>
  )
}
