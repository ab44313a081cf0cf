import type { Analysis } from '../../analyses/api.ts'
import { formatDay, formatList } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { TextLink } from '../text.tsx'

/** Every version with what it changed, newest first. */
export function AnalysisHistory({ analysis }: { analysis: Analysis }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses
  const { history, slug, version } = analysis
  return (
    <Section title={words.history} id="versies">
      <ul className="sp-list">
        {history.map((each) => (
          <li key={each.version}>
            {each.version === version ? (
              <strong>{words.version(each.version)}</strong>
            ) : (
              <TextLink to={paths.analysis(slug, each.version)}>{words.version(each.version)}</TextLink>
            )}
            {', '}
            <time dateTime={each.publishedAt}>{formatDay(each.publishedAt, language)}</time>
            {'. '}
            {each.changes ? `${each.changes} ` : null}
            {each.version === 1 ? words.first : describeChanged(each.changed, words, language)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function describeChanged(
  changed: Analysis['history'][number]['changed'],
  words: ReturnType<typeof useLanguage>['t']['analyses'],
  language: ReturnType<typeof useLanguage>['language'],
): string {
  if (changed.length === 0) return words.nothingChanged
  return words.whatChanged(
    formatList(
      changed.map((field) => words.changed[field]),
      language,
    ),
  )
}
