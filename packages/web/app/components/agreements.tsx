import { formatBound } from '../agreement-view.ts'
import type { Agreement, AgreementSummary } from '../api.ts'
import { formatList } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { Entry } from './lists.tsx'
import { Badge } from './text.tsx'

const TONES = {
  draft: 'warning',
  offered: 'warning',
  declined: 'neutral',
  accepted: 'neutral',
  active: 'success',
  suspended: 'danger',
  ended: 'neutral',
} as const

export function AgreementBadge({ state }: { state: Agreement['state'] }) {
  const { t } = useLanguage()
  return <Badge tone={TONES[state]}>{t.agreements.states[state]}</Badge>
}

/** A list of agreements: where each stands, until when it holds, and between whom it is. */
export function AgreementEntries({ items, level = 3 }: { items: AgreementSummary[]; level?: 2 | 3 }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <ul className="sp-entries">
      {items.map(({ id, slug, title, state, parties, validThrough }) => (
        <Entry
          key={id}
          to={paths.agreement(slug)}
          name={title}
          about={t.agreements.between(
            formatList(
              parties.map(({ name }) => name),
              language,
            ),
          )}
          meta={
            <>
              <AgreementBadge state={state} />{' '}
              {validThrough && state !== 'ended' ? (
                <span>{t.agreements.until(formatBound(validThrough, language))}</span>
              ) : null}
            </>
          }
          level={level}
        />
      ))}
    </ul>
  )
}
