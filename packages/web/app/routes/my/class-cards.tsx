import { getClass, makePupils } from '../../classes/api.ts'
import { CardSheet } from '../../components/classes/card-sheet.tsx'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { NumberLine } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/class-cards.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, publicUrl } = getSite(context)
  return { schoolClass: await getClass(fetchApi, params.id), publicUrl }
}

/** The words are in the answer to the form only: no address, no store of the browser ever has them. */
export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const typed = textAt(values, 'count')
  // What is no number goes to the API as it is, which then says what is wrong with it.
  const count = /^\d{1,3}$/.test(typed) ? Number(typed) : typed
  return answerForm(values, async () => ({
    cards: await makePupils(getSite(context).fetchApi, id, { count }),
  }))
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).classes.teacher.cardsTitle)
}

export default function ClassCards({
  loaderData: { schoolClass, publicUrl },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.classes.teacher
  const { id, name, school } = schoolClass
  const cards = actionData && 'cards' in actionData ? actionData.cards : undefined
  const state = actionData && !('cards' in actionData) ? actionData : undefined
  return (
    <Page
      title={words.cardsTitle}
      lead={cards ? words.cardsMade : words.cardsLead}
      above={[
        { name: words.title, to: paths.myClasses() },
        { name: `${name}, ${school}`, to: paths.myClass(id) },
      ]}
    >
      {cards ? (
        <CardSheet schoolClass={schoolClass} cards={cards} address={`${publicUrl}${pathsOf('nl').pupil()}`} />
      ) : (
        <EditForm state={state ?? { values: { count: '25' }, mistakes: [] }} fields={words.fields}>
          <NumberLine name="count" />
          <Actions>
            <Do>{words.cardsButton}</Do>
          </Actions>
        </EditForm>
      )}
    </Page>
  )
}
