import { InterventionEntries } from '../../components/interventions/entries.tsx'
import { NextPage } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { listInterventions } from '../../interventions/api.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf, startOf } from '../../paths.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/interventions.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { items, next } = await listInterventions(getSite(context).fetchApi, {
    mine: true,
    ...startOf(request),
  })
  return { items, next, may: mayDo(getPerson(context), 'interventions') }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).interventions.title)
}

export default function OwnInterventions({ loaderData: { items, next, may } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Page
      title={t.interventions.title}
      lead={t.interventionDesk.lead}
      above={[{ name: t.workspace.title, to: paths.workspace() }]}
    >
      {may ? (
        <div className="sp-actions">
          <ActionLink to={paths.newIntervention()} purpose="primary">
            {t.interventionDesk.newOne}
          </ActionLink>
        </div>
      ) : null}
      {items.length === 0 ? <Nothing>{t.workspace.noneYet}</Nothing> : null}
      <InterventionEntries items={items} level={2} inWorkspace />
      <NextPage next={next} />
    </Page>
  )
}
