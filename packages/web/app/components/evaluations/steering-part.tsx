import type { Evaluation } from '../../evaluations/api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { CitedClaims } from '../cited-claims.tsx'
import { Section } from '../page.tsx'
import { Heading, Paragraph, TextLink } from '../text.tsx'

/** What the steering check said of the figure itself, in the areas where something was done; nothing of what was published without it. */
export function SteeringPart({ item: { steering, indicator } }: { item: Evaluation }) {
  const { t, language } = useLanguage()
  const words = t.evaluations.steering
  if (!steering) return null
  const { at, version, findings, areas, notChecked } = steering
  const [first] = areas
  return (
    <Section title={words.title} id="sturingscheck">
      <Paragraph>{words.lead(formatDay(at, language), version)}</Paragraph>
      {findings.length > 0 ? (
        <ul className="sp-list" aria-label={t.steering.findings}>
          {findings.map((finding) => (
            <li key={finding.nl}>{finding[language]}</li>
          ))}
        </ul>
      ) : null}
      {areas.map(({ code, name, claims }) => (
        <section key={code} className="sp-frozen">
          <Heading level={3}>{name}</Heading>
          <CitedClaims claims={claims} />
        </section>
      ))}
      {notChecked > 0 ? <Paragraph>{words.notChecked(notChecked)}</Paragraph> : null}
      {indicator && first ? (
        <p>
          <TextLink to={pathsOf(language).indicator(indicator.slug, first.code)}>{words.toNow}</TextLink>
        </p>
      ) : null}
    </Section>
  )
}
