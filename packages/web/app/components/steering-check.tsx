import type { CheckedClaim, SteeringCheck } from '../api.ts'
import { formatPeriod, formatValue } from '../format.ts'
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
  const { t } = useLanguage()
  const words = t.steering
  if (check === 'later' || check === 'none' || check.claims.length === 0) {
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
      {check.claims.map((claim, index) => (
        <Checked
          key={`${claim.kind} ${claim.line}`}
          claim={claim}
          unit={check.unit}
          answerAt={mayAnswer ? slug : undefined}
          src={(paths) => paths.choicesChart(slug, check.areaCode, index)}
        />
      ))}
    </Section>
  )
}

function Checked({
  claim,
  unit,
  answerAt,
  src,
}: {
  claim: CheckedClaim
  unit: string
  /** The indicator of which findings can be answered. */
  answerAt: string | undefined
  src: (paths: ReturnType<typeof pathsOf>) => string
}) {
  const { t, language } = useLanguage()
  const words = t.steering
  const { conclusion, sentence, findings, specifications } = claim
  const show = (value: number) => formatValue(value, unit, language)
  const day = (moment: string) => formatPeriod(moment, 'day', language)
  return (
    <section className="sp-steering" aria-label={conclusion[language]}>
      <Heading level={3}>{conclusion[language]}</Heading>
      {findings.length === 0 ? (
        <Paragraph>{words.noFindings}</Paragraph>
      ) : (
        <ul className="sp-findings" aria-label={words.findings}>
          {findings.map((finding) => (
            <li key={finding.kind}>
              <Badge tone="warning">{words.kinds[finding.kind]}</Badge> {finding.sentence[language]}
              {finding.answer ? (
                <p>
                  <strong>{words.answer}</strong> {finding.answer.text}
                </p>
              ) : null}
              {answerAt === undefined ? null : (
                <p>
                  <TextLink to={pathsOf(language).steeringAnswer(answerAt, claim.respect, finding.kind)}>
                    {words.toAnswer}
                  </TextLink>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {specifications.length < 2 ? (
        <Paragraph>{sentence[language]}</Paragraph>
      ) : (
        <ChartFigure
          src={src(pathsOf(language))}
          title={words.chart}
          sentence={`${sentence[language]} ${words.chosen}`}
        >
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
                `${words.windows[each.window]} (${day(each.from)} – ${day(each.to)})`,
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
