import { randomUUID } from 'node:crypto'
import { CBS_MEASURE_KEYS, isCbsMeasureKey } from '@samenspel/standards/cbs'
import { findReadyDefinition, type ReadyDefinition } from '@samenspel/standards/indicators'
import { Form, redirect } from 'react-router'
import {
  type FetchApi,
  getIndicator,
  getIndicatorValues,
  type Indicator,
  listAreaMeasures,
  type Mistake,
} from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm, useFormKey } from '../../components/form/edit-form.tsx'
import type { Choice } from '../../components/form/fields.tsx'
import { SelectField, SubmitButton } from '../../components/form.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { SteeringSection } from '../../components/steering-check.tsx'
import { Table } from '../../components/table.tsx'
import { Badge, Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { IndicatorFields } from '../../components/workspace/indicator-fields.tsx'
import { OwnerField } from '../../components/workspace/owner-field.tsx'
import { getSite } from '../../context.ts'
import { capitalise, formatShare, formatValue } from '../../format.ts'
import { namePeriod, worstOf } from '../../indicator-view.ts'
import { type Language, languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { loadCheck } from '../../load-insight.server.ts'
import { nameMeasure } from '../../load-parts.server.ts'
import { pathsOf } from '../../paths.ts'
import { nameProperty } from '../../property-names.server.ts'
import {
  changeIndicator,
  createIndicator,
  listObservedProperties,
  listOwnChallenges,
  listOwnDatasets,
  listOwnIndicators,
  type ObservedProperty,
} from '../../workspace/api.ts'
import {
  blankIndicatorRow,
  fillIndicator,
  readIndicator,
  tidyIndicator,
} from '../../workspace/indicator-form.ts'
import { fillReady, listReady, measureChoice } from '../../workspace/indicator-parts.ts'
import { getPerson, mayDo, organisationsFor } from '../../workspace/me.ts'
import { explainUnclear } from '../../workspace/numbers.ts'
import { idOfPart } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, sameForm } from '../../workspace/submission.server.ts'
import {
  type FormValues,
  pressRows,
  readOwner,
  readPressed,
  readValues,
  textAt,
} from '../../workspace/values.ts'
import type { Route } from './+types/indicator.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const person = getPerson(context)
  const slug = idOfPart(params.slug)
  const indicator = slug === undefined ? undefined : await getIndicator(fetchApi, slug)
  const [properties, datasets, challenges, own, measures, values] = await Promise.all([
    listObservedProperties(fetchApi),
    listOwnDatasets(fetchApi),
    listOwnChallenges(fetchApi),
    listOwnIndicators(fetchApi),
    listMeasures(fetchApi, languageOfRequest(request)),
    indicator ? getIndicatorValues(fetchApi, indicator.slug, { latest: true }) : { items: [] },
  ])
  const search = new URL(request.url).searchParams
  const asked = search.get('opgave') ?? ''
  const language = languageOfRequest(request)
  const { subjects, operandIndicator, operandMeasure } = messagesOf(language).editing.indicator
  const ready = indicator ? undefined : findReadyDefinition(search.get('definitie') ?? '')
  const worst = indicator && worstOf(values.items, indicator.goodDirection)?.areaCode
  return {
    check: indicator ? await loadCheck(fetchApi, indicator.slug, worst) : ('none' as const),
    indicator: indicator ?? null,
    organisations: indicator ? [] : organisationsFor(person, 'indicators'),
    may: mayDo(person, 'indicators', indicator?.ownerId),
    filled: stampIndicator({ indicator, ready, challengeId: asked, properties, language }),
    ready: indicator ? [] : listReady(subjects, language),
    chosenReady: ready?.key ?? '',
    measures,
    operands: [
      ...own
        .filter(({ id, what }) => id !== indicator?.id && (what === 'property' || what === 'area-statistic'))
        .map(({ id, title }) => ({ value: id, label: operandIndicator(title) })),
      ...measures.map(({ value, label }) => ({ value: measureChoice(value), label: operandMeasure(label) })),
    ],
    properties: listChoices(properties, indicator?.property, languageOfRequest(request)),
    datasets: datasets.map(({ id, title }) => ({ value: id, label: title })),
    challenges: challenges.map(({ id, title }) => ({ value: id, label: title })),
    latest: values.items.toSorted((left, right) => left.areaName.localeCompare(right.areaName)),
  }
}

function stampIndicator({
  indicator,
  ready,
  challengeId,
  properties = [],
  language,
}: {
  indicator: Indicator | undefined
  ready?: ReadyDefinition | undefined
  challengeId: string
  properties?: readonly ObservedProperty[]
  language: Language
}) {
  const filled = fillIndicator(indicator, challengeId, language)
  if (indicator) return stampForm(filled, indicator.revision)
  if (!ready) return filled
  return fillReady(ready, { property: chooseProperty(ready, properties, language), empty: filled, language })
}

/** What is measured here of what a definition is about; its own name when nothing is. */
function chooseProperty(
  { properties: wanted }: ReadyDefinition,
  measured: readonly ObservedProperty[],
  language: Language,
): string {
  const names = wanted.map((each) => nameProperty(each, language).toLowerCase())
  const found = measured.find(({ name }) => names.includes(nameProperty(name, language).toLowerCase()))
  return found?.name ?? wanted[0] ?? ''
}

/** A figure made of another has the period and the areas of that; key figures are of years. */
async function followFirst(api: FetchApi, body: ReturnType<typeof readIndicator>) {
  const { what, first } = body
  if (what === 'area-statistic' || first?.measure) return { ...body, period: 'year' }
  const of = first?.indicatorId ? await getIndicator(api, first.indicatorId).catch(() => null) : null
  return of ? { ...body, period: of.period, level: of.level } : body
}

/** The statistics that there are figures of, and then those of Statistics Netherlands that could be fetched. */
async function listMeasures(api: FetchApi, language: Language): Promise<Choice[]> {
  const known = await listAreaMeasures(api)
  const here = new Map(
    known.map(({ measure, title }) => [
      measure,
      isCbsMeasureKey(measure) ? nameMeasure(measure, language) : title,
    ]),
  )
  const elsewhere = CBS_MEASURE_KEYS.filter((key) => !here.has(key))
  const { notFetched } = messagesOf(language).editing.indicator
  return [
    ...sortChoices(here, language),
    ...sortChoices(new Map(elsewhere.map((key) => [key, notFetched(nameMeasure(key, language))])), language),
  ]
}

function sortChoices(names: ReadonlyMap<string, string>, language: Language): Choice[] {
  return [...names]
    .map(([value, label]) => ({ value, label: capitalise(label) }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
}

/** What can be measured by an indicator, with what this one measures already. */
function listChoices(observed: ObservedProperty[], chosen: string | undefined, language: Language) {
  const missing = chosen === undefined || observed.some(({ name }) => name === chosen) ? [] : [chosen]
  return [...observed, ...missing.map((name) => ({ name, unit: '' }))].map(({ name, unit }) => {
    const label = capitalise(nameProperty(name, language))
    return { value: name, label: unit ? `${label} (${unit})` : label }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const pressed = readPressed(form)
  if (pressed.kind !== 'do') {
    const next = pressRows(readValues(form), pressed, (list) => blankIndicatorRow(list, randomUUID()))
    return sameForm(next.values, next.focus)
  }
  const values = tidyIndicator(readValues(form))
  const slug = idOfPart(params.slug)
  return answerForm(
    values,
    async (revision) => {
      const body = await followFirst(fetchApi, readIndicator(values, language))
      if (slug === undefined) {
        const made = await createIndicator(fetchApi, { ...body, ...readOwner(values) })
        return redirect(withDone(paths.editIndicator(made.slug), 'gemaakt'))
      }
      const publish = pressed.what === 'publish'
      await changeIndicator(fetchApi, slug, {
        ...body,
        revision,
        ...(publish ? { published: true } : {}),
      })
      return redirect(withDone(paths.editIndicator(slug), publish ? 'gepubliceerd' : 'opgeslagen'))
    },
    {
      place: (mistake) =>
        explainUnclear(values, language)(placePart(placeRule(explainShare(mistake, language), values))),
      stored:
        slug === undefined
          ? undefined
          : {
              language,
              read: async () =>
                stampIndicator({ indicator: await getIndicator(fetchApi, slug), challengeId: '', language }),
              names: () => nameIndicator(fetchApi, language),
            },
    },
  )
}

/** The API takes a share of one, the form a percentage. */
function explainShare(mistake: Mistake, language: Language): Mistake {
  if (mistake.pointer !== '/minimumCoverage' && mistake.pointer !== '/stepCoverage') return mistake
  return { ...mistake, detail: messagesOf(language).forms.percentage }
}

/** Left empty, the clear line is the signal line: then only that one is missing. */
function placeRule(mistake: Mistake, values: FormValues): Mistake {
  const isSame = mistake.pointer === '/signalRule/clearLine' && textAt(values, 'signalRule.clearLine') === ''
  return isSame ? { ...mistake, pointer: '/signalRule/line' } : mistake
}

/** Where the form has a part of the definition that the API has elsewhere. */
function placePart(mistake: Mistake): Mistake {
  const pointer = mistake.pointer
    .replace(/^\/first\/.*$/, '/first')
    .replace(/^\/second(\/(indicatorId|measure))?$/, '/second/indicatorId')
    .replace(/^(\/groups\/\d+)\/key$/, '$1/code')
    .replace(/^(\/groups\/\d+\/thingIds)\/\d+$/, '$1')
  return { ...mistake, pointer }
}

/** What the values that an indicator chooses from are called. */
async function nameIndicator(api: FetchApi, language: Language) {
  const { indicators, method, editing } = messagesOf(language)
  const [properties, datasets, challenges] = await Promise.all([
    listObservedProperties(api),
    listOwnDatasets(api),
    listOwnChallenges(api),
  ])
  return {
    statistic: indicators.statistics,
    period: indicators.periods,
    level: method.levels,
    what: method.whats,
    step: method.steps,
    goodDirection: editing.indicator.directions,
    'lines.*.kind': indicators.lineKinds,
    'signalRule.direction': editing.indicator.sides,
    property: Object.fromEntries(
      properties.map(({ name }) => [name, capitalise(nameProperty(name, language))]),
    ),
    datasetIds: Object.fromEntries(datasets.map(({ id, title }) => [id, title])),
    challengeId: Object.fromEntries(challenges.map(({ id, title }) => [id, title])),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { editing } = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, loaderData?.indicator?.title ?? editing.indicator.newTitle)
}

export default function EditIndicator({ loaderData, actionData }: Route.ComponentProps) {
  const {
    indicator,
    check,
    organisations,
    may,
    filled,
    properties,
    datasets,
    challenges,
    measures,
    operands,
  } = loaderData
  const { t, language } = useLanguage()
  const formKey = useFormKey(
    indicator
      ? `${indicator.id} ${indicator.version} ${indicator.published}`
      : `new ${loaderData.chosenReady}`,
    actionData !== undefined,
  )
  const paths = pathsOf(language)
  const words = t.editing.indicator
  return (
    <Page
      title={indicator?.title ?? words.newTitle}
      {...(indicator ? {} : { lead: words.newLead })}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.indicators, to: paths.ownIndicators() },
      ]}
      kicker={
        indicator ? (
          <>
            <Badge tone={indicator.published ? 'success' : 'warning'}>
              {indicator.published ? t.workspace.published : t.workspace.draft}
            </Badge>
            <span>{t.indicators.version(indicator.version)}</span>
            <TextLink to={paths.indicator(indicator.slug)}>
              {indicator.published ? t.workspace.view : t.workspace.viewDraft}
            </TextLink>
          </>
        ) : null
      }
    >
      {may ? null : <Paragraph>{t.editing.notYours}</Paragraph>}
      {indicator ? <Preview data={loaderData} /> : <BeginWith data={loaderData} />}
      {indicator ? <SteeringSection slug={indicator.slug} check={check} mayAnswer={may} /> : null}
      {indicator && may ? (
        <p>
          <TextLink to={paths.indicatorSignals(indicator.slug)} strong>
            {t.signalRules.title}
          </TextLink>
        </p>
      ) : null}
      <EditForm key={formKey} state={actionData ?? { values: filled, mistakes: [] }} fields={words.fields}>
        <OwnerField organisations={organisations} />
        <IndicatorFields
          properties={properties}
          datasets={datasets}
          challenges={challenges}
          measures={measures}
          operands={operands}
        />
        {indicator ? <Paragraph className="sp-quiet">{words.newVersion}</Paragraph> : null}
        {may ? (
          <Actions>
            <Do>{indicator?.published ? t.editing.save : t.editing.saveDraft}</Do>
            {indicator && !indicator.published ? (
              <Do what="publish" purpose="secondary">
                {t.editing.publish}
              </Do>
            ) : null}
          </Actions>
        ) : null}
        {indicator && !indicator.published ? <Paragraph>{words.publishText}</Paragraph> : null}
      </EditForm>
    </Page>
  )
}

/** Fills the form with a ready definition: a form of its own, that works without JavaScript. */
function BeginWith({ data: { ready, chosenReady } }: { data: Route.ComponentProps['loaderData'] }) {
  const { t } = useLanguage()
  const words = t.editing.indicator
  return (
    <Section title={words.readyTitle}>
      <Paragraph>{words.readyText}</Paragraph>
      <Form method="get" className="sp-filter">
        <SelectField
          key={chosenReady}
          name="definitie"
          label={words.readyLabel}
          defaultValue={chosenReady}
          options={[{ value: '', label: words.readyNone }, ...ready]}
        />
        <SubmitButton>{words.readyUse}</SubmitButton>
      </Form>
    </Section>
  )
}

/** What comes out of the definition: the latest value of each area. */
function Preview({ data: { indicator, latest } }: { data: Route.ComponentProps['loaderData'] }) {
  const { t, language } = useLanguage()
  const words = t.editing.indicator
  if (!indicator) return null
  const { leftOutSeries, normUnit, unit } = indicator
  return (
    <Section
      title={words.valuesTitle}
      aside={<TextLink to={pathsOf(language).editIndicator(indicator.slug)}>{words.refresh}</TextLink>}
    >
      <Paragraph>{words.valuesText}</Paragraph>
      {leftOutSeries > 0 ? (
        <Paragraph>
          <strong>{t.indicators.leftOut}:</strong> {t.indicators.leftOutRule(leftOutSeries, normUnit ?? unit)}
        </Paragraph>
      ) : null}
      {latest.length === 0 ? (
        <Nothing>{words.valuesWait}</Nothing>
      ) : (
        <Table
          caption={words.valuesTitle}
          hideCaption
          stacks
          columns={[
            { title: t.site.area },
            { title: t.site.value, numeric: true },
            { title: t.indicators.latestPeriod },
            { title: t.indicators.coverage, numeric: true },
          ]}
          rows={latest.map((row) => ({
            key: row.areaCode,
            cells: [
              row.areaName,
              formatValue(row.value, unit, language),
              namePeriod(row, indicator.period, language),
              formatShare(row.coverage, language),
            ],
          }))}
        />
      )}
    </Section>
  )
}
