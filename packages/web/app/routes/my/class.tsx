import { redirect } from 'react-router'
import {
  changeClass,
  closeClass,
  getClass,
  listClassAnalyses,
  removeCode,
  removePupil,
  renewCard,
  renewCode,
} from '../../classes/api.ts'
import { readClass, writeClass } from '../../classes/form.ts'
import { CardSheet } from '../../components/classes/card-sheet.tsx'
import { ClassFields } from '../../components/classes/class-fields.tsx'
import { CodeSection } from '../../components/classes/code-section.tsx'
import { PupilTable } from '../../components/classes/pupil-table.tsx'
import { WorkList } from '../../components/classes/work-list.tsx'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused, useFormKey } from '../../components/form/edit-form.tsx'
import { Notice } from '../../components/form/notice.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/class.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, publicUrl } = getSite(context)
  const [schoolClass, work] = await Promise.all([
    getClass(fetchApi, params.id),
    listClassAnalyses(fetchApi, params.id),
  ])
  return { schoolClass, work, publicUrl }
}

/** The words of a new card are in the answer to the form only. */
export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  const pupilId = textAt(values, 'pupilId')
  const paths = pathsOf(languageOfRequest(request))
  const done = (word: string) => redirect(withDone(paths.myClass(id), word))
  const work = async () => {
    switch (what) {
      case 'card':
        return { made: await renewCard(fetchApi, id, pupilId) }
      case 'delete':
        await removePupil(fetchApi, id, pupilId)
        return done('weggehaald')
      case 'code':
        await renewCode(fetchApi, id)
        return done('code')
      case 'no-code':
        await removeCode(fetchApi, id)
        return done('zonder-code')
      case 'remove':
        await closeClass(fetchApi, id)
        return redirect(withDone(paths.myClasses(), 'gesloten'))
      default:
        await changeClass(fetchApi, id, readClass(values))
        return done('bewaard')
    }
  }
  return answerForm(values, work, { button: what === 'save' ? undefined : what })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const words = messagesOf(languageOf(location.pathname)).classes.teacher
  return titleMeta(location.pathname, loaderData?.schoolClass.name ?? words.title)
}

export default function MyClass({
  loaderData: { schoolClass, work, publicUrl },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.classes.teacher
  const made = actionData && 'made' in actionData ? actionData.made : undefined
  const state = actionData && !('made' in actionData) ? actionData : undefined
  const stored = writeClass(schoolClass)
  const key = useFormKey(JSON.stringify(stored), state !== undefined)
  const { id, name, school, code, members, pupils, endsOn } = schoolClass
  const above = [{ name: words.title, to: paths.myClasses() }]
  const address = `${publicUrl}${pathsOf('nl').pupil()}`
  if (made) {
    return (
      <Page title={words.newCardFor(made.nickname)} lead={words.cardFor(made.nickname)} above={above}>
        <CardSheet schoolClass={schoolClass} cards={[made]} address={address} />
      </Page>
    )
  }
  return (
    <Page title={`${name}, ${school}`} lead={words.about(pupils, formatDay(endsOn, language))} above={above}>
      <Notice texts={t.classes.done} />
      <Refused answer={state} />
      <CodeSection code={code} address={address} />
      <Section title={words.pupilsTitle}>
        <PupilTable members={members} cards={paths.classCards(id)} />
      </Section>
      <Section title={words.workTitle}>
        <WorkList classId={id} items={work} />
      </Section>
      <Section title={words.changeTitle}>
        <EditForm
          key={key}
          state={answerToForm(state) ?? { values: stored, mistakes: [] }}
          fields={words.fields}
        >
          <ClassFields />
          <Actions>
            <Do>{words.change}</Do>
          </Actions>
        </EditForm>
      </Section>
      <RemoveSection title={words.closeTitle} text={words.closeText} remove={words.close} />
    </Page>
  )
}
