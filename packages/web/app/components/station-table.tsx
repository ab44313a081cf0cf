import { formatAge, formatMoment, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import type { Reading } from '../map/readings.ts'
import { pathsOf } from '../paths.ts'
import { Table } from './table.tsx'
import { Badge, TextLink } from './text.tsx'

/** Stations with what they measure now: the map in words. */
export function StationTable({
  caption,
  readings,
  areas,
  now,
}: {
  caption: string
  readings: Reading[]
  areas: { code: string; name: string }[]
  now: number
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  return (
    <Table
      caption={caption}
      stacks
      columns={[
        { title: t.map.station },
        { title: t.site.value, numeric: true },
        { title: t.map.measured },
        { title: t.site.area },
        { title: t.map.status },
      ]}
      rows={readings.map(({ thingId, name, areaCode, value, unit, time, stale, calibrated, usable }) => ({
        key: thingId,
        cells: [
          <TextLink key="name" to={paths.station(thingId)}>
            {name}
          </TextLink>,
          t.map.reading(formatValue(value, unit, language), calibrated),
          <time key="time" dateTime={time} title={formatMoment(time, language)}>
            {formatAge(time, now, language)}
          </time>,
          areaCode && names.has(areaCode) ? (
            <TextLink key="area" to={paths.area(areaCode)}>
              {names.get(areaCode)}
            </TextLink>
          ) : (
            (areaCode ?? t.site.unknown)
          ),
          <Badge key="status" tone={stale || !usable ? 'warning' : 'success'}>
            {stale
              ? t.map.silentSince(formatMoment(time, language))
              : usable
                ? t.map.working
                : t.map.impossible.toLowerCase()}
          </Badge>,
        ],
      }))}
    />
  )
}
