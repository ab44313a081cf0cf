import { EvaluationEntries } from '../../components/evaluations/entries.tsx'
import { NextPage } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { listEvaluations } from '../../evaluations/api.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf, startOf } from '../../paths.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/evaluations.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const page = await listEvaluations(getSite(context).fetchApi, { mine: true, ...startOf(request) })
  return { ...page, may: mayDo(getPerson(context), 'evaluations') }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).evaluations.title)
}

export default function OwnEvaluations({ loaderData: { items, next, may } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  return (
    <Page
      title={t.evaluations.title}
      lead={words.lead}
      above={[{ name: t.workspace.title, to: paths.workspace() }]}
    >
      <div className="sp-actions">
        {may ? (
          <ActionLink to={paths.newEvaluation()} purpose="primary">
            {words.newOne}
          </ActionLink>
        ) : null}
        <ActionLink to={paths.ownLessons()}>{t.lessons.title}</ActionLink>
      </div>
      {items.length === 0 ? <Nothing>{words.own.none}</Nothing> : null}
      <EvaluationEntries items={items} level={2} to={({ slug }) => paths.editEvaluation(slug)} />
      <NextPage next={next} />
      <p>
        <TextLink to={paths.evaluations()}>{t.evaluations.all}</TextLink>
      </p>
    </Page>
  )
}
