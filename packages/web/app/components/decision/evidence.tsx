import type { Decision } from '../../api.ts'
import { formatDay, formatValue } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { CitedClaims } from '../cited-claims.tsx'
import { Section } from '../page.tsx'
import { Nothing, TextLink } from '../text.tsx'

type Frozen = NonNullable<Decision['evidence'][number]['frozen']>

/** What it was based on, with what of it was frozen. */
export function Evidence({ decision }: { decision: Decision }) {
  const { t } = useLanguage()
  return (
    <Section title={t.decisions.evidence}>
      {decision.evidence.length === 0 ? <Nothing>{t.decisions.noEvidence}</Nothing> : null}
      <ul className="sp-sources">
        {decision.evidence.map(({ kind, title, reference, note, frozen }) => (
          <li key={`${kind} ${reference} ${title}`}>
            <span className="sp-quiet">{t.decisions.evidenceKinds[kind]}: </span>
            {reference ? <TextLink to={reference}>{title}</TextLink> : title}
            {note ? <p>{note}</p> : null}
            {frozen ? <AsItWas frozen={frozen} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What was cited, as it was then. */
function AsItWas({ frozen }: { frozen: Frozen }) {
  const { t, language } = useLanguage()
  const words = t.decisions
  return (
    <div className="sp-frozen">
      <p>
        <strong>{words.asItWas(formatDay(frozen.at, language))}</strong>: {frozen.title},{' '}
        {words.citedVersion(frozen.version)}
      </p>
      {frozen.kind === 'analysis' ? (
        <p>
          {words.hash}: <code className="sp-hash">{frozen.sha256}</code>
        </p>
      ) : (
        <>
          {frozen.figure ? (
            <p>
              {words.citedFigure(
                formatValue(frozen.figure.value, frozen.unit, language),
                formatDay(frozen.figure.periodStart, language),
              )}
            </p>
          ) : null}
          <CitedClaims claims={frozen.claims} />
        </>
      )}
    </div>
  )
}
