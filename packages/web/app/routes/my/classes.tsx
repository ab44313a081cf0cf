import { listClasses, overseesClasses } from '../../classes/api.ts'
import { Notice } from '../../components/form/notice.tsx'
import { Entry } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { personContext } from '../../workspace/me.ts'
import type { Route } from './+types/classes.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const isAdministrator = context.get(personContext)?.memberships.some(({ role }) => role === 'administrator')
  const [items, oversees] = await Promise.all([
    listClasses(fetchApi),
    isAdministrator ? overseesClasses(fetchApi) : false,
  ])
  return { items, oversees }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).classes.teacher.title)
}

export default function MyClasses({ loaderData: { items, oversees } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.classes.teacher
  return (
    <Page title={words.title} lead={words.lead}>
      <Notice texts={t.classes.done} />
      {items.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <ul className="sp-entries">
          {items.map(({ id, name, school, pupils, endsOn }) => (
            <Entry
              key={id}
              to={paths.myClass(id)}
              name={`${name}, ${school}`}
              about={words.about(pupils, formatDay(endsOn, language))}
              level={2}
            />
          ))}
        </ul>
      )}
      <div className="sp-actions">
        <ActionLink to={paths.newClass()}>{words.open}</ActionLink>
      </div>
      {oversees ? (
        <p className="sp-after-form">
          <TextLink to={paths.allClasses()}>{t.classes.all.link}</TextLink>
        </p>
      ) : null}
    </Page>
  )
}
