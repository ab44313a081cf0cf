import type { Decision } from '../../api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Paragraph, TextLink } from '../text.tsx'

/** The versions of the text, each with how it came about. */
export function History({ decision }: { decision: Decision }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.decisions
  return (
    <Section title={words.history}>
      <Paragraph>{words.frozen}</Paragraph>
      <ol className="sp-list" reversed>
        {decision.history.map(({ version, state, publishedAt, reason, saves }) => (
          <li key={version} value={version}>
            <TextLink to={paths.decision(decision.slug, version)}>{words.historyOf(version)}</TextLink> (
            {words.states[state]}){publishedAt ? `, ${formatDay(publishedAt, language)}` : ''}
            {reason ? `. ${reason}` : ''}{' '}
            {saves > 0 ? (
              <TextLink to={paths.decisionSaves(decision.slug, version)}>{words.savesOf(saves)}</TextLink>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}

const EXPORTS = [
  ['jsonld', '/linked-data'],
  ['ori', '/open-raadsinformatie'],
  ['woo', '/woo-metadata'],
  ['json', ''],
] as const

/** The same decision in open formats. */
export function Exports({ slug }: { slug: string }) {
  const { t } = useLanguage()
  const words = t.decisions
  return (
    <Section title={words.exports}>
      <Paragraph>
        {words.exportsLead} {words.print}
      </Paragraph>
      <ul className="sp-plain-list sp-exports">
        {EXPORTS.map(([name, path]) => (
          <li key={name}>
            <a href={`/api/v1/decisions/${encodeURIComponent(slug)}${path}`} className="nl-link">
              {words.exportNames[name]}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
