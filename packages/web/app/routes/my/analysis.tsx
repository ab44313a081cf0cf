import { randomUUID } from 'node:crypto'
import { redirect } from 'react-router'
import {
  type Analysis,
  changeAnalysis,
  discardDraft,
  getDraft,
  getOwn,
  startAnalysisVersion,
} from '../../analyses/api.ts'
import { blankChart, explainPasted, fillAnalysis, readAnalysis, tidyAnalysis } from '../../analyses/form.ts'
import { listPlaceChoices } from '../../analyses/places.server.ts'
import { getHanding } from '../../classes/api.ts'
import { AnalysisBadge } from '../../components/analyses/entries.tsx'
import { AnalysisFields } from '../../components/analyses/fields.tsx'
import { OwnPublished } from '../../components/analyses/own-published.tsx'
import { Remark } from '../../components/classes/hand-in.tsx'
import { useStart } from '../../components/classes/use-start.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused, useFormKey } from '../../components/form/edit-form.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { TextLink } from '../../components/text.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { getSite } from '../../context.ts'
import { type Language, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { pupilContext } from '../../workspace/me.ts'
import { explainUnclear } from '../../workspace/numbers.ts'
import { unlessGone } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readAuthorForm } from '../../workspace/session.server.ts'
import { answerForm, type NoteSaved, sameForm } from '../../workspace/submission.server.ts'
import { type FormValues, pressRows, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/analysis.ts'

export async function loader({ params: { slug }, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const analysis = await getOwn(fetchApi, slug)
  const values = stamp(analysis, language)
  const handing =
    context.get(pupilContext) && analysis.state === 'draft' ? await getHanding(fetchApi, slug) : null
  const remark = handing?.handedIn?.state === 'given-back' ? handing.handedIn.remark : null
  return { analysis, values, places: await listPlaceChoices(fetchApi, values, language), remark }
}

const stamp = (analysis: Analysis, language: Language): FormValues =>
  stampForm(fillAnalysis(analysis, language), analysis.revision)

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readAuthorForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const pressed = readPressed(form)
  const places = (values: FormValues) => listPlaceChoices(fetchApi, values, language)
  if (pressed.kind !== 'do') {
    const next = pressRows(readValues(form), pressed, (list) => blankChart(list, randomUUID()))
    return { ...sameForm(next.values, next.focus), choices: await places(next.values) }
  }
  const { what } = pressed
  if (what === 'version' || what === 'remove' || what === 'name') {
    const work = async () => {
      if (what === 'name') {
        await changeAnalysis(fetchApi, slug, { byline: textAt(readValues(form), 'byline') })
        return redirect(withDone(paths.myAnalysis(slug), 'naam-bewaard'))
      }
      if (what === 'version') {
        await startAnalysisVersion(fetchApi, slug)
        return redirect(withDone(paths.myAnalysis(slug), 'versie-begonnen'))
      }
      await discardDraft(fetchApi, slug)
      return redirect(withDone(paths.myAnalyses(), 'analyse-weg'))
    }
    return answerForm(readValues(form), work, { button: what, choices: places })
  }
  const values = tidyAnalysis(readValues(form))
  const save = async (revision: string | undefined, noteSaved: NoteSaved) => {
    const stored = await getDraft(fetchApi, slug)
    const change = { ...readAnalysis(values, stored, language), revision }
    noteSaved(stamp(await changeAnalysis(fetchApi, slug, change), language))
    if (what === 'preview') return redirect(paths.previewAnalysis(slug))
    return redirect(withDone(paths.myAnalysis(slug), 'analyse-bewaard'))
  }
  const explain = explainPasted(values, messagesOf(language).analyses.my.notAddress)
  const unclear = explainUnclear(values, language, (field) => /^claim\.(line|tried)$/.test(field))
  return answerForm(values, save, {
    place: (mistake) => unclear(explain(mistake)),
    choices: places,
    stored: {
      language,
      read: async () => {
        const draft = await unlessGone(getDraft(fetchApi, slug))
        return draft && stamp(draft, language)
      },
    },
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.analysis.title) : []
}

export default function EditAnalysis({ loaderData, actionData }: Route.ComponentProps) {
  const { analysis, values, places, remark } = loaderData
  const { t, language } = useLanguage()
  const formKey = useFormKey(analysis.updatedAt, actionData !== undefined)
  const paths = pathsOf(language)
  const words = t.analyses.my
  const start = useStart()
  const { title, state, version, basedOn } = analysis
  return (
    <Page
      title={title}
      above={[start, { name: words.title, to: paths.myAnalyses() }]}
      kicker={
        <>
          <AnalysisBadge state={state} />
          <span>{state === 'draft' ? words.edit.kicker(version) : t.analyses.version(version)}</span>
          {basedOn ? (
            <span>
              {t.analyses.basedOn}{' '}
              <TextLink to={paths.analysis(basedOn.slug, basedOn.version)}>
                {t.analyses.basedOnVersion(basedOn.title, basedOn.version)}
              </TextLink>
            </span>
          ) : null}
        </>
      }
    >
      <Refused answer={actionData} />
      {remark === null ? null : <Remark remark={remark} />}
      {state === 'draft' ? (
        <>
          <EditForm
            key={formKey}
            state={answerToForm(actionData) ?? { values, mistakes: [] }}
            fields={words.fields}
          >
            <AnalysisFields places={actionData?.choices ?? places} version={version} />
            <Actions>
              <Do>{t.editing.saveDraft}</Do>
              <Do what="preview" purpose="secondary">
                {words.edit.preview}
              </Do>
            </Actions>
          </EditForm>
          <RemoveSection
            title={words.edit.discardTitle}
            text={words.edit.discardText}
            remove={words.edit.discard}
          />
        </>
      ) : (
        <OwnPublished analysis={analysis} />
      )}
    </Page>
  )
}
