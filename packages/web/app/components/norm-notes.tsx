import { formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { Norm } from '../norms.ts'
import { pathsOf } from '../paths.ts'
import { TextLink } from './text.tsx'

/** What the norm lines in a chart of measurements mean: each is about a mean over a period, not about a single value. */
export function NormNotes({ norms, unit }: { norms: Norm[]; unit: string }) {
  const { t, language } = useLanguage()
  if (norms.length === 0) return null
  return (
    <ul className="sp-list sp-notes">
      {norms.map(({ title, value, period, slug }) => (
        <li key={value}>
          {t.norms.note(title, formatValue(value, unit, language), t.norms.periods[period])}{' '}
          <TextLink to={pathsOf(language).indicator(slug)}>{t.norms.more}</TextLink>
        </li>
      ))}
    </ul>
  )
}
