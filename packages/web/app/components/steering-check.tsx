import type { CheckedClaim, SteeringCheck } from '../api.ts'
import { capitalise, formatPeriod, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { Computed } from '../load-insight.server.ts'
import { pathsOf } from '../paths.ts'
import { ChartFigure } from './chart.tsx'
import { Section } from './page.tsx'
import { Table } from './table.tsx'
import { Badge, Heading, Nothing, Paragraph, TextLink } from './text.tsx'

/** How much what an indicator seems to say depends on choices: what stands out, and the outcome of every choice. */
export function SteeringSection({
  slug,
  check,
  mayAnswer = false,
}: {
  slug: string
  check: Computed<SteeringCheck>
  /** Whoever looks may answer the findings. */
  mayAnswer?: boolean
}) {
  const { t, language } = useLanguage()
  const words = t.steering
  if (check === 'later' || check === 'none' || check.claims.length + check.findings.length === 0) {
    return (
      <Section title={words.title} id="sturingscheck">
        <Nothing>{check === 'later' ? words.later : words.none}</Nothing>
      </Section>
    )
  }
  return (
    <Section title={words.title} id="sturingscheck">
      <Paragraph>
        {words.lead} {words.of(check.areaName)} {words.how}
      </Paragraph>
      <Findings
        findings={check.findings}
        answerTo={
          mayAnswer ? (finding) => pathsOf(language).steeringAnswer(slug, 'text', finding) : undefined
        }
      />
      {check.claims.map((claim, index) => (
        <Checked
          key={`${claim.kind} ${claim.line}`}
          claim={claim}
          unit={check.unit}
          answerTo={
            mayAnswer
              ? (finding) => pathsOf(language).steeringAnswer(slug, claim.respect, finding)
              : undefined
          }
          src={pathsOf(language).choicesChart(slug, check.areaCode, index)}
          chosen={words.chosen}
        />
      ))}
    </Section>
  )
}

/** What stands out, with what the authors say to it. */
export function Findings({
  findings,
  answerTo,
}: {
  findings: CheckedClaim['findings']
  /** Where a finding is answered; undefined for who may not. */
  answerTo: ((finding: CheckedClaim['findings'][number]['kind']) => string) | undefined
}) {
  const { t, language } = useLanguage()
  const words = t.steering
  if (findings.length === 0) return null
  return (
    <ul className="sp-findings" aria-label={words.findings}>
      {findings.map((finding) => (
        <li key={finding.kind}>
          <Badge tone="warning">{words.kinds[finding.kind]}</Badge> {finding.sentence[language]}
          {finding.answer ? (
            <p>
              <strong>{words.answer}</strong> {finding.answer.text}
            </p>
          ) : null}
          {answerTo === undefined ? null : (
            <p>
              <TextLink to={answerTo(finding.kind)}>{words.toAnswer}</TextLink>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** How much of the choices support a conclusion: that nothing else stands out says little when few do. */
export function supportOf({ specifications }: Pick<CheckedClaim, 'specifications'>): 'all' | 'most' | 'few' {
  const supporting = specifications.filter(({ verdict }) => verdict === 'supports').length
  if (supporting === specifications.length) return 'all'
  return supporting * 2 > specifications.length ? 'most' : 'few'
}

/** A moment in the last day of a time that ends at this one. */
const lastOf = (end: string) => new Date(Date.parse(end) - 1).toISOString()

/** One conclusion: what stands out in it, and the outcome of every choice. */
export function Checked({
  claim,
  unit,
  answerTo,
  src,
  chosen,
  note,
}: {
  claim: CheckedClaim
  unit: string
  answerTo: Parameters<typeof Findings>[0]['answerTo']
  /** The address of the picture. */
  src: string
  /** What says which of the choices is the one that was made. */
  chosen: string
  /** What is said under the conclusion. */
  note?: string
}) {
  const { t, language } = useLanguage()
  const words = t.steering
  const { conclusion, sentence, findings, specifications } = claim
  const show = (value: number) => formatValue(value, unit, language)
  const day = (moment: string) => formatPeriod(moment, 'day', language)
  return (
    <section className="sp-steering" aria-label={capitalise(conclusion[language])}>
      <Heading level={3}>{capitalise(conclusion[language])}</Heading>
      {note ? <Paragraph className="sp-quiet">{note}</Paragraph> : null}
      {findings.length === 0 ? <Paragraph>{words.without[supportOf(claim)]}</Paragraph> : null}
      <Findings findings={findings} answerTo={answerTo} />
      {specifications.length < 2 ? (
        <Paragraph>{sentence[language]}</Paragraph>
      ) : (
        <ChartFigure src={src} title={words.chart} sentence={`${sentence[language]} ${chosen}`}>
          <Table
            caption={words.chart}
            columns={[
              { title: words.window },
              { title: words.measure },
              { title: words.areas },
              { title: words.values },
              { title: words.season },
              { title: words.estimate, numeric: true },
              { title: words.interval, numeric: true },
              { title: words.verdict },
            ]}
            rows={specifications.map((each) => ({
              key: [each.from, each.to, each.measure, each.areas, each.values, each.seasonRemoved].join(),
              cells: [
                `${words.windows[each.window]} (${day(each.from)} – ${day(lastOf(each.to))})`,
                words.measures[each.measure],
                words.areaChoices[each.areas],
                words.valueChoices[each.values],
                words.seasons[each.seasonRemoved ? 'removed' : 'kept'],
                show(each.estimate),
                `${show(each.low)} – ${show(each.high)}`,
                words.verdicts[each.verdict],
              ],
            }))}
          />
        </ChartFigure>
      )}
    </section>
  )
}
