import { data, redirect } from 'react-router'
import { getChallenge, type Source } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { DayLine, Line, Lines, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { GonePart } from '../../components/workspace/gone-part.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { removePart, savePart } from '../../workspace/api.ts'
import { orNull } from '../../workspace/numbers.ts'
import { findPart, idOfPart, isGone } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/source.ts'

const KINDS: Source['kind'][] = [
  'coalition-agreement',
  'residents-survey',
  'business-survey',
  'visit',
  'reports',
  'research',
  'law',
  'other',
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const challenge = await getChallenge(getSite(context).fetchApi, params.slug)
  const source = findPart(challenge.sources, params.id)
  const gone = isGone(source, params.id)
  const page = {
    challenge: { slug: challenge.slug, title: challenge.title },
    values: stampSource(source),
    isNew: !source,
    gone,
  }
  return data(page, { status: gone ? 404 : 200 })
}

const stampSource = (source: Source | undefined): FormValues =>
  source ? stampForm(fill(source), source.revision) : fill(source)

const fill = (source: Source | undefined): FormValues => ({
  kind: source?.kind ?? 'coalition-agreement',
  title: source?.title ?? '',
  citation: source?.citation ?? '',
  url: source?.url ?? '',
  date: source?.date ?? '',
})

export async function action({ request, params: { slug, id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const language = languageOfRequest(request)
  const back = `${pathsOf(language).editChallenge(slug)}#veld-sources`
  const isAgain = pressed.kind === 'do' && pressed.what === 'again'
  const target = isAgain ? undefined : idOfPart(id)
  const save = async (revision: string | undefined) => {
    if (pressed.kind === 'do' && pressed.what === 'delete') {
      await removePart(fetchApi, slug, 'sources', id)
      return redirect(withDone(back, 'verwijderd'))
    }
    const text = (name: string) => textAt(values, name)
    await savePart(fetchApi, slug, 'sources', target, {
      revision,
      kind: text('kind'),
      title: text('title'),
      citation: text('citation'),
      url: orNull(text('url')),
      date: orNull(text('date')),
    })
    return redirect(withDone(back, target === undefined ? 'toegevoegd' : 'opgeslagen'))
  }
  const read = async () => {
    const source = findPart((await getChallenge(fetchApi, slug)).sources, id)
    return source && stampSource(source)
  }
  const names = { kind: messagesOf(language).sourceKinds }
  return answerForm(values, save, { stored: { read, names, language } })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).challenges.origin)
}

export default function EditSource({ loaderData, actionData }: Route.ComponentProps) {
  const { challenge, values, isNew, gone } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.source
  if (gone && !actionData) return <GonePart challenge={challenge} />
  const isAgain = gone || actionData?.isGone
  return (
    <Page
      title={isNew ? words.newTitle : words.editTitle}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: challenge.title, to: paths.editChallenge(challenge.slug) },
      ]}
    >
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <Select name="kind" options={KINDS.map((kind) => ({ value: kind, label: t.sourceKinds[kind] }))} />
        <Line name="title" />
        <Lines name="citation" />
        <Line name="url" type="url" optional />
        <DayLine name="date" optional />
        <Actions>
          {isAgain ? (
            <Do what="again">{words.saveNew}</Do>
          ) : (
            <Do>{isNew ? words.saveNew : t.editing.save}</Do>
          )}
          {isNew || isAgain ? null : (
            <Do what="delete" purpose="secondary" danger>
              {words.remove}
            </Do>
          )}
        </Actions>
      </EditForm>
    </Page>
  )
}
