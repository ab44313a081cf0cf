import type { ReactNode } from 'react'
import { formatMoment } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { Remark } from '../../remarks/api.ts'
import { Badge, TextLink, writtenIn } from '../text.tsx'

/** When a remark is about, in words. */
export function useTimeOf(): (remark: Pick<Remark, 'from' | 'to'>) => string {
  const { t, language } = useLanguage()
  const words = t.remarks
  return ({ from, to }) => {
    if (from === null) return words.timeless
    const start = formatMoment(from, language)
    return to === null ? start : words.stretch(start, formatMoment(to, language))
  }
}

/** A text that somebody wrote here: its own direction of reading, and its own line ends. */
export function WrittenText({ text }: { text: string }) {
  const { language } = useLanguage()
  return (
    <p className="sp-remark-text" dir="auto" {...writtenIn(language)}>
      {text}
    </p>
  )
}

/** Who wrote a remark, and when. */
export function WrittenBy({ remark }: { remark: Remark }) {
  const { t, language } = useLanguage()
  const words = t.remarks
  const { isOwn, writer, writtenAt, changedAt } = remark
  const moment = <time dateTime={writtenAt}>{words.written(formatMoment(writtenAt, language))}</time>
  return (
    <>
      {isOwn ? words.you : writer === null ? words.noName : <bdi>{words.by(writer)}</bdi>}, {moment}
      {changedAt === null ? null : ` (${words.changed})`}
    </>
  )
}

/** How many support and dispute a remark, and why. */
export function Voices({ remark }: { remark: Remark }) {
  const { t, language } = useLanguage()
  const words = t.remarks
  const { supports, disputes, reasons } = remark
  if (supports + disputes === 0) return <>{words.nobody}</>
  const parts = [
    ...(supports > 0 ? [words.supports(supports)] : []),
    ...(disputes > 0 ? [words.disputes(disputes)] : []),
  ]
  const why = reasons.map(({ reason, count }) => words.reason(words.reasons[reason].toLowerCase(), count))
  return (
    <>
      {parts.join(', ')}
      {why.length > 0 ? `: ${new Intl.ListFormat(language === 'nl' ? 'nl-NL' : 'en-GB').format(why)}` : null}
    </>
  )
}

/** A remark in a list; `number` is the one that it has in the chart. */
export function RemarkEntry({
  remark,
  number,
  withPlace = false,
}: {
  remark: Remark
  number?: number | undefined
  /** Whether the list is of several places. */
  withPlace?: boolean
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks
  const timeOf = useTimeOf()
  const { id, kind, text, area, name, supports, disputes, hidden, isOwn } = remark
  const short = text ?? words.hidden.title
  return (
    <li className="sp-remark" id={`opmerking-${id}`}>
      <p className="sp-remark-head">
        {number === undefined ? null : (
          <span className="sp-remark-number">
            <span className="sp-hidden">{words.inChart(number)}</span>
            <span aria-hidden="true">{number}</span>
          </span>
        )}
        <strong>{words.kinds[kind]}</strong>
        {withPlace ? <span>{area ? words.inArea(name) : name}</span> : null}
        {!withPlace && area ? <span>{words.inArea(name)}</span> : null}
        <span className="sp-quiet">{timeOf(remark)}</span>
        {disputes > 0 && disputes >= supports ? <Badge tone="warning">{words.disputed}</Badge> : null}
        {hidden ? <Badge tone="danger">{words.hidden.title}</Badge> : null}
      </p>
      <WrittenText text={short} />
      <p className="sp-quiet sp-small">
        <WrittenBy remark={remark} />. <Voices remark={remark} />.
      </p>
      <p className="sp-remark-links sp-small">
        <RemarkLink to={paths.remark(id)} label={words.readOne(short)}>
          {words.read}
        </RemarkLink>
        {isOwn ? null : (
          <RemarkLink to={paths.reportText('remark', id)} label={words.report.linkOf(short)}>
            {words.report.link}
          </RemarkLink>
        )}
      </p>
    </li>
  )
}

/** A link that tells who hears it apart from its remark which one it is about. */
function RemarkLink({ to, label, children }: { to: string; label: string; children: ReactNode }) {
  return (
    <TextLink to={to} label={label}>
      {children}
    </TextLink>
  )
}
