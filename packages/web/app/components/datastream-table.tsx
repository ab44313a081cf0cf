import { listFlags } from '@samenspel/standards/quality'
import type { Series } from '../api.ts'
import { formatDay, formatMoment, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { SeriesPoint } from '../series.ts'
import { Table } from './table.tsx'
import { Badge } from './text.tsx'

/** The figures of a chart: single values, or what each hour or day comes to; with what is doubtful about them. */
export function DatastreamTable({
  caption,
  points,
  resolution,
  unit,
}: {
  caption: string
  points: SeriesPoint[]
  resolution: Series['resolution']
  unit: string
}) {
  const { t, language } = useLanguage()
  const words = t.datastream
  const show = (value: number | null) =>
    value === null ? t.site.noValue : formatValue(value, unit, language)
  const numeric = (title: string) => ({ title, numeric: true })
  const single = resolution === 'raw'
  const numbers = single ? [t.site.value] : [words.mean, words.low, words.high, words.count]
  return (
    <Table
      caption={caption}
      columns={[{ title: t.site.time }, ...numbers.map(numeric), { title: words.flags.column }]}
      rows={points.map((point) => ({
        key: point.time,
        cells: [
          resolution === 'day' ? formatDay(point.time, language) : formatMoment(point.time, language),
          show(point.value),
          ...(single ? [] : [show(point.low), show(point.high), String(point.count)]),
          <Quality key="quality" point={point} single={single} />,
        ],
      }))}
    />
  )
}

/** Nothing for what is good: a table is read faster when only the exceptions stand out. */
function Quality({ point: { quality, flagged }, single }: { point: SeriesPoint; single: boolean }) {
  const { t } = useLanguage()
  const words = t.datastream.flags
  if (single && quality === null) return <span className="sp-quiet">{words.unjudged}</span>
  if (flagged === 0) return <span className="sp-quiet">{words.good}</span>
  if (!single) return <Badge tone="warning">{words.some(flagged)}</Badge>
  return listFlags(quality).map((flag) => (
    <Badge key={flag} tone="warning">
      {words.names[flag]}
    </Badge>
  ))
}
