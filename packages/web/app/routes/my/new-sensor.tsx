import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Hidden, Radios } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatList } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { listInvitations, listKits } from '../../my/api.ts'
import { notChosen } from '../../my/choice.ts'
import { pathsOf } from '../../paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-sensor.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [kits, invitations] = await Promise.all([listKits(fetchApi), listInvitations(fetchApi)])
  return { kits, invitations }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const language = languageOfRequest(request)
  return answerForm(values, async () => {
    const [kit, dataset] = [textAt(values, 'kit'), textAt(values, 'dataset')]
    const open = [...(kit ? [] : ['/kit']), ...(dataset ? [] : ['/dataset'])]
    if (open.length > 0) throw notChosen(messagesOf(language).forms.choose, open)
    return redirect(pathsOf(language).placeSensor(kit, dataset))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).my.choose.title)
}

export default function NewSensor({ loaderData: { kits, invitations }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.my.choose
  const [only, ...others] = invitations
  const values = { kit: kits[0]?.key ?? '', dataset: others.length === 0 ? (only?.datasetId ?? '') : '' }
  return (
    <Page
      title={words.title}
      lead={words.lead}
      kicker={words.step(1)}
      above={[{ name: t.my.title, to: pathsOf(language).my() }]}
    >
      {only ? (
        <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
          <Radios
            name="kit"
            options={kits.map(({ key, title, about, measures }) => {
              const names = measures.map((each) => `${each.title[language]} (${each.unit})`)
              return {
                value: key,
                label: title[language],
                hint: `${about[language]} ${words.measures(formatList(names, language))}`,
              }
            })}
          />
          {others.length === 0 ? (
            <Hidden name="dataset" />
          ) : (
            <Radios
              name="dataset"
              options={invitations.map(({ datasetId, ownerName, title }) => ({
                value: datasetId,
                label: ownerName,
                hint: title[language],
              }))}
            />
          )}
          <Actions>
            <Do>{words.button}</Do>
          </Actions>
        </EditForm>
      ) : (
        <Nothing>{words.none}</Nothing>
      )}
    </Page>
  )
}
