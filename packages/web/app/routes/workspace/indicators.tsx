import { Entry } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Badge, Nothing } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { nameMethod } from '../../indicator-method.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listOwnIndicators } from '../../workspace/api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/indicators.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const person = getPerson(context)
  const own = person.memberships.map(({ organisation }) => organisation.id)
  const indicators = await listOwnIndicators(getSite(context).fetchApi)
  return {
    may: mayDo(person, 'indicators'),
    items: indicators.filter(({ ownerId }) => own.includes(ownerId)),
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).nav.indicators)
}

export default function OwnIndicators({ loaderData: { items, may } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  return (
    <Page
      title={t.nav.indicators}
      lead={words.indicatorsLead}
      above={[{ name: words.title, to: paths.workspace() }]}
    >
      {may ? (
        <div className="sp-actions">
          <ActionLink to={paths.newIndicator()} purpose="primary">
            {words.newIndicator}
          </ActionLink>
        </div>
      ) : null}
      {items.length === 0 ? <Nothing>{words.noneYet}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ id, slug, title, description, published, what, statistic }) => (
          <Entry
            key={id}
            level={2}
            to={paths.editIndicator(slug)}
            name={title}
            about={description}
            meta={
              <>
                <Badge tone={published ? 'success' : 'warning'}>
                  {published ? words.published : words.draft}
                </Badge>{' '}
                {nameMethod({ what, statistic }, language)}
              </>
            }
          />
        ))}
      </ul>
    </Page>
  )
}
