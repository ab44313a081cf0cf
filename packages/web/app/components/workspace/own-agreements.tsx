import { formatBound } from '../../agreement-view.ts'
import type { AgreementSummary } from '../../api.ts'
import { formatDay, formatList } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { AgreementBadge } from '../agreements.tsx'
import { Entry } from '../lists.tsx'

/** Agreements, each with the way to work on it: where it stands, and whether a newer version waits. */
export function OwnAgreements({ items }: { items: AgreementSummary[] }) {
  return (
    <ul className="sp-entries">
      {items.map((agreement) => (
        <OwnAgreement key={agreement.id} agreement={agreement} />
      ))}
    </ul>
  )
}

function OwnAgreement({ agreement }: { agreement: AgreementSummary }) {
  const { t, language } = useLanguage()
  const { slug, title, state, version, versionState, parties, validThrough, updatedAt } = agreement
  const words = t.editing.agreementList
  const names = parties.map(({ name }) => name)
  const isNewer = state !== versionState
  return (
    <Entry
      to={pathsOf(language).editAgreement(slug)}
      name={title}
      about={
        names.length > 0
          ? t.agreements.between(formatList(names, language))
          : t.workspace.lastChange(formatDay(updatedAt, language))
      }
      meta={
        <>
          <AgreementBadge state={state} />{' '}
          {validThrough ? <span>{t.agreements.until(formatBound(validThrough, language))}</span> : null}
          {isNewer && versionState === 'draft' ? <span>{words.draftWaits(version)}</span> : null}
          {isNewer && versionState === 'offered' ? <span>{words.offerWaits(version)}</span> : null}
        </>
      }
    />
  )
}
