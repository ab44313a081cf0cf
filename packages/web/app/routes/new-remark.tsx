import { redirect } from 'react-router'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Line } from '../components/form/fields.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { RemarkFields } from '../components/remarks/remark-fields.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { createRemark } from '../remarks/api.ts'
import { namePlace } from '../remarks/name-place.server.ts'
import { placeIn } from '../remarks/paths.ts'
import { readNewRemark, writeMoment } from '../remarks/remark-form.ts'
import { withDone } from '../workspace/paths.ts'
import { letIn, readForm } from '../workspace/session.server.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readValues } from '../workspace/values.ts'
import type { Route } from './+types/new-remark.ts'

export { LostForm as ErrorBoundary } from '../components/form/lost-form.tsx'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    await letIn({ request, context })
    return next()
  },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const search = new URL(request.url).searchParams
  const place = placeIn(search)
  const name = Object.keys(place).length === 1 ? await namePlace(getSite(context).fetchApi, place) : null
  return { name, from: writeMoment(search.get('van')), to: writeMoment(search.get('tot')) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const place = placeIn(new URL(request.url).searchParams)
  return answerForm(values, async () => {
    const { id } = await createRemark(getSite(context).fetchApi, readNewRemark(values, place))
    return redirect(withDone(pathsOf(languageOfRequest(request)).remark(id), 'geplaatst'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.form.title)
}

export default function NewRemark({ loaderData, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks.form
  const above = [{ name: t.remarks.title, to: paths.remarks() }]
  const { name, from, to } = loaderData
  if (name === null) {
    return (
      <Page title={words.title} above={above}>
        <Nothing>{words.noPlace}</Nothing>
        <p>
          <TextLink to={paths.map()}>{t.nav.map}</TextLink>
        </p>
      </Page>
    )
  }
  return (
    <Page title={words.title} lead={words.lead(name)} above={above}>
      <EditForm state={actionData ?? { values: { kind: '', from, to }, mistakes: [] }} fields={words.fields}>
        <RemarkFields />
        <Line name="name" optional autoComplete="nickname" />
        <Paragraph>
          {words.kept} <TextLink to={paths.houseRules()}>{words.rules}</TextLink>
        </Paragraph>
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
