import type { AnalysisCheck } from '../../analyses/api.ts'
import { useLanguage } from '../../language.ts'
import type { Computed } from '../../load-insight.server.ts'
import { Section } from '../page.tsx'
import { Checked, Findings, supportOf } from '../steering-check.tsx'
import { Heading, Nothing, Paragraph } from '../text.tsx'

type Finding = AnalysisCheck['findings'][number]['kind']
type Respect = AnalysisCheck['claims'][number]['respect']

/** The steering check of an analysis, for who reads it and, with where findings are answered, for its author. */
export function AnalysisSteering({
  check,
  picture,
  answerTo,
}: {
  check: Computed<AnalysisCheck>
  /** The address of the picture of a conclusion. */
  picture: (claim: number) => string
  answerTo: ((respect: Respect, finding: Finding) => string) | undefined
}) {
  const { t } = useLanguage()
  const words = t.steering
  if (check === 'later' || check === 'none') {
    return (
      <Section title={words.title} id="sturingscheck">
        <Nothing>{check === 'later' ? words.later : words.ofAnalysis.none}</Nothing>
      </Section>
    )
  }
  return (
    <Section title={words.title} id="sturingscheck">
      <Paragraph>
        {words.lead} {words.ofAnalysis.lead} {words.how}
      </Paragraph>
      {check.findings.length > 0 ? (
        <section className="sp-steering" aria-label={words.ofAnalysis.text}>
          <Heading level={3}>{words.ofAnalysis.text}</Heading>
          <Findings
            findings={check.findings}
            answerTo={answerTo && ((finding) => answerTo('text', finding))}
          />
        </section>
      ) : null}
      {check.claims.length === 0 ? <Paragraph>{words.ofAnalysis.noClaim}</Paragraph> : null}
      {check.claims.map((claim, index) => (
        <Checked
          key={`${claim.kind} ${claim.line}`}
          claim={claim}
          unit={claim.unit}
          answerTo={answerTo && ((finding) => answerTo(claim.respect, finding))}
          src={picture(index)}
          chosen={words.ofAnalysis.chosen}
          note={`${words.ofAnalysis.said[claim.said]} ${words.ofAnalysis.chart(claim.chart + 1)}`}
        />
      ))}
    </Section>
  )
}

/** What the check says, in a sentence beside the conclusion, with the way to it. */
export function SteeringLine({ check }: { check: Computed<AnalysisCheck> }) {
  const { t, language } = useLanguage()
  const words = t.steering
  if (check === 'later' || check === 'none') return null
  // What the figures show by themselves is not what the author concludes.
  const claims = check.claims.filter(({ said }) => said !== 'figures')
  const found = [...claims.flatMap(({ findings }) => findings), ...check.findings]
  const sentences = claims.map(({ sentence }) => sentence[language])
  const isSound = claims.length > 0 && claims.every((claim) => supportOf(claim) === 'all')
  const names = [...new Set(found.map(({ kind }) => words.kinds[kind].toLowerCase()))]
  return (
    <p className="sp-note">
      <strong>{words.title}:</strong> {sentences.join(' ') || words.ofAnalysis.notRead}{' '}
      {names.length > 0 ? `${words.findings}: ${names.join(', ')}. ` : isSound ? `${words.without.all} ` : ''}
      <a className="nl-link" href="#sturingscheck">
        {words.ofAnalysis.more}
      </a>
    </p>
  )
}
