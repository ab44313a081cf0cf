import { redirect } from 'react-router'
import { closeClass, listAllClasses } from '../../classes/api.ts'
import { Refused } from '../../components/form/edit-form.tsx'
import { Notice } from '../../components/form/notice.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/classes.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return { items: await listAllClasses(getSite(context).fetchApi) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const work = async () => {
    await closeClass(getSite(context).fetchApi, textAt(values, 'id'))
    return redirect(withDone(pathsOf(languageOfRequest(request)).allClasses(), 'gesloten'))
  }
  return answerForm(values, work, { button: 'close' })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).classes.all.title)
}

export default function AllClasses({ loaderData: { items }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.classes.all
  const { school, name, pupils, ends, action: doing } = words.columns
  return (
    <Page title={words.title} lead={words.lead}>
      <Notice texts={t.classes.done} />
      <Refused answer={actionData} />
      {items.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          columns={[
            { title: school },
            { title: name },
            { title: pupils, numeric: true },
            { title: ends },
            { title: doing },
          ]}
          rows={items.map((each) => ({
            key: each.id,
            cells: [
              each.school,
              each.name,
              each.pupils,
              formatDay(each.endsOn, language),
              <details key="close" className="sp-confirm">
                <summary aria-label={words.closeOne(each.name, each.school)}>{words.close}</summary>
                <PressButton
                  what="close"
                  values={{ id: each.id }}
                  label={t.editing.removeYes(words.closeOne(each.name, each.school))}
                  danger
                >
                  {t.editing.removeYes(words.closeOne(each.name, each.school))}
                </PressButton>
              </details>,
            ],
          }))}
        />
      )}
    </Page>
  )
}
