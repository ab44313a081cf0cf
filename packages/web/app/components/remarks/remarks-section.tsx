import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { Remark, RemarkPlace, RemarksBeside } from '../../remarks/api.ts'
import { Notice } from '../form/notice.tsx'
import { Section } from '../page.tsx'
import { Nothing, TextLink } from '../text.tsx'
import { RemarkEntry } from './remark-entry.tsx'

/** What people say of a place, beside its chart or map; `numbers` are those that remarks have in the chart. */
export function RemarksSection({
  remarks: { items, next, canWrite },
  place,
  time,
  numbers,
  withPlace = false,
}: {
  /** With whether everybody may see the place: else no remark can be on it. */
  remarks: RemarksBeside
  place: RemarkPlace
  /** With what the form is filled in. */
  time?: { from?: string; to?: string } | undefined
  numbers?: ReadonlyMap<string, number>
  /** Whether the remarks are of several places. */
  withPlace?: boolean
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks
  const inChart = items.filter(({ id }) => numbers?.has(id))
  inChart.sort((left, right) => (numbers?.get(left.id) ?? 0) - (numbers?.get(right.id) ?? 0))
  const others = items.filter(({ id }) => !numbers?.has(id))
  if (!canWrite && items.length === 0) return null
  return (
    <Section
      title={words.title}
      id="opmerkingen"
      aside={
        canWrite ? (
          <TextLink to={paths.newRemark(place, time)}>{time?.from ? words.addAtMoment : words.add}</TextLink>
        ) : undefined
      }
    >
      <Notice texts={{ ingetrokken: words.done.ingetrokken }} />
      {items.length === 0 ? <Nothing>{words.noneHere}</Nothing> : null}
      {numbers && numbers.size > 0 ? <p className="sp-small">{words.marks}</p> : null}
      <RemarkList items={[...inChart, ...others]} withPlace={withPlace} {...(numbers ? { numbers } : {})} />
      <p className="sp-quiet sp-small">
        {items.length > 0 ? `${words.notChecked} ` : null}
        <TextLink to={paths.houseRules()}>{words.rules.title}</TextLink>
      </p>
      {next !== null ? (
        <p>
          <TextLink to={paths.remarks(place)}>{words.all}</TextLink>
        </p>
      ) : null}
    </Section>
  )
}

/** Remarks below each other. */
export function RemarkList({
  items,
  numbers,
  withPlace = false,
}: {
  items: Remark[]
  numbers?: ReadonlyMap<string, number>
  withPlace?: boolean
}) {
  if (items.length === 0) return null
  return (
    <ul className="sp-remarks">
      {items.map((remark) => (
        <RemarkEntry key={remark.id} remark={remark} number={numbers?.get(remark.id)} withPlace={withPlace} />
      ))}
    </ul>
  )
}
