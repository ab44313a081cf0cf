import { data, redirect } from 'react-router'
import { getDataset } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm, useFormKey } from '../../components/form/edit-form.tsx'
import { NumberLine } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { nameProperty } from '../../property-names.server.ts'
import { changeQualityLimits, getQualityLimits } from '../../workspace/api.ts'
import {
  fillLimits,
  LIMIT_FIELDS,
  LIMIT_TESTS,
  type LimitTest,
  limitAt,
  placeLimitMistake,
  readLimits,
} from '../../workspace/limits-form.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { writeNumber } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues } from '../../workspace/values.ts'
import type { Route } from './+types/quality-limits.ts'

/** The limits of one property; of one that is there in several units those of the unit that has usual ones, with the others. */
async function findLimits({ params, context }: Pick<Route.LoaderArgs, 'params' | 'context'>) {
  const { properties, changedAt } = await getQualityLimits(getSite(context).fetchApi, params.slug)
  const named = properties.filter(({ property }) => property === params.property)
  const found = named.find(({ defaults }) => defaults !== null) ?? named[0]
  if (!found) throw data(null, { status: 404 })
  const otherUnits = [...new Set(named.map(({ unit }) => unit))].filter((unit) => unit !== found.unit)
  return { ...found, otherUnits, changedAt }
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const dataset = await getDataset(getSite(context).fetchApi, params.slug)
  const limits = await findLimits({ params, context })
  const language = languageOfRequest(request)
  return {
    dataset: { slug: dataset.slug, title: dataset.title },
    may: mayDo(getPerson(context), 'datasets', dataset.ownerId),
    name: nameProperty(limits.property, language),
    limits,
    values: fillLimits(limits.limits, language),
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const language = languageOfRequest(request)
  const values = readValues(form)
  const pressed = readPressed(form)
  const { property, defaults } = await findLimits({ params, context })
  const isReset = pressed.kind === 'do' && pressed.what === 'reset'
  const work = async () => {
    const change = isReset ? null : readLimits(values, defaults, language)
    await changeQualityLimits(getSite(context).fetchApi, params.slug, { [property]: change })
    const done = withDone(pathsOf(language).editDataset(params.slug), 'grenzen-gewijzigd')
    return redirect(`${done}#grenzen`)
  }
  return answerForm(values, work, { place: placeLimitMistake(values, language) })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const words = messagesOf(languageOf(location.pathname)).limits.page
  return titleMeta(location.pathname, words.title(loaderData?.name ?? ''))
}

type Limits = Route.ComponentProps['loaderData']['limits']

export default function QualityLimitsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { dataset, may, name, limits, values } = loaderData
  const { t, language } = useLanguage()
  const formKey = useFormKey(limits.changedAt ?? 'new', actionData !== undefined)
  const paths = pathsOf(language)
  const words = t.limits
  return (
    <Page
      title={words.page.title(name)}
      lead={words.page.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.datasets, to: paths.ownDatasets() },
        { name: dataset.title, to: paths.editDataset(dataset.slug) },
      ]}
    >
      {may ? null : <Paragraph>{t.editing.notYours}</Paragraph>}
      {limits.otherUnits.length === 0 ? null : <OtherUnits limits={limits} />}
      {limits.defaults ? null : <Paragraph>{words.page.noDefaults}</Paragraph>}
      <EditForm key={formKey} state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        {LIMIT_TESTS.map((test) => (
          <TestFields key={test} test={test} limits={limits} />
        ))}
        <Section title={words.gapTitle}>
          <Paragraph>{words.gapText}</Paragraph>
        </Section>
        {may ? (
          <>
            <Paragraph>{words.page.after}</Paragraph>
            <Actions>
              <Do>{t.editing.save}</Do>
              {limits.adjusted ? (
                <Do what="reset" purpose="secondary">
                  {words.page.reset}
                </Do>
              ) : null}
            </Actions>
          </>
        ) : null}
      </EditForm>
      {limits.source ? (
        <Paragraph className="sp-quiet sp-after-form">
          {words.page.rests} <span lang="en">{limits.source}</span>
        </Paragraph>
      ) : null}
    </Page>
  )
}

/** That series in another unit are judged with the same numbers. */
function OtherUnits({ limits: { unit, otherUnits } }: { limits: Limits }) {
  const { t } = useLanguage()
  const words = t.limits.page
  const [here, ...others] = [unit, ...otherUnits].map((each) => each || words.noUnit)
  return <Paragraph>{words.otherUnits(here ?? words.noUnit, others.join(', '))}</Paragraph>
}

/** One test with its explanation; at each field the unit and what is usual. */
function TestFields({ test, limits: { defaults, unit } }: { test: LimitTest; limits: Limits }) {
  const { t, language } = useLanguage()
  const words = t.limits
  const isUsual = defaults?.[test] !== undefined
  const hint = (field: string, isMeasured: boolean) => {
    const usual = limitAt(defaults, field)
    const parts = [
      isMeasured && unit ? words.page.inUnit(unit) : '',
      usual === undefined ? '' : words.page.usual(writeNumber(usual, language)),
    ]
    return parts.filter(Boolean).join(' ')
  }
  return (
    <Section title={words.tests[test]}>
      <Paragraph>{words.page.explain[test]}</Paragraph>
      {defaults && !isUsual ? <Paragraph className="sp-quiet">{words.page.usualOff}</Paragraph> : null}
      <div className="sp-pair">
        {Object.entries(LIMIT_FIELDS[test]).map(([name, isMeasured]) => {
          const field = `${test}.${name}`
          return <NumberLine key={field} name={field} optional hideOptional hint={hint(field, isMeasured)} />
        })}
      </div>
    </Section>
  )
}
