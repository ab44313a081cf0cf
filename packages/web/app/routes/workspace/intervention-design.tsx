import { describeDuration } from '@samenspel/standards/times'
import { redirect } from 'react-router'
import { ApiProblem, listAreasOf } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines, NumberLine, Radios, Select, Ticks } from '../../components/form/fields.tsx'
import { DesignAnswer } from '../../components/interventions/design-answer.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import {
  changeIntervention,
  type DesignHelp,
  getDesign,
  getIntervention,
  type Intervention,
  takeStep,
} from '../../interventions/api.ts'
import { type Language, languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { orNull, readNumber } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, sameForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt, ticksAt } from '../../workspace/values.ts'
import type { Route } from './+types/intervention-design.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const item = await getIntervention(fetchApi, params.slug)
  const first = await getDesign(fetchApi, params.slug, {}).catch(asNone)
  // Where nothing was chosen, comparing with what ran the most parallel is proposed: it shows smaller effects.
  const compare = item.design === null ? proposeAreas(first) : []
  const help =
    compare.length === 0 ? first : await getDesign(fetchApi, params.slug, { compare }).catch(asNone)
  const outside = help ? await listAreasOf(fetchApi, help.withoutFigures) : []
  return { item, help, outside: outside.map(({ name }) => name), values: help ? fillDesign(item, help) : {} }
}

/** Areas that are proposed to compare with: more makes it hardly surer. */
const MOST_PROPOSED = 6

/** Those that ran the most parallel. A neighbour may notice something of the intervention too, so it is left to people to choose that. */
const proposeAreas = (help: DesignHelp | null): string[] =>
  (help?.candidates ?? [])
    .filter(({ rank, isNeighbour }) => rank !== null && !isNeighbour)
    .slice(0, MOST_PROPOSED)
    .map(({ code }) => code)

const SHAPES = ['level', 'level-and-slope'] as const

/** There is no help as long as the plan has no expectation. */
function asNone(error: unknown): null {
  if (error instanceof ApiProblem && error.problem.status === 422) return null
  throw error
}

/** What the plan says, and else what the figures that there are allow. */
const fillDesign = ({ design, revision }: Intervention, help: DesignHelp): FormValues =>
  stampForm(
    {
      comparisonCodes:
        design?.comparisonCodes ?? help.candidates.filter((each) => each.isChosen).map(({ code }) => code),
      periodsBefore: String(help.periodsBefore),
      periodsAfter: String(help.periodsAfter),
      note: design?.note ?? '',
      // Proposed is how the smallest effect was computed, as long as nothing was chosen.
      method: design ? (design.method ?? '') : (help.detectable?.design ?? ''),
      step: design ? (design.step ?? '') : help.step,
      shape: design?.shape ?? 'level',
      reason: '',
    },
    revision,
  )

/** What the fields of how long are called, and what is proposed, in the words of the figures that the effect is expected in. */
function lengthFields(
  { design, kind, end }: Intervention,
  { indicator: { period }, periods, periodsAfter }: DesignHelp,
  language: Language,
) {
  const t = messagesOf(language)
  const words = t.interventionDesk.design
  const many = t.indicators.periodsMany[period]
  const length = describeDuration(periodsAfter, period)[language]
  const proposed = kind === 'pilot' && end !== null ? words.untilEnd : words.untilExpected
  return {
    periodsBefore: {
      label: words.before(many),
      hint: words.history(describeDuration(periods, period)[language]),
    },
    periodsAfter: {
      label: words.after(many),
      hint: design ? words.lasts(length) : proposed(length),
    },
  }
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const values = readValues(form)
  const compare = ticksAt(values, 'comparisonCodes')
  const periods = (name: string) => readNumber(textAt(values, name), language)
  if (readPressed(form).kind === 'do' && form.get('do') === 'try') {
    const asNumber = (name: string) => {
      const given = periods(name)
      return typeof given === 'number' && Number.isInteger(given) && given > 0 && given <= 100_000
        ? given
        : undefined
    }
    const tried = await getDesign(fetchApi, slug, {
      compare,
      before: asNumber('periodsBefore'),
      after: asNumber('periodsAfter'),
      step: textAt(values, 'step') || undefined,
    }).catch(asNone)
    return { ...sameForm(values, ''), tried }
  }
  return answerForm(
    values,
    async (revision) => {
      const design = {
        comparisonCodes: compare,
        periodsBefore: periods('periodsBefore'),
        periodsAfter: periods('periodsAfter'),
        note: textAt(values, 'note'),
        method: orNull(textAt(values, 'method')),
        step: orNull(textAt(values, 'step')),
        shape: orNull(textAt(values, 'shape')),
      }
      const { state } = await getIntervention(fetchApi, slug)
      if (state === 'registered') {
        await takeStep(fetchApi, slug, 'plans', {
          change: { design },
          reason: textAt(values, 'reason'),
          revision,
        })
      } else await changeIntervention(fetchApi, slug, { design, revision })
      return redirect(withDone(pathsOf(language).editIntervention(slug), 'opgeslagen'))
    },
    { place: (mistake) => ({ ...mistake, pointer: mistake.pointer.replace(/^(\/change)?\/design/, '') }) },
  )
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).interventionDesk.design.title)
}

export default function InterventionDesign({ loaderData, actionData }: Route.ComponentProps) {
  const { item, help, values, outside } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventionDesk.design
  // A level that wanders is only computed beside, and is no design.
  const methods = Object.entries(t.evaluations.methods)
    .filter(([value]) => value !== 'local-level')
    .map(([value, { name }]) => ({ value, label: name }))
  const steps = Object.entries(t.evaluationDesk.stepNames).map(([value, label]) => ({ value, label }))
  const lengths = help ? lengthFields(item, help, language) : {}
  const tried = actionData && 'tried' in actionData ? actionData.tried : undefined
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[
        { name: t.interventions.title, to: paths.ownInterventions() },
        { name: item.title, to: paths.editIntervention(item.slug) },
      ]}
    >
      {help === null ? (
        <>
          <Nothing>{words.noHypothesis}</Nothing>
          <p>
            <TextLink to={paths.editIntervention(item.slug)}>{words.toPlan}</TextLink>
          </p>
        </>
      ) : (
        <>
          <DesignAnswer help={tried ?? help} outside={outside} />
          <EditForm
            state={actionData ?? { values, mistakes: [] }}
            fields={{ ...words.fields, ...lengths, reason: t.interventionDesk.fields.reason }}
          >
            {help.candidates.length > 0 ? (
              <Ticks
                name="comparisonCodes"
                optional
                options={help.candidates.map(({ code, name, isNeighbour }) => ({
                  value: code,
                  label: isNeighbour ? `${name} (${words.neighbour})` : name,
                }))}
              />
            ) : null}
            <div className="sp-pair">
              <NumberLine name="periodsBefore" />
              <NumberLine name="periodsAfter" />
            </div>
            <Select name="method" optional hideOptional empty={words.chosenLater} options={methods} />
            <Select name="step" optional hideOptional empty={words.chosenLater} options={steps} />
            <Radios
              name="shape"
              options={SHAPES.map((value) => ({
                value,
                label: t.evaluationDesk.shapes[value],
                hint: t.evaluationDesk.shapeHints[value],
              }))}
            />
            <Lines name="note" optional rows={3} />
            {item.state === 'registered' ? <Lines name="reason" rows={3} /> : null}
            <Actions>
              <Do>{words.save}</Do>
              <Do what="try" purpose="secondary">
                {words.try}
              </Do>
            </Actions>
          </EditForm>
        </>
      )}
    </Page>
  )
}
