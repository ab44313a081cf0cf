import type { Indicator, OpenedFigure } from '../api.ts'
import { formatMoment, formatPeriod, formatShare, formatValue } from '../format.ts'
import { nameMargin } from '../indicator-method.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { Section } from './page.tsx'
import { Facts, Table } from './table.tsx'
import { Nothing, Paragraph, TextLink } from './text.tsx'

type Opened = { indicator: Indicator; opened: OpenedFigure }

/** What a figure is and rests on. */
export function FigureFacts({ indicator, opened: { figure } }: Opened) {
  const { t, language } = useLanguage()
  const words = t.method.figure
  const { value, reason, stations, hours, expected, days, expectedDays, coverage } = figure
  const isMeasured = indicator.what === 'property'
  return (
    <Section title={words.restsOn}>
      <Facts
        items={[
          [
            words.value,
            value === null
              ? words.reasons[reason ?? 'too-little-coverage']
              : formatValue(value, indicator.unit, language),
          ],
          ...(indicator.what === 'area-statistic'
            ? []
            : [
                [
                  t.method.margin,
                  nameMargin(figure, indicator.unit, language) ?? t.method.noMargin,
                ] satisfies [string, string],
              ]),
          ...(isMeasured
            ? ([
                [t.indicators.stations, String(stations)],
                [t.indicators.hours, words.hours(hours, expected)],
                ...(days === null || expectedDays === null
                  ? []
                  : [[words.daysLabel, words.days(days, expectedDays)] satisfies [string, string]]),
                [t.indicators.coverage, formatShare(coverage, language)],
                [words.leftOut, nameLeftOut(figure.leftOut, words)],
              ] satisfies [string, string][])
            : []),
        ]}
      />
    </Section>
  )
}

function nameLeftOut(
  { values, series, days }: OpenedFigure['figure']['leftOut'],
  words: ReturnType<typeof useLanguage>['t']['method']['figure'],
): string {
  if (values === null || series === null || days === null) return words.notTold
  const parts = [
    values > 0 ? words.leftOutValues(values) : '',
    series > 0 ? words.leftOutSeries(series) : '',
    days > 0 ? words.leftOutDays(days) : '',
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : words.nothingLeftOut
}

/** The two figures that a difference or ratio is made of. */
export function FigureParts({ opened: { parts } }: Opened) {
  const { t, language } = useLanguage()
  const words = t.method.figure
  if (parts.length === 0) return null
  return (
    <Section title={words.parts}>
      <Table
        caption={words.parts}
        hideCaption
        stacks
        columns={[{ title: words.part }, { title: t.site.area }, { title: t.site.value, numeric: true }]}
        rows={parts.map(({ title, slug, areaCode, periodStart, value, unit }, index) => {
          const name = title || t.method.unpublishedPart
          return {
            key: index,
            cells: [
              slug !== null && periodStart !== null ? (
                <TextLink key="part" to={pathsOf(language).figure(slug, areaCode, periodStart)}>
                  {name}
                </TextLink>
              ) : (
                name
              ),
              areaCode,
              value === null ? t.site.noValue : formatValue(value, unit, language),
            ],
          }
        })}
      />
    </Section>
  )
}

/** The series in a figure that the reader may see, each with the way to what it measured. */
export function FigureSeries({ indicator, opened: { figure, items, next } }: Opened) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.method.figure
  if (indicator.what !== 'property') return null
  const at = (more: { station?: number; cursor?: string }) =>
    paths.figure(indicator.slug, figure.areaCode, figure.periodStart, more)
  return (
    <Section title={words.stations}>
      {items.length === 0 ? (
        <Nothing>{words.noStations}</Nothing>
      ) : (
        <Paragraph>{words.stationsText}</Paragraph>
      )}
      {items.length > 0 ? (
        <Table
          caption={words.stations}
          hideCaption
          stacks
          columns={[
            { title: words.series },
            { title: words.alone, numeric: true },
            { title: words.hoursLabel, numeric: true },
            { title: words.leftOut },
            { title: words.openPieces },
          ]}
          rows={items.map(({ datastreamId, name, thingName, value, hours, leftOut }) => ({
            key: datastreamId,
            cells: [
              <TextLink key="series" to={paths.datastream(datastreamId, viewOf(figure))}>
                {name.includes(thingName) ? name : `${thingName}: ${name}`}
              </TextLink>,
              value === null ? t.site.noValue : formatValue(value, indicator.unit, language),
              words.hoursCount(hours),
              nameLeftOut({ ...leftOut, series: 0 }, words),
              <TextLink key="pieces" to={at({ station: datastreamId })}>
                {words.pieces(thingName)}
              </TextLink>,
            ],
          }))}
        />
      ) : null}
      {next === null ? null : (
        <p>
          <TextLink to={at({ cursor: next })}>{words.next}</TextLink>
        </p>
      )}
      {items.map(({ pieces, thingName, datastreamId }) =>
        pieces ? <Pieces key={datastreamId} indicator={indicator} name={thingName} pieces={pieces} /> : null,
      )}
    </Section>
  )
}

const DAY = 86_400_000

/** The page of a datastream at the end of the period, wide enough to hold it as far as that goes. */
function viewOf({ periodStart, periodEnd }: OpenedFigure['figure']) {
  const until = Date.parse(periodEnd)
  const length = until - Date.parse(periodStart)
  const zoom = length <= DAY * 1.1 ? 'dag' : length <= 31.1 * DAY ? 'maand' : 'jaar'
  return { zoom, until } as const
}

const MOST_PIECES = 200

function Pieces({
  indicator,
  name,
  pieces,
}: {
  indicator: Indicator
  name: string
  pieces: { start: string; value: number }[]
}) {
  const { t, language } = useLanguage()
  const words = t.method.figure
  const shown = pieces.slice(0, MOST_PIECES)
  const unit = indicator.normUnit ?? indicator.unit
  return (
    <>
      <Table
        caption={words.pieces(name)}
        columns={[{ title: words.when }, { title: t.site.value, numeric: true }]}
        rows={shown.map(({ start, value }) => ({
          key: start,
          cells: [
            indicator.step === 'none' ? formatMoment(start, language) : formatPeriod(start, 'day', language),
            formatValue(value, unit, language),
          ],
        }))}
      />
      {pieces.length > shown.length ? (
        <Paragraph>{words.morePieces(pieces.length - shown.length)}</Paragraph>
      ) : null}
    </>
  )
}
