import type { Series } from '../api.ts'
import { formatDay, formatMoment, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { Table } from './table.tsx'

/** The figures of a chart: single values, or what each hour or day comes to. */
export function DatastreamTable({
  caption,
  points,
  resolution,
  unit,
}: {
  caption: string
  points: Series['points']
  resolution: Series['resolution']
  unit: string
}) {
  const { t, language } = useLanguage()
  const words = t.datastream
  const show = (value: number | null | undefined) =>
    value == null ? t.site.noValue : formatValue(value, unit, language)
  const numeric = (title: string) => ({ title, numeric: true })
  const single = resolution === 'raw'
  return (
    <Table
      caption={caption}
      columns={
        single
          ? [{ title: t.site.time }, numeric(t.site.value)]
          : [{ title: t.site.time }, ...[words.mean, words.low, words.high, words.count].map(numeric)]
      }
      rows={points.map(([time, value, low, high, count]) => ({
        key: time,
        cells: [
          resolution === 'day' ? formatDay(time, language) : formatMoment(time, language),
          show(value),
          ...(single ? [] : [show(low), show(high), String(count ?? 0)]),
        ],
      }))}
    />
  )
}
