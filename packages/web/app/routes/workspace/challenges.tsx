import { Entry } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Badge, Nothing } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listOwnChallenges } from '../../workspace/api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/challenges.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const person = getPerson(context)
  const own = person.memberships.map(({ organisation }) => organisation.id)
  const challenges = await listOwnChallenges(getSite(context).fetchApi)
  return {
    may: mayDo(person, 'challenges'),
    items: challenges.filter(({ ownerId }) => own.includes(ownerId)),
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).nav.challenges)
}

export default function OwnChallenges({ loaderData: { items, may } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  return (
    <Page
      title={t.nav.challenges}
      lead={words.challengesLead}
      above={[{ name: words.title, to: paths.workspace() }]}
    >
      {may ? (
        <div className="sp-actions">
          <ActionLink to={paths.newChallenge()} purpose="primary">
            {words.newChallenge}
          </ActionLink>
        </div>
      ) : null}
      {items.length === 0 ? <Nothing>{words.noneYet}</Nothing> : null}
      <ul className="sp-entries">
        {items.map(({ id, slug, title, summary, phase, published }) => (
          <Entry
            key={id}
            level={2}
            to={paths.editChallenge(slug)}
            name={title}
            about={summary}
            meta={
              <>
                <Badge tone={published ? 'success' : 'warning'}>
                  {published ? words.published : words.draft}
                </Badge>{' '}
                {t.phases[phase]}
              </>
            }
          />
        ))}
      </ul>
    </Page>
  )
}
