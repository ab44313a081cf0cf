import { Form } from 'react-router'
import { type Area, getArea, listAllIndicators } from '../api.ts'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Facts, Table } from '../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { capitalise, decimalsOf, formatAlike, formatDay, formatFixed } from '../format.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { type AreaProfile, getAreaProfile, type ProfileStatistic } from '../map/api.ts'
import { firstWithFigures } from '../map/load-map.server.ts'
import { nameTogether, sortStatistics } from '../map/together.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/why.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [area, all] = await Promise.all([getArea(fetchApi, params.code), listAllIndicators(fetchApi)])
  const indicators = all
    .filter(({ published, level }) => published && level === area.level)
    .map(({ slug, title, unit, period }) => ({ slug, title, unit, period }))
  const asked = new URL(request.url).searchParams.get('indicator')
  const found = indicators.find(({ slug }) => slug === asked)
  const indicator = found ?? (await firstWithFigures(fetchApi, indicators)) ?? null
  const profile = indicator ? await getAreaProfile(fetchApi, indicator.slug, area.code) : null
  const { code, name, level } = area
  return { area: { code, name, level } satisfies Partial<Area>, indicators, indicator, profile }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return loaderData ? titleMeta(location.pathname, t.why.title(loaderData.area.name)) : []
}

type Indicator = NonNullable<Route.ComponentProps['loaderData']['indicator']>

export default function WhyPage({ loaderData }: Route.ComponentProps) {
  const { area, indicators, indicator, profile } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Page
      title={t.why.title(area.name)}
      lead={t.why.lead}
      above={[
        { name: t.nav.areas, to: paths.areas() },
        { name: area.name, to: paths.area(area.code) },
      ]}
    >
      {indicator && profile ? (
        <>
          <Form method="get" className="sp-filter">
            <SelectField
              key={indicator.slug}
              name="indicator"
              label={t.maps.indicator}
              defaultValue={indicator.slug}
              options={indicators.map(({ slug, title }) => ({ value: slug, label: title }))}
            />
            <SubmitButton>{t.site.show}</SubmitButton>
          </Form>
          <Here profile={profile} indicator={indicator} />
          <GoTogether profile={profile} indicator={indicator} />
        </>
      ) : (
        <Nothing>{t.why.noIndicator}</Nothing>
      )}
    </Page>
  )
}

/** The figure of the area beside those of the others. */
function Here({ profile, indicator }: { profile: AreaProfile; indicator: Indicator }) {
  const { t, language } = useLanguage()
  const { area, within, from, to, value, mean, lowest, highest, rank, areas, periods, leftOut } = profile
  const show = formatAlike([value, mean, lowest, highest], indicator.unit, language)
  const place = within?.name ?? t.why.everywhere
  return (
    <Section
      title={indicator.title}
      aside={
        <TextLink to={pathsOf(language).indicator(indicator.slug, area.code)}>{t.why.toIndicator}</TextLink>
      }
    >
      {value === null ? (
        <Paragraph>{t.why.noFigure(area.name, periods)}</Paragraph>
      ) : (
        <>
          <Paragraph>
            {t.why.sentence({
              area: area.name,
              value: show(value),
              place,
              mean: mean === null ? undefined : show(mean),
              side: mean === null || show(mean) === show(value) ? 'same' : value > mean ? 'higher' : 'lower',
            })}{' '}
            {rank === null ? null : t.why.rank(rank, areas)}
          </Paragraph>
          <Facts
            items={[
              [t.why.period, t.why.fromTo(formatDay(from, language), formatDay(to, language))],
              [t.why.figures, periods],
              [t.why.others, areas - 1],
              [t.why.range, lowest === null ? t.site.unknown : t.why.between(show(lowest), show(highest))],
            ]}
          />
        </>
      )}
      {leftOut > 0 ? <Nothing>{t.why.leftOut(leftOut)}</Nothing> : null}
    </Section>
  )
}

/** The statistics of the area beside those of the others, and how each goes together with the indicator. */
function GoTogether({ profile, indicator }: { profile: AreaProfile; indicator: Indicator }) {
  const { t, language } = useLanguage()
  const statistics = sortStatistics(profile.statistics)
  const place = profile.within?.name ?? t.why.everywhere
  const tested = statistics.filter(({ spearman }) => spearman !== null).length
  const clear = statistics.filter((one) => ['same', 'opposite'].includes(nameTogether(one)))
  if (statistics.length === 0) return <Nothing>{t.why.noStatistics}</Nothing>
  return (
    <Section title={t.why.together}>
      <Paragraph>{t.why.clear(clear.length, tested)}</Paragraph>
      <Paragraph>{t.why.warning}</Paragraph>
      {tested > 0 ? (
        <Paragraph>{t.why.chance(tested, Math.max(1, Math.round(tested / 20)))}</Paragraph>
      ) : null}
      <Table
        caption={t.why.caption(indicator.title, place)}
        stacks="named"
        columns={[
          { title: t.why.statistic },
          { title: t.why.here, numeric: true },
          { title: t.why.meanOfOthers, numeric: true },
          { title: t.why.inWords },
          { title: t.why.order, numeric: true },
          { title: t.why.line, numeric: true },
          { title: t.why.pairs, numeric: true },
        ]}
        rows={statistics.map((one) => {
          const mean = roundMean(one.mean, one.value)
          const show = formatAlike([one.value, mean], one.unit, language)
          return {
            key: one.measure,
            cells: [
              `${capitalise(one.title)} (${one.year})`,
              one.value === null ? t.site.unknown : show(one.value),
              show(mean),
              t.why.words[nameTogether(one)],
              <Interval key="spearman" of={one.spearman} />,
              <Interval key="pearson" of={one.pearson} />,
              one.pairs,
            ],
          }
        })}
      />
      <Paragraph className="sp-small sp-quiet">{t.why.method}</Paragraph>
    </Section>
  )
}

/** A mean has at most one digit more than the figure beside it; of thousands no cents, and without a figure four that count. */
function roundMean(mean: number | null, value: number | null): number | null {
  if (mean === null) return null
  if (Math.abs(mean) >= 1000) return Math.round(mean)
  const rounded = value === null ? 0 : Number(mean.toFixed(decimalsOf(value) + 1))
  return rounded === 0 ? Number(mean.toPrecision(4)) : rounded
}

function Interval({ of }: { of: ProfileStatistic['pearson'] }) {
  const { t, language } = useLanguage()
  if (of === null) return '–'
  const show = (value: number) => formatFixed(value, '', language, 2)
  return t.why.interval(show(of.coefficient), show(of.low), show(of.high))
}
