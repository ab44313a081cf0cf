import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Select } from '../../components/form/fields.tsx'
import { Section, titleMeta } from '../../components/page.tsx'
import { OrganisationPage } from '../../components/workspace/organisation-page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { createOrganisation, getOrganisation, listOrganisations } from '../../workspace/api.ts'
import { orNull } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/partners.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [organisation, all] = await Promise.all([
    getOrganisation(fetchApi, params.id),
    listOrganisations(fetchApi),
  ])
  return {
    organisation: { id: organisation.id, name: organisation.name },
    partners: all.filter(({ id }) => id !== params.id).map(({ id, name, kind }) => ({ id, name, kind })),
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await createOrganisation(getSite(context).fetchApi, {
      name: textAt(values, 'name'),
      kind: textAt(values, 'kind'),
      website: orNull(textAt(values, 'website')),
    })
    return redirect(withDone(pathsOf(languageOfRequest(request)).partners(params.id), 'toegevoegd'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(
    location.pathname,
    messagesOf(languageOf(location.pathname)).editing.organisation.partnersTitle,
  )
}

export default function Partners({ loaderData, actionData }: Route.ComponentProps) {
  const { organisation, partners } = loaderData
  const { t } = useLanguage()
  const words = t.editing.organisation
  const kinds: Record<string, string> = words.kinds
  return (
    <OrganisationPage organisation={organisation} title={words.partnersTitle} lead={words.partnersText}>
      <ul className="sp-parts">
        {partners.map(({ id, name, kind }) => (
          <li key={id}>
            <span className="sp-quiet">{kinds[kind] ?? kind}</span>
            <span>{name}</span>
          </li>
        ))}
      </ul>
      <Section title={words.addPartner}>
        <EditForm
          key={partners.length}
          state={actionData ?? { values: { kind: 'residents-group' }, mistakes: [] }}
          fields={words.partnerFields}
        >
          <Line name="name" />
          <Select name="kind" options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} />
          <Line name="website" type="url" optional />
          <Actions>
            <Do>{words.addPartner}</Do>
          </Actions>
        </EditForm>
      </Section>
    </OrganisationPage>
  )
}
