import type { ReactNode } from 'react'
import { type Analysis, answerAddress, type Claim } from '../../analyses/api.ts'
import type { ShownChart } from '../../analyses/load.server.ts'
import { formatDay, formatNumber, formatValue } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Heading, Nothing, Paragraph, Prose, TextLink } from '../text.tsx'
import { AnswerFigure, ChartLinks } from './chart-part.tsx'

type Props = {
  analysis: Analysis
  charts: ShownChart[]
  /** The address of the picture of a chart. */
  picture: (chart: number) => string
  /** What stands above a chart, such as a warning to its author. */
  aboveChart?: (chart: number) => ReactNode
  /** What stands under the conclusion, such as what the steering check says of it. */
  belowConclusion?: ReactNode
}

/** The text of an analysis with its charts, in the order in which one reads it: the answer stands before how it was found. */
export function AnalysisText({ analysis, charts, picture, aboveChart, belowConclusion }: Props) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses
  return (
    <>
      <Section title={words.parts.question} id="vraag">
        <Prose text={analysis.question} />
        {analysis.why ? (
          <>
            <Heading level={3}>{words.parts.why}</Heading>
            <Prose text={analysis.why} />
          </>
        ) : null}
      </Section>
      <Section title={words.parts.conclusion} id="conclusie">
        <Prose text={analysis.conclusion} />
        {analysis.claim ? <ClaimLine claim={analysis.claim} charts={charts} /> : null}
        {belowConclusion}
      </Section>
      <Section title={words.parts.charts} id="cijfers">
        {charts.length === 0 ? <Nothing>{t.site.notFilledIn}</Nothing> : null}
        {charts.map(({ question, caption, shown }, index) => (
          <section className="sp-analysis-chart" key={`${question} ${caption}`} id={`grafiek-${index + 1}`}>
            <Heading level={3}>
              {words.chart(index + 1)}
              {shown ? `: ${shown.title}` : null}
            </Heading>
            {aboveChart?.(index)}
            {caption ? <Prose text={caption} /> : null}
            {shown ? (
              <AnswerFigure shown={shown} src={picture(index)} />
            ) : (
              <RemovedAnswer analysis={analysis} chart={index} />
            )}
            <ChartLinks>
              <TextLink to={paths.explore(question)}>{words.ask}</TextLink>
              {shown && analysis.evidence ? (
                <>
                  <TextLink to={`${answerAddress(analysis.slug, analysis.version, index)}?format=csv`}>
                    {words.answerTable}
                  </TextLink>
                  <TextLink to={answerAddress(analysis.slug, analysis.version, index)}>
                    {words.answerFile}
                  </TextLink>
                </>
              ) : null}
            </ChartLinks>
          </section>
        ))}
      </Section>
      <Section title={words.parts.method} id="manier">
        <Prose text={analysis.method} />
      </Section>
      <Section title={words.parts.doubts} id="twijfels">
        <Prose text={analysis.doubts} />
      </Section>
    </>
  )
}

function RemovedAnswer({ analysis, chart }: { analysis: Analysis; chart: number }) {
  const { t, language } = useLanguage()
  const removedAt = analysis.evidence?.answers[chart]?.removedAt
  if (!removedAt) return null
  return <Paragraph>{t.analyses.removed(formatDay(removedAt, language))}</Paragraph>
}

/** The claim in words. */
function ClaimLine({ claim, charts }: { claim: Claim; charts: ShownChart[] }) {
  const { t, language } = useLanguage()
  const words = t.analyses
  const shown = charts[claim.chart]?.shown
  const place = shown?.places.find(({ key }) => key === claim.place)?.title ?? claim.place ?? ''
  const line = shown
    ? formatValue(claim.line ?? null, shown.unit, language)
    : formatNumber(claim.line ?? 0, language)
  const said = words.claims[claim.kind]
  const sentence = typeof said === 'string' ? said : said(claim.place === undefined ? line : place)
  const measure = `${words.measure}: ${t.steering.measures[claim.measure]}.`
  return (
    <Paragraph className="sp-claim">
      <strong>{words.parts.claim}:</strong> {sentence} {measure} {words.claimOf(claim.chart + 1)}
    </Paragraph>
  )
}
