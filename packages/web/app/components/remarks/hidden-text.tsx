import { formatMoment } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { Remark } from '../../remarks/api.ts'
import { Prose, TextLink } from '../text.tsx'

/** That moderators hid a text, by which rule and why. */
export function HiddenText({
  words,
  hidden: { reason, since, judgementId },
  rule,
  isReadable,
}: {
  /** How that is said of this kind of text. */
  words: ReturnType<typeof useLanguage>['t']['remarks' | 'analyses']['hidden']
  hidden: NonNullable<Remark['hidden']>
  /** The title of the house rule. */
  rule: string | null
  /** Whether the reader sees the text all the same. */
  isReadable: boolean
}) {
  const { language } = useLanguage()
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
