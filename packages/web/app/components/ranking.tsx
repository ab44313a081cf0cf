import { Form, useSearchParams } from 'react-router'
import type { Indicator, IndicatorRanking, RankedArea } from '../api.ts'
import { formatAlike, formatPeriod, formatShare, formatValue } from '../format.ts'
import { nameMargin } from '../indicator-method.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { describeTop, nameReason, RANKING, readSort, sortRows, writeAsked } from '../ranking-view.ts'
import { SubmitButton, TextField } from './form.tsx'
import { Section } from './page.tsx'
import { SortLinks } from './sort-links.tsx'
import { Table } from './table.tsx'
import { Nothing, Paragraph, TextLink } from './text.tsx'

/** Where the ranking stands on its page. */
export const RANKING_PLACE = 'ranglijst'

/** Areas without a value that are named; of more their number. */
const NAMED = 30

type Of = Pick<Indicator, 'slug' | 'unit' | 'level'>

/** Where it is highest, in one sentence that leads to the whole order. */
export function RankingSentence({ indicator, ranking }: { indicator: Of; ranking: IndicatorRanking }) {
  const { t, language } = useLanguage()
  if (ranking.periodStart === null || ranking.ranked < 2) return null
  const period = formatPeriod(ranking.periodStart, ranking.period, language)
  return (
    <Paragraph>
      {describeTop(ranking, period, indicator.unit, language)}{' '}
      <a className="nl-link" href={`#${RANKING_PLACE}`}>
        {t.ranking.toList}
      </a>
      .
    </Paragraph>
  )
}

/** All areas in order, with how sure that is, and where to look further: why there, does it rise, is it right. */
export function RankingSection({
  indicator,
  ranking,
  area,
}: {
  indicator: Of
  ranking: IndicatorRanking
  /** The area of the rest of the page, which stays chosen. */
  area: string | undefined
}) {
  const { t, language } = useLanguage()
  const words = t.ranking
  const { periodStart, period, ranked, items } = ranking
  if (items.length < 2) return null
  const name = periodStart === null ? undefined : formatPeriod(periodStart, period, language)
  const unknown = items.filter(({ value, low }) => value !== null && low === null).length
  return (
    <Section title={words.title} id={RANKING_PLACE}>
      {name === undefined ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <>
          <Paragraph>{words.lead(name)}</Paragraph>
          <RankingMoment indicator={indicator} ranking={ranking} area={area} />
          {ranked === 0 ? <Nothing>{words.noneAt(name)}</Nothing> : null}
          {ranking.provisional ? <Paragraph>{words.running}</Paragraph> : null}
          {ranked > 0 ? <Ranked indicator={indicator} ranking={ranking} start={periodStart ?? ''} /> : null}
          {ranked > unknown ? <Paragraph className="sp-small sp-quiet">{words.shared}</Paragraph> : null}
          {unknown > 0 ? (
            <Paragraph className="sp-small sp-quiet">{words.unknown(unknown, ranked)}</Paragraph>
          ) : null}
        </>
      )}
      <Without items={items.filter(({ value }) => value === null)} />
      <p>
        <TextLink
          to={`/api/v1/indicators/${indicator.slug}/ranking${periodStart === null ? '' : `?at=${periodStart}`}`}
        >
          {words.download}
        </TextLink>
      </p>
    </Section>
  )
}

/** Another period: the one before or after, or the one of a day. */
function RankingMoment({
  indicator,
  ranking: { periodStart, period, previous, next },
  area,
}: {
  indicator: Of
  ranking: IndicatorRanking
  area: string | undefined
}) {
  const { t, language } = useLanguage()
  const [search] = useSearchParams()
  const paths = pathsOf(language)
  const words = t.ranking
  const sort = readSort(search)
  const addressOf = (moment: string) => paths.ranking(indicator.slug, { area, moment, sort }, RANKING_PLACE)
  return (
    <Form method="get" action={`${paths.indicator(indicator.slug)}#${RANKING_PLACE}`} className="sp-filter">
      {area === undefined ? null : <input type="hidden" name="gebied" value={area} />}
      {sort === undefined ? null : <input type="hidden" name={RANKING.sort} value={sort} />}
      <TextField
        key={periodStart}
        name={RANKING.at}
        type={period === 'hour' ? 'datetime-local' : 'date'}
        label={period === 'hour' ? words.whenHour : words.when}
        defaultValue={periodStart === null ? undefined : writeAsked(periodStart, period)}
      />
      <SubmitButton>{t.site.show}</SubmitButton>
      <span className="sp-asides">
        {previous === null ? null : <TextLink to={addressOf(previous)}>{words.previous}</TextLink>}
        {next === null ? null : <TextLink to={addressOf(next)}>{words.next}</TextLink>}
      </span>
    </Form>
  )
}

function Ranked({
  indicator: { slug, unit, level },
  ranking,
  start,
}: {
  indicator: Of
  ranking: IndicatorRanking
  start: string
}) {
  const { t, language } = useLanguage()
  const [search] = useSearchParams()
  const paths = pathsOf(language)
  const words = t.ranking
  const sort = readSort(search) ?? 'hoog'
  const known = ranking.items.filter(({ value }) => value !== null)
  const rows = sortRows(
    known.map((one) => ({ ...one, name: one.areaName })),
    sort,
  )
  const show = formatAlike(
    known.map(({ value }) => value),
    unit,
    language,
  )
  const hasYear = known.some(({ yearBefore }) => yearBefore !== null)
  const change = ({ yearBefore }: RankedArea) =>
    yearBefore === null
      ? '–'
      : words.changes[yearBefore.change](formatValue(yearBefore.value, unit, language))
  return (
    <>
      <SortLinks current={sort} list={RANKING_PLACE} />
      <Table
        caption={words.title}
        hideCaption
        columns={[
          { title: t.site.area },
          { title: words.columns.position, numeric: true },
          { title: t.site.value, numeric: true },
          { title: words.columns.margin, numeric: true },
          { title: t.indicators.coverage, numeric: true },
          ...(hasYear ? [{ title: words.columns.yearBefore }] : []),
          { title: words.columns.more },
        ]}
        rows={rows.map((row) => ({
          key: row.areaCode,
          cells: [
            level === 'group' ? (
              row.areaName
            ) : (
              <TextLink key="area" to={paths.area(row.areaCode)}>
                {row.areaName}
              </TextLink>
            ),
            row.position ? words.position(row.position.from, row.position.to, ranking.ranked) : '–',
            <TextLink key="figure" to={paths.figure(slug, row.areaCode, start)}>
              {show(row.value)}
            </TextLink>,
            nameMargin(row, unit, language) ?? t.method.noMargin,
            formatShare(row.coverage, language),
            ...(hasYear ? [change(row)] : []),
            <LookFurther key="more" slug={slug} level={level} row={row} />,
          ],
        }))}
      />
    </>
  )
}

/** From a row to why it is so there, whether it rises, and whether that holds. */
function LookFurther({ slug, level, row }: { slug: string; level: Indicator['level']; row: RankedArea }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.ranking
  const of = <span className="sp-hidden">{words.of(row.areaName)}</span>
  return (
    <span className="sp-look-further">
      {level === 'group' ? null : (
        <TextLink to={paths.why(row.areaCode, slug)}>
          {words.why}
          {of}
        </TextLink>
      )}
      <TextLink to={`${paths.indicator(slug, row.areaCode)}#verloop`}>
        {words.trend}
        {of}
      </TextLink>
      <TextLink to={`${paths.indicator(slug, row.areaCode)}#sturingscheck`}>
        {words.check}
        {of}
      </TextLink>
    </span>
  )
}

/** The areas of which there is no figure, with why not. */
function Without({ items }: { items: RankedArea[] }) {
  const { t, language } = useLanguage()
  const words = t.ranking
  if (items.length === 0) return null
  const named = items.slice(0, NAMED)
  return (
    <Nothing>
      {words.without(items.length)}{' '}
      {named.map((one) => `${one.areaName} (${nameReason(one, language)})`).join(', ')}
      {items.length > NAMED ? ` ${words.others(items.length - NAMED)}` : ''}.
    </Nothing>
  )
}
