import { getAnalysis, getAnalysisVersion, getCheck, versionOf } from '../analyses/api.ts'
import { nameSubjects } from '../analyses/check-names.server.ts'
import { loadCharts } from '../analyses/load.server.ts'
import { AnalysisText } from '../components/analyses/analysis-text.tsx'
import { AnalysisBadge } from '../components/analyses/entries.tsx'
import { EvidencePart } from '../components/analyses/evidence.tsx'
import { AnalysisHistory } from '../components/analyses/history.tsx'
import { AnalysisSteering, SteeringLine } from '../components/analyses/steering.tsx'
import { VerifyPart } from '../components/ledger/verify-part.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { HiddenText } from '../components/remarks/hidden-text.tsx'
import { Paragraph, Prose, TextLink } from '../components/text.tsx'
import { ActionLink } from '../components/workspace/action-link.tsx'
import { getSite } from '../context.ts'
import { formatDay } from '../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { findEntry } from '../ledger/api.ts'
import { pathsOf } from '../paths.ts'
import { listHouseRules } from '../remarks/api.ts'
import type { Route } from './+types/analysis.ts'

export async function loader({ params: { slug, version }, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const analysis =
    version === undefined
      ? await getAnalysis(fetchApi, slug)
      : await getAnalysisVersion(fetchApi, slug, versionOf(version))
  const language = languageOfRequest(request)
  const rules = analysis.hidden ? await listHouseRules(fetchApi) : []
  const [charts, check, entry] = await Promise.all([
    loadCharts(fetchApi, analysis, language),
    // It is stored, so it is waited for.
    getCheck(fetchApi, analysis.slug, analysis.version)
      .then((found) => nameSubjects(found, language))
      .catch(() => 'none' as const),
    findEntry(fetchApi, { kind: 'analysis', id: analysis.id, version: analysis.version }),
  ])
  return {
    analysis,
    charts,
    check,
    entry,
    rule: rules.find(({ key }) => key === analysis.hidden?.rule)?.title[language] ?? null,
    origin: new URL(request.url).origin,
  }
}

/** A text that is hidden is on the page for some only: the browser does not keep it. */
export const headers = () => ({ 'cache-control': 'no-store' })

export function meta({ location, loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { title, question } = loaderData.analysis
  return titleMeta(
    location.pathname,
    title || messagesOf(languageOf(location.pathname)).analyses.hidden.title,
    question,
  )
}

export default function AnalysisPage({ loaderData }: Route.ComponentProps) {
  const { analysis, charts, check, entry, origin, rule } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses
  const { id, slug, version, latest, publishedAt, byline, basedOn, forks, isAuthor, state, hidden } = analysis
  const above = [{ name: words.title, to: paths.analyses() }]
  if (hidden && analysis.title === '') {
    return (
      <Page title={words.hidden.title} above={above}>
        <HiddenText words={t.analyses.hidden} hidden={hidden} rule={rule} isReadable={false} />
      </Page>
    )
  }
  return (
    <Page
      title={analysis.title}
      above={above}
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
      {hidden ? <HiddenText words={t.analyses.hidden} hidden={hidden} rule={rule} isReadable /> : null}
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
        belowConclusion={<SteeringLine check={check} />}
      />
      <AnalysisSteering
        check={check}
        picture={(claim) => paths.analysisChoices(slug, version, claim)}
        answerTo={
          isAuthor ? (respect, finding) => paths.answerFinding(slug, version, respect, finding) : undefined
        }
      />
      <Section title={words.on} id="verder">
        <div className="sp-actions">
          <ActionLink to={paths.rerunAnalysis(slug, version)}>{words.again}</ActionLink>
          <ActionLink to={paths.forkAnalysis(slug, version)}>{words.fork}</ActionLink>
        </div>
        <Paragraph className="sp-quiet">
          {words.againText} {words.forkText}
        </Paragraph>
        {isAuthor ? null : (
          <p>
            <TextLink to={paths.reportText('analysis', id)}>{words.report}</TextLink>
          </p>
        )}
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
      {state === 'draft' ? null : (
        <VerifyPart entry={entry} shown={{ ...analysis, evidenceSha256: analysis.evidence?.sha256 }} />
      )}
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
