import { formatAge, formatMoment, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { nameAveraged } from '../map/averaged.ts'
import type { MapContent } from '../map/content.ts'
import { nameStep } from '../map/describe.ts'
import { pathsOf } from '../paths.ts'
import { Table } from './table.tsx'
import { Badge, TextLink } from './text.tsx'

/** Stations with what they measure at the moment that is shown: the map in words. */
export function StationTable({
  caption,
  content,
  areas,
  now,
}: {
  caption: string
  content: Extract<MapContent, { kind: 'stations' }>
  areas: { code: string; name: string }[]
  now: number
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  const isNow = content.frames.length === 0
  return (
    <Table
      caption={caption}
      stacks
      columns={[
        { title: t.map.station },
        { title: t.site.value, numeric: true },
        { title: t.map.measured },
        { title: t.maps.columns.averaged },
        { title: t.site.area },
        ...(isNow ? [{ title: t.map.status }] : []),
      ]}
      rows={content.readings.map(
        ({ thingId, name, areaCode, value, unit, time, stale, calibrated, usable, averaged }) => ({
          key: thingId,
          cells: [
            <TextLink key="name" to={paths.station(thingId)}>
              {name}
            </TextLink>,
            t.map.reading(formatValue(value, unit, language), calibrated),
            <time key="time" dateTime={time} title={formatMoment(time, language)}>
              {isNow ? formatAge(time, now, language) : formatMoment(time, language)}
            </time>,
            isNow ? nameAveraged(averaged, t.maps.averaged) : nameStep(content),
            areaCode && names.has(areaCode) ? (
              <TextLink key="area" to={paths.area(areaCode)}>
                {names.get(areaCode)}
              </TextLink>
            ) : (
              (areaCode ?? t.site.unknown)
            ),
            ...(isNow
              ? [
                  <Badge key="status" tone={stale || !usable ? 'warning' : 'success'}>
                    {stale
                      ? t.map.silentSince(formatMoment(time, language))
                      : usable
                        ? t.map.working
                        : t.map.impossible.toLowerCase()}
                  </Badge>,
                ]
              : []),
          ],
        }),
      )}
    />
  )
}
