import { formatMoment } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { Remark } from '../../remarks/api.ts'
import { TextLink } from '../text.tsx'

/** That moderators hid a text, by which rule and why. */
export function HiddenRemark({
  hidden: { reason, since, judgementId },
  rule,
  isReadable,
}: {
  hidden: NonNullable<Remark['hidden']>
  /** The title of the house rule. */
  rule: string | null
  /** Whether the reader sees the text all the same. */
  isReadable: boolean
}) {
  const { t, language } = useLanguage()
  const words = t.remarks.hidden
  return (
    <div className="utrecht-alert utrecht-alert--warning">
      <div className="utrecht-alert__content">
        <p>
          <strong>{isReadable ? words.forYou : words.forOthers}</strong>{' '}
          <span className="sp-quiet">{words.since(formatMoment(since, language))}</span>
        </p>
        {rule === null ? null : <p>{words.rule(rule)}</p>}
        <p className="sp-remark-text">{reason}</p>
        <p>
          <TextLink to={pathsOf(language).judgement(judgementId)}>{words.judgement}</TextLink>
        </p>
      </div>
    </div>
  )
}
