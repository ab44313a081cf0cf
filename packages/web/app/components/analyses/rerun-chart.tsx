import type { ShownRerun } from '../../analyses/api.ts'
import type { ShownChart } from '../../analyses/load.server.ts'
import type { ShownAnswer } from '../../explore/load.server.ts'
import { formatApart, formatDay, formatMoment, formatNumber } from '../../format.ts'
import { type Language, useLanguage } from '../../language.ts'
import { Table } from '../table.tsx'
import { Heading, Paragraph } from '../text.tsx'
import { AnswerFigure } from './chart-part.tsx'

type Props = {
  rerun: ShownRerun
  index: number
  before: ShownChart
  now: ShownAnswer | null
  pictures: { before: string; now: string }
}

/** A chart of then beside the same one of now, and what differs, in words and figures. */
export function RerunPart({ rerun, index, before, now, pictures }: Props) {
  const { t, language } = useLanguage()
  const words = t.analyses
  const chart = rerun.charts[index]
  if (!chart) return null
  return (
    <section className="sp-analysis-chart" id={`grafiek-${index + 1}`}>
      <Heading level={3}>
        {words.chart(index + 1)}: {(before.shown ?? now)?.title}
      </Heading>
      <Verdict chart={chart} now={now} />
      <div className="sp-then-now">
        <section>
          <Heading level={4}>{words.rerun.before(formatMoment(rerun.frozenAt, language))}</Heading>
          {before.shown ? (
            <AnswerFigure shown={before.shown} src={pictures.before} beside />
          ) : (
            <Paragraph>{words.rerun.removed}</Paragraph>
          )}
        </section>
        <section>
          <Heading level={4}>{words.rerun.now(formatMoment(rerun.at, language))}</Heading>
          {now ? (
            <AnswerFigure shown={now} src={pictures.now} beside />
          ) : (
            <Paragraph>{words.rerun.refused}</Paragraph>
          )}
        </section>
      </div>
      {now ? <Differences chart={chart} now={now} /> : null}
    </section>
  )
}

/** In words: how many values are the same, and what changed most. */
function Verdict({ chart, now }: { chart: ShownRerun['charts'][number]; now: ShownAnswer | null }) {
  const { t, language } = useLanguage()
  const words = t.analyses.rerun
  const { comparison, refusal, state } = chart
  if (state === 'refused') {
    return (
      <Paragraph>
        {words.refused} {refusal?.[language]}
      </Paragraph>
    )
  }
  if (!comparison || !now) return <Paragraph>{words.removed}</Paragraph>
  const count = (n: number) => formatNumber(n, language)
  const { same, changed, added, gone, otherwise, largest, means } = comparison
  if (state === 'same') return <Paragraph>{words.same(count(same))}</Paragraph>
  const apart = (one: number | null, other: number | null) => formatApart(one, other, chart.unit, language)
  const before = count(same + changed + gone)
  return (
    <ul className="sp-list">
      <li>
        {[
          changed === 0 ? words.noneChanged(before) : words.changed(count(changed), before),
          ...(added > 0 ? [words.added(count(added))] : []),
          ...(gone > 0 ? [words.gone(count(gone))] : []),
        ].join(' ')}
      </li>
      {otherwise > 0 ? <li>{words.otherwise(count(otherwise))}</li> : null}
      {largest ? (
        <li>
          {words.largest(nameRow(largest.row, now, t, language), ...apart(largest.before, largest.after))}
        </li>
      ) : null}
      {means
        // Of a comparison the value that changed most is such a mean, and is told already.
        .filter(({ before, after }) => before !== after && before !== largest?.before)
        .map(({ series, before, after }) => (
          <li key={series}>{words.mean(placeOf(series, now), ...apart(before, after))}</li>
        ))}
    </ul>
  )
}

/** Differences that are shown without asking. */
const FEW = 12

function Differences({ chart, now }: { chart: ShownRerun['charts'][number]; now: ShownAnswer }) {
  const { t, language } = useLanguage()
  const words = t.analyses.rerun
  const { comparison, unit } = chart
  if (!comparison || comparison.differences.length === 0) return null
  const { differences, changed, added, gone } = comparison
  const all = changed + added + gone
  const columns = [
    { title: words.columns.where },
    { title: words.columns.kind },
    { title: words.columns.before, numeric: true },
    { title: words.columns.after, numeric: true },
  ]
  return (
    <details className="sp-details" open={all <= FEW}>
      <summary>{words.differences}</summary>
      {all > differences.length ? (
        <p>
          {words.differencesPart(formatNumber(differences.length, language), formatNumber(all, language))}
        </p>
      ) : null}
      <Table
        caption={words.differences}
        hideCaption
        columns={columns}
        rows={differences.map(({ row, kind, of, before, after }, index) => {
          const isOther = of === 'against'
          // What a value is set out against has a unit of its own.
          const [then, today] = formatApart(before, after, isOther ? '' : unit, language)
          const where = nameRow(row, now, t, language)
          return {
            key: index,
            cells: [isOther ? `${where}: ${now.against}` : where, words.kinds[kind], then, today],
          }
        })}
      />
    </details>
  )
}

const placeOf = (series: string, { places }: ShownAnswer): string =>
  places.find(({ key }) => key === series)?.title ?? series

/** Which value a row is, in words: when, at what hour, between which values, and where. */
function nameRow(
  row: Readonly<Record<string, unknown>>,
  shown: ShownAnswer,
  t: ReturnType<typeof useLanguage>['t'],
  language: Language,
): string {
  const { weekdays, atHour, winds } = t.explore
  const number = (name: string) => formatNumber(Number(row[name]), language)
  const when =
    row.time === undefined
      ? []
      : [(shown.step === 'hour' ? formatMoment : formatDay)(String(row.time), language)]
  const parts = [
    ...when,
    ...(row.weekday === undefined ? [] : [weekdays[Number(row.weekday) - 1]]),
    ...(row.hour === undefined ? [] : [atHour(Number(row.hour))]),
    ...(row.from === undefined ? [] : [`${number('from')} – ${number('to')}`]),
    ...(row.direction === undefined ? [] : [winds[Math.round(Number(row.direction) / 30) % 12]]),
    ...(row.series === undefined ? [] : [placeOf(String(row.series), shown)]),
  ]
  return parts.join(', ')
}
