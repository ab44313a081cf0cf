import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { WaitingAgreement } from '../../workspace/load-waiting.server.ts'
import { AgreementBadge } from '../agreements.tsx'
import { Entry } from '../lists.tsx'

/** Proposals that wait for an answer of the organisation of the reader. */
export function WaitingAgreements({ items }: { items: WaitingAgreement[] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <ul className="sp-entries">
      {items.map(({ slug, title, proposer, offeredAt }) => (
        <Entry
          key={slug}
          to={paths.editAgreement(slug)}
          name={title}
          about={t.editing.agreementList.waitingAbout(proposer)}
          meta={
            <>
              <AgreementBadge state="offered" /> {offeredAt ? formatDay(offeredAt, language) : null}
            </>
          }
        />
      ))}
    </ul>
  )
}
