import type { Agreement } from '../../api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { type Changes, countChanged, type Line } from '../../workspace/agreement-changes.ts'
import { Section } from '../page.tsx'
import { TextLink, writtenIn } from '../text.tsx'

/** The versions of an agreement with what changed in each, and what was signed when and on which mandate. */
export function AgreementHistory({ agreement, changes }: { agreement: Agreement; changes: Changes[] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreementDesk
  const { history, versionInForce, slug } = agreement
  return (
    <Section title={words.versions}>
      <ul className="sp-parts">
        {history.map(({ version, state, reason, offeredAt, acceptedAt }) => {
          const told = t.agreements.versionStates[state](formatDay(acceptedAt ?? offeredAt ?? '', language))
          const change = changes.find((each) => each.version === version)
          return (
            <li key={version}>
              <span>
                <TextLink to={paths.agreement(slug, version)}>{t.agreements.version(version)}</TextLink>:{' '}
                {told}
                {version === versionInForce ? `, ${t.agreements.holdsNow}` : ''}.
              </span>
              {reason ? <span {...writtenIn(language)}>{t.agreements.reason(reason)}</span> : null}
              {change ? <Difference change={change} /> : null}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Difference({ change: { lines, whyChanged, titleBefore } }: { change: Changes }) {
  const { t } = useLanguage()
  const words = t.editing.agreementDesk
  const changed = countChanged(lines)
  return (
    <>
      {titleBefore === null ? null : <span>{words.titleChanged(titleBefore)}</span>}
      {whyChanged ? <span>{words.whyChanged}</span> : null}
      {changed === 0 ? (
        <span className="sp-quiet">{words.sameText}</span>
      ) : (
        <details>
          <summary>{words.changed(changed)}</summary>
          <ul className="sp-list sp-changes">
            {[...lines.entries()].map(([nth, line]) => (
              <li key={nth} className={`sp-change-${line.kind}`}>
                <Sentence line={line} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Sentence({ line: { kind, sentence } }: { line: Line }) {
  const { t } = useLanguage()
  const words = t.editing.agreementDesk
  if (kind === 'same') return sentence
  const Mark = kind === 'added' ? 'ins' : 'del'
  return (
    <>
      <strong>{words[kind]}: </strong>
      <Mark>{sentence}</Mark>
    </>
  )
}

/** Every step that a party took, the latest first. */
export function AgreementStepList({ agreement: { steps } }: { agreement: Agreement }) {
  const { t, language } = useLanguage()
  const words = t.editing.agreementDesk
  return (
    <Section title={words.steps}>
      <ul className="sp-parts">
        {steps.toReversed().map(({ kind, at, organisationName, version, signature, reason }) => (
          <li key={`${at} ${kind} ${organisationName}`}>
            <span>
              {words.step(
                formatDay(at, language),
                t.agreements.kinds[kind].toLowerCase(),
                organisationName,
                version,
              )}
            </span>
            <span className="sp-quiet">
              {words.onMandate(signature.holderName, signature.function, signature.basis)}
              {signature.signerName === signature.holderName
                ? null
                : ` ${t.decisions.signedBy(signature.signerName)}`}
            </span>
            {reason ? <span {...writtenIn(language)}>{t.agreements.reason(reason)}</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
