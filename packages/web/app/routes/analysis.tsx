import { getAnalysis, getAnalysisVersion, versionOf } from '../analyses/api.ts'
import { loadCharts } from '../analyses/load.server.ts'
import { AnalysisText } from '../components/analyses/analysis-text.tsx'
import { AnalysisBadge } from '../components/analyses/entries.tsx'
import { EvidencePart } from '../components/analyses/evidence.tsx'
import { AnalysisHistory } from '../components/analyses/history.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Paragraph, Prose, TextLink } from '../components/text.tsx'
import { ActionLink } from '../components/workspace/action-link.tsx'
import { getSite } from '../context.ts'
import { formatDay } from '../format.ts'
import { languageOfRequest, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/analysis.ts'

export async function loader({ params: { slug, version }, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const analysis =
    version === undefined
      ? await getAnalysis(fetchApi, slug)
      : await getAnalysisVersion(fetchApi, slug, versionOf(version))
  const charts = await loadCharts(fetchApi, analysis, languageOfRequest(request))
  return { analysis, charts, origin: new URL(request.url).origin }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData
    ? titleMeta(location.pathname, loaderData.analysis.title, loaderData.analysis.question)
    : []
}

export default function AnalysisPage({ loaderData }: Route.ComponentProps) {
  const { analysis, charts, origin } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses
  const { slug, version, latest, publishedAt, byline, basedOn, forks, isAuthor, state } = analysis
  return (
    <Page
      title={analysis.title}
      above={[{ name: words.title, to: paths.analyses() }]}
      kicker={
        <>
          {state === 'withdrawn' ? <AnalysisBadge state={state} /> : null}
          <span>{byline ? words.by(byline) : words.byNobody}</span>
          {publishedAt ? <time dateTime={publishedAt}>{formatDay(publishedAt, language)}</time> : null}
          <a className="nl-link" href="#versies">
            {words.version(version)}
          </a>
          {isAuthor ? <TextLink to={paths.myAnalysis(slug)}>{words.my.title}</TextLink> : null}
        </>
      }
    >
      <Withdrawn {...loaderData} />
      {version < latest ? (
        <p className="sp-note">
          {words.older(version, latest)} <TextLink to={paths.analysis(slug)}>{words.toLatest}</TextLink>
        </p>
      ) : null}
      {basedOn ? (
        <p className="sp-note">
          {words.basedOn}{' '}
          <TextLink to={paths.analysis(basedOn.slug, basedOn.version)}>
            {words.basedOnVersion(basedOn.title, basedOn.version)}
          </TextLink>
        </p>
      ) : null}
      <AnalysisText
        analysis={analysis}
        charts={charts}
        picture={(chart) => paths.analysisChart(slug, version, chart)}
      />
      <Section title={words.on} id="verder">
        <div className="sp-actions">
          <ActionLink to={paths.rerunAnalysis(slug, version)}>{words.again}</ActionLink>
          <ActionLink to={paths.forkAnalysis(slug, version)}>{words.fork}</ActionLink>
        </div>
        <Paragraph className="sp-quiet">
          {words.againText} {words.forkText}
        </Paragraph>
        {forks.length > 0 ? (
          <>
            <Paragraph>{words.forks}:</Paragraph>
            <ul className="sp-list">
              {forks.map((fork) => (
                <li key={fork.slug}>
                  <TextLink to={paths.analysis(fork.slug)}>{fork.title}</TextLink>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Section>
      <AnalysisHistory analysis={analysis} />
      <EvidencePart analysis={analysis} origin={origin} />
    </Page>
  )
}

function Withdrawn({ analysis: { withdrawal } }: Route.ComponentProps['loaderData']) {
  const { t, language } = useLanguage()
  const words = t.analyses
  if (!withdrawal) return null
  return (
    <Section title={words.withdrawnTitle}>
      <Paragraph>{words.withdrawn(formatDay(withdrawal.at, language))}</Paragraph>
      <blockquote className="sp-quote">
        <Prose text={withdrawal.reason} />
      </blockquote>
      <Paragraph>{words.withdrawnStays}</Paragraph>
    </Section>
  )
}
