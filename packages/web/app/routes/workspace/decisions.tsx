import { listDecisions } from '../../api.ts'
import { DecisionBadge, Entry, NextPage } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf, startOf } from '../../paths.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/decisions.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { items, next } = await listDecisions(getSite(context).fetchApi, startOf(request))
  return { items, next, may: mayDo(getPerson(context), 'decisions') }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).nav.decisions)
}

export default function OwnDecisions({ loaderData: { items, next, may } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  return (
    <Page
      title={t.nav.decisions}
      lead={words.decisionsLead}
      above={[{ name: words.title, to: paths.workspace() }]}
    >
      {may ? (
        <div className="sp-actions">
          <ActionLink to={paths.newDecision()} purpose="primary">
            {words.newDecision}
          </ActionLink>
        </div>
      ) : null}
      {items.length === 0 ? <Nothing>{words.noneYet}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ id, slug, title, state, standing, updatedAt, reviewOn }) => (
          <Entry
            key={id}
            level={2}
            to={paths.editDecision(slug)}
            name={title}
            about={
              reviewOn && state === 'published'
                ? words.reviewOn(formatDay(reviewOn, language))
                : words.lastChange(formatDay(updatedAt, language))
            }
            meta={<DecisionBadge standing={standing} />}
          />
        ))}
      </ul>
      <NextPage next={next} />
    </Page>
  )
}
