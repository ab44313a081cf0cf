import type { Analysis } from '../../analyses/api.ts'
import { formatMoment } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Prose, TextLink } from '../text.tsx'

/** That moderators hid an analysis, by which rule and why. */
export function HiddenAnalysis({
  hidden: { reason, since, judgementId },
  rule,
  isReadable,
}: {
  hidden: NonNullable<Analysis['hidden']>
  /** The title of the house rule. */
  rule: string | null
  /** Whether the reader has the text all the same. */
  isReadable: boolean
}) {
  const { t, language } = useLanguage()
  const words = t.analyses.hidden
  return (
    <div className="utrecht-alert utrecht-alert--warning">
      <div className="utrecht-alert__content">
        <p>
          <strong>{isReadable ? words.forYou : words.forOthers}</strong>{' '}
          <span className="sp-quiet">{words.since(formatMoment(since, language))}</span>
        </p>
        {rule === null ? null : <p>{words.rule(rule)}</p>}
        <Prose text={reason} />
        <p>
          <TextLink to={pathsOf(language).judgement(judgementId)}>{words.judgement}</TextLink>
        </p>
      </div>
    </div>
  )
}
