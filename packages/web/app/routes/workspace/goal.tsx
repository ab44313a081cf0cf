import { data, redirect } from 'react-router'
import { type FetchApi, type Goal, getChallenge } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { DayLine, Line, Lines, NumberLine, Radios, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Badge } from '../../components/text.tsx'
import { GonePart } from '../../components/workspace/gone-part.tsx'
import { getSite } from '../../context.ts'
import { type Language, languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listOwnIndicators, removePart, savePart } from '../../workspace/api.ts'
import { listGoalAreas, nameArea } from '../../workspace/areas.server.ts'
import { explainUnclear, orNull, readDecimal, writeNumber } from '../../workspace/numbers.ts'
import { findPart, idOfPart, isGone } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/goal.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [challenge, indicators] = await Promise.all([
    getChallenge(fetchApi, params.slug),
    listOwnIndicators(fetchApi),
  ])
  const goal = findPart(challenge.goals, params.id)
  const language = languageOfRequest(request)
  const chosen = goal?.areaCode ?? null
  const measured = indicators.find(({ id }) => id === goal?.indicatorId)?.level
  const level = measured === 'group' ? undefined : measured
  const gone = isGone(goal, params.id)
  const page = {
    challenge: { slug: challenge.slug, title: challenge.title },
    indicators: indicators.map(({ id, title, unit }) => ({ value: id, label: `${title} (${unit})` })),
    areas: await listGoalAreas(fetchApi, challenge, level, chosen, language),
    values: stampGoal(goal, language),
    isNew: !goal,
    isOver: goal !== undefined && goal.targetDate < dateOf(now()),
    gone,
  }
  return data(page, { status: gone ? 404 : 200 })
}

const stampGoal = (goal: Goal | undefined, language: Language): FormValues =>
  goal ? stampForm(fill(goal, language), goal.revision) : fill(goal, language)

const fill = (goal: Goal | undefined, language: Language): FormValues => ({
  title: goal?.title ?? '',
  indicatorId: goal?.indicatorId ?? '',
  indicatorText: goal?.indicatorText ?? '',
  areaCode: goal?.areaCode ?? '',
  unit: goal?.unit ?? '',
  direction: goal?.direction ?? 'lower',
  baseline: writeNumber(goal?.baseline, language),
  baselineDate: goal?.baselineDate ?? '',
  target: writeNumber(goal?.target, language),
  targetDate: goal?.targetDate ?? '',
})

export async function action({ request, params: { slug, id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const values = readValues(form)
  const pressed = readPressed(form)
  const isAgain = pressed.kind === 'do' && pressed.what === 'again'
  const target = isAgain ? undefined : idOfPart(id)
  const back = `${pathsOf(language).editChallenge(slug)}#veld-goals`
  return answerForm(
    values,
    async (revision) => {
      if (pressed.kind === 'do' && pressed.what === 'delete') {
        await removePart(fetchApi, slug, 'goals', id)
        return redirect(withDone(back, 'verwijderd'))
      }
      const text = (name: string) => textAt(values, name)
      await savePart(fetchApi, slug, 'goals', target, {
        revision,
        title: text('title'),
        indicatorId: orNull(text('indicatorId')),
        indicatorText: text('indicatorText'),
        areaCode: orNull(text('areaCode')),
        unit: text('unit'),
        direction: text('direction'),
        baseline: readDecimal(text('baseline'), language),
        baselineDate: orNull(text('baselineDate')),
        // Left empty it goes along as an empty text, so that the API refuses it here.
        target: readDecimal(text('target'), language) ?? '',
        targetDate: text('targetDate'),
      })
      return redirect(withDone(back, target === undefined ? 'toegevoegd' : 'opgeslagen'))
    },
    {
      place: explainUnclear(values, language),
      stored: {
        language,
        read: async () => {
          const goal = findPart((await getChallenge(fetchApi, slug)).goals, id)
          return goal && stampGoal(goal, language)
        },
        names: (theirs) => nameGoal(fetchApi, theirs, language),
      },
    },
  )
}

/** What the values that a goal chooses from are called. */
async function nameGoal(api: FetchApi, goal: FormValues, language: Language) {
  const areaCode = textAt(goal, 'areaCode')
  const [indicators, area] = await Promise.all([
    listOwnIndicators(api),
    areaCode === '' ? '' : nameArea(api, areaCode, language),
  ])
  return {
    direction: messagesOf(language).editing.goal.directions,
    indicatorId: Object.fromEntries(indicators.map(({ id, title }) => [id, title])),
    areaCode: { [areaCode]: area },
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).challenges.goal)
}

export default function EditGoal({ loaderData, actionData }: Route.ComponentProps) {
  const { challenge, indicators, areas, values, isNew, gone, isOver } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.goal
  if (gone && !actionData) return <GonePart challenge={challenge} />
  const isAgain = gone || actionData?.isGone
  return (
    <Page
      title={isNew ? words.newTitle : words.editTitle}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: challenge.title, to: paths.editChallenge(challenge.slug) },
      ]}
      kicker={isOver ? <Badge tone="warning">{t.goals.over}</Badge> : null}
    >
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <Line name="title" />
        <Select name="indicatorId" options={indicators} empty={words.noIndicator} optional />
        <Lines name="indicatorText" rows={2} optional />
        {areas ? (
          <Select name="areaCode" options={areas} empty={words.everyArea} optional />
        ) : (
          <Line name="areaCode" hint={words.areaByCode} optional />
        )}
        <Line name="unit" />
        <Radios
          name="direction"
          options={(['lower', 'higher'] as const).map((value) => ({ value, label: words.directions[value] }))}
        />
        <div className="sp-pair">
          <NumberLine name="baseline" optional />
          <DayLine name="baselineDate" optional />
        </div>
        <div className="sp-pair">
          <NumberLine name="target" />
          <DayLine name="targetDate" />
        </div>
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
