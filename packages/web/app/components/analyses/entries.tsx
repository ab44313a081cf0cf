import type { AnalysisSummary } from '../../analyses/api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Entry } from '../lists.tsx'
import { Section } from '../page.tsx'
import { Badge, TextLink } from '../text.tsx'

const TONES = { draft: 'warning', published: 'success', withdrawn: 'danger' } as const

export function AnalysisBadge({ state }: Pick<AnalysisSummary, 'state'>) {
  const { t } = useLanguage()
  return <Badge tone={TONES[state]}>{t.analyses.states[state]}</Badge>
}

/** Analyses as a list: what was asked, by whom and when. */
export function AnalysisEntries({ items, level }: { items: AnalysisSummary[]; level?: 2 | 3 }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses
  return (
    <ul className="sp-entries">
      {items.map(({ id, slug, title, question, state, byline, publishedAt, version }) => (
        <Entry
          key={id}
          to={paths.analysis(slug)}
          name={title}
          about={question}
          level={level ?? 3}
          meta={
            <>
              {state === 'withdrawn' ? <AnalysisBadge state={state} /> : null}
              {publishedAt ? <time dateTime={publishedAt}>{formatDay(publishedAt, language)}</time> : null}
              {byline ? <span>{words.by(byline)}</span> : null}
              {version > 1 ? <span>{words.version(version).toLowerCase()}</span> : null}
            </>
          }
        />
      ))}
    </ul>
  )
}

/** The analyses about what a page is of; nothing when there are none. */
export function AnalysesAbout({ items, subject }: { items: AnalysisSummary[]; subject: string }) {
  const { t, language } = useLanguage()
  if (items.length === 0) return null
  return (
    <Section
      title={t.analyses.about}
      aside={<TextLink to={pathsOf(language).analyses(subject)}>{t.analyses.all}</TextLink>}
    >
      <AnalysisEntries items={items} />
    </Section>
  )
}
