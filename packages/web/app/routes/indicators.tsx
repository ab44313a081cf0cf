import { listIndicators } from '../api.ts'
import { Entry, NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { nameMethod } from '../indicator-method.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/indicators.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  return listIndicators(getSite(context).fetchApi, startOf(request))
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.indicators.title, t.indicators.lead)
}

export default function Indicators({ loaderData: { items, next } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  return (
    <Page title={t.indicators.title} lead={t.indicators.lead}>
      {items.length === 0 ? <Nothing>{t.indicators.none}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ id, slug, title, description, what, statistic, period, level }) => (
          <Entry
            key={id}
            to={pathsOf(language).indicator(slug)}
            name={title}
            about={description}
            level={2}
            meta={`${nameMethod({ what, statistic }, language)}, ${t.indicators.perPeriod(
              t.indicators.periods[period],
              t.method.levels[level].toLowerCase(),
            )}`}
          />
        ))}
      </ul>
      <NextPage next={next} />
    </Page>
  )
}
