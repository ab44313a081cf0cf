import { type Analysis, answerAddress, evidenceAddress } from '../../analyses/api.ts'
import { formatMoment } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Facts } from '../table.tsx'
import { Heading, Paragraph, TextLink } from '../text.tsx'

/** What was frozen, and how anyone checks it. */
export function EvidencePart({ analysis, origin }: { analysis: Analysis; origin: string }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses.evidence
  const { evidence, slug, version, publishedAt } = analysis
  if (!evidence) return null
  const { software, indicators, sha256, answers } = evidence
  const program = `${software.name} ${software.version}`
  return (
    <Section title={words.title} id="bewijs">
      <Paragraph>{words.lead}</Paragraph>
      <Facts
        items={[
          [words.frozen, formatMoment(publishedAt ?? '', language)],
          [
            words.software,
            software.commit ? `${program}, ${words.commit(software.commit.slice(0, 12))}` : program,
          ],
          ...(indicators.length === 0
            ? []
            : ([
                [
                  words.indicators,
                  <ul className="sp-list" key="indicators">
                    {indicators.map((each) => (
                      <li key={each.slug}>
                        <TextLink to={paths.indicator(each.slug)}>
                          {words.indicator(each.title, each.version)}
                        </TextLink>
                      </li>
                    ))}
                  </ul>,
                ],
              ] as [string, React.ReactNode][])),
          [
            words.hash,
            <code className="sp-hash" key="hash">
              {sha256}
            </code>,
          ],
        ]}
      />
      <ul className="sp-list">
        <li>
          <TextLink to={evidenceAddress(slug, version)}>{words.download}</TextLink>
        </li>
      </ul>
      <details className="sp-details">
        <summary>{words.check}</summary>
        <Paragraph>{words.checkText}</Paragraph>
        <pre className="sp-command">
          <code>{`curl -s ${origin}${evidenceAddress(slug, version)} | sha256sum`}</code>
        </pre>
        <Heading level={3}>{t.analyses.parts.charts}</Heading>
        <Paragraph>{words.answersText}</Paragraph>
        <ul className="sp-list">
          {answers.map((answer, index) => (
            <li key={answer.sha256}>
              {answer.removedAt ? (
                words.answerRemoved(index + 1)
              ) : (
                <TextLink to={answerAddress(slug, version, index)}>{words.answer(index + 1)}</TextLink>
              )}
              <br />
              <code className="sp-hash">{answer.sha256}</code>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}
