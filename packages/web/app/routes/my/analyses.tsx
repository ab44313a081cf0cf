import { listAnalyses } from '../../analyses/api.ts'
import { AnalysisBadge } from '../../components/analyses/entries.tsx'
import { useStart } from '../../components/classes/use-start.ts'
import { Entry, NextPage } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Badge, Nothing, Paragraph } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf, startOf } from '../../paths.ts'
import type { Route } from './+types/analyses.ts'

export function loader({ request, context }: Route.LoaderArgs) {
  return listAnalyses(getSite(context).fetchApi, { mine: true, pageSize: 50, ...startOf(request) })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).analyses.my.title)
}

export default function MyAnalyses({ loaderData: { items, next } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses.my
  const start = useStart()
  return (
    <Page title={words.title} lead={words.lead} above={[start]}>
      {items.length === 0 ? <Nothing>{words.none}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ id, slug, title, state, version, updatedAt, isHidden }) => (
          <Entry
            key={id}
            level={2}
            to={paths.myAnalysis(slug)}
            name={title}
            about={words.changedOn(formatDay(updatedAt, language))}
            meta={
              <>
                <AnalysisBadge state={state} />{' '}
                {isHidden ? <Badge tone="danger">{t.analyses.hidden.badge}</Badge> : null}{' '}
                {t.analyses.version(version).toLowerCase()}
              </>
            }
          />
        ))}
      </ul>
      <NextPage next={next} />
      <Paragraph>{words.fromExplore}</Paragraph>
      <div className="sp-actions">
        <ActionLink to={paths.explore()} purpose="primary">
          {words.toExplore}
        </ActionLink>
        <ActionLink to={paths.newAnalysis()}>{t.analyses.write}</ActionLink>
      </div>
    </Page>
  )
}
