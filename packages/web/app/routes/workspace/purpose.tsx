import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Radios } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { capitalise } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { getMyPurpose, type MyPurpose, setMyPurpose } from '../../workspace/api.ts'
import { orNull } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/purpose.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return getMyPurpose(getSite(context).fetchApi)
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await setMyPurpose(getSite(context).fetchApi, orNull(textAt(values, 'purpose')))
    return redirect(withDone(pathsOf(languageOfRequest(request)).purpose(), 'doel-gekozen'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).purpose.title)
}

const joined = (named: readonly { title: string }[]) =>
  [...new Set(named.map(({ title }) => title))].join(', ')

export default function ChoosePurpose({ loaderData, actionData }: Route.ComponentProps) {
  const { purpose, name, choices } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.purpose
  const hasEnded = purpose !== null && name === null
  const because = ({ agreements, datasets }: MyPurpose['choices'][number]) =>
    [
      agreements.length > 0 ? words.byAgreements(joined(agreements)) : '',
      datasets.length > 0 ? words.byConsent(joined(datasets)) : '',
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <Page title={words.title} lead={words.lead} above={[{ name: t.workspace.title, to: paths.workspace() }]}>
      {hasEnded ? <Paragraph>{words.endedText}</Paragraph> : null}
      {choices.length === 0 && !hasEnded ? (
        <Nothing>{words.noChoices}</Nothing>
      ) : (
        <EditForm
          state={actionData ?? { values: { purpose: hasEnded ? '' : (purpose ?? '') }, mistakes: [] }}
          fields={words.fields}
        >
          <Radios
            name="purpose"
            options={[
              { value: '', label: words.none, hint: words.noneHint },
              ...choices.map((choice) => ({
                value: choice.purpose,
                label: capitalise(choice.name[language]),
                hint: because(choice),
              })),
            ]}
          />
          <Actions>
            <Do>{words.save}</Do>
          </Actions>
        </EditForm>
      )}
    </Page>
  )
}
