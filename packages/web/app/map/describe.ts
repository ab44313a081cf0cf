import { formatAge, formatShare, formatValue } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { nameAveraged } from './averaged.ts'
import { type MapContent, nameMoment } from './content.ts'
import type { Picked } from './draw-map.ts'

type Shown = { content: MapContent; now: number }

/** What a pop-up says of what was clicked; undefined when there is nothing to say. */
export function describePicked(picked: Picked, shown: Shown, language: Language): HTMLElement | undefined {
  if (picked.kind === 'stations') return describeStation(picked, shown, language)
  return picked.kind === 'hexagons'
    ? describeHexagon(picked.properties, shown, language)
    : describeArea(picked.code, shown, language)
}

function describeStation(
  { thingId, properties }: Extract<Picked, { kind: 'stations' }>,
  { content, now }: Shown,
  language: Language,
) {
  const t = messagesOf(language)
  const { frames, step, title, unit } = content
  const isNow = frames.length === 0
  const value = Number(properties[isNow ? 'value' : `v${step}`])
  const time = new Date(Number(properties.time) * 1000).toISOString()
  const age = [
    ...(properties.usable === false ? [`${t.map.impossible}.`] : []),
    ...(properties.stale ? [`${t.map.stale}.`] : []),
    formatAge(time, now, language),
  ].join(' ')
  const averaged = isNow ? nameAveraged(Number(properties.averaged), t.maps.averaged) : nameStep(content)
  return box(
    String(properties.name),
    [
      title,
      { big: t.map.reading(formatValue(value, unit, language), properties.calibrated === true) },
      isNow ? age : (nameMoment(content) ?? ''),
      averaged,
    ],
    { text: t.map.toStation, to: pathsOf(language).station(thingId) },
  )
}

/** Over how long the values of the moments are means. */
export function nameStep({ frames, language }: Pick<MapContent, 'frames' | 'language'>): string {
  const { averaged } = messagesOf(language).maps
  return frames.length > 12 ? averaged.hours(1) : averaged.month
}

function describeHexagon(properties: Record<string, unknown>, { content }: Shown, language: Language) {
  const t = messagesOf(language)
  const value = properties[`v${content.step}`]
  const counted = Number(properties[`n${content.step}`] ?? 0)
  return box(t.maps.columns.hexagon, [
    content.title,
    { big: typeof value === 'number' ? formatValue(value, content.unit, language) : t.maps.tooFew },
    `${t.maps.columns.stations}: ${String(properties.stations)}. ${t.maps.columns.measuring}: ${counted}.`,
    nameMoment(content) ?? '',
  ])
}

function describeArea(code: string, { content }: Shown, language: Language) {
  const t = messagesOf(language)
  if (content.kind !== 'areas' && content.kind !== 'two') return undefined
  const row = content.rows.find((one) => one.code === code)
  if (!row) return undefined
  const show = (value: number | null, unit: string) =>
    value === null ? t.maps.noFigure : formatValue(value, unit, language)
  return box(
    row.name,
    [
      content.title,
      { big: show(row.value, content.unit) },
      ...(content.kind === 'two'
        ? [content.other.title, { big: show(row.other, content.other.unit) }]
        : [`${t.maps.columns.coverage}: ${formatShare(row.coverage, language)}`]),
      nameMoment(content) ?? '',
    ],
    { text: t.maps.columns.why, to: pathsOf(language).why(code, content.slug) },
  )
}

/** A box with a name, lines, and a link. */
function box(
  name: string,
  lines: (string | { big: string })[],
  link?: { text: string; to: string },
): HTMLElement {
  const element = document.createElement('div')
  element.className = 'sp-map-popup'
  const add = (tag: string, text: string, className = '') => {
    const part = document.createElement(tag)
    part.textContent = text
    part.className = className
    element.append(part)
    return part
  }
  add('strong', name)
  for (const line of lines) {
    if (typeof line === 'object') add('div', line.big, 'sp-map-popup-value')
    else if (line !== '') add('div', line)
  }
  if (link) add('a', link.text, 'nl-link').setAttribute('href', link.to)
  return element
}
