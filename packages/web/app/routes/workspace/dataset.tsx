import { redirect } from 'react-router'
import { type Dataset, getDataset } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm, useFormKey } from '../../components/form/edit-form.tsx'
import { Line, Lines, NumberLine, Radios, Select } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { LimitsSection } from '../../components/workspace/limits-section.tsx'
import { OwnerField } from '../../components/workspace/owner-field.tsx'
import { getSite } from '../../context.ts'
import { capitalise } from '../../format.ts'
import { type Language, languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { nameProperty } from '../../property-names.server.ts'
import { changeDataset, createDataset, getQualityLimits } from '../../workspace/api.ts'
import { fillDataset, LICENCES, readDataset } from '../../workspace/dataset-form.ts'
import { getPerson, mayDo, organisationsFor } from '../../workspace/me.ts'
import type { ChoiceNames } from '../../workspace/merge-forms.server.ts'
import { idOfPart } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readOwner, readValues } from '../../workspace/values.ts'
import type { Route } from './+types/dataset.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const person = getPerson(context)
  const slug = idOfPart(params.slug)
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const dataset = slug === undefined ? undefined : await getDataset(fetchApi, slug)
  // Of a dataset of others, one may not be allowed to know what is measured.
  const limits = slug === undefined ? null : await getQualityLimits(fetchApi, slug).catch(() => null)
  return {
    limits: limits?.properties.map((each) => ({
      ...each,
      name: capitalise(nameProperty(each.property, language)),
    })),
    dataset: dataset ? { slug: dataset.slug, title: dataset.title, updatedAt: dataset.updatedAt } : null,
    values: stampDataset(dataset, person.email ?? '', language),
    organisations: organisationsFor(person, 'datasets'),
    may: mayDo(person, 'datasets', dataset?.ownerId),
  }
}

const stampDataset = (dataset: Dataset | undefined, contact: string, language: Language) => {
  const filled = fillDataset(dataset, contact, language)
  return dataset ? stampForm(filled, dataset.revision) : filled
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const values = readValues(form)
  const slug = idOfPart(params.slug)
  const save = async (revision: string | undefined) => {
    const body = readDataset(values, language)
    if (slug !== undefined) {
      await changeDataset(fetchApi, slug, { ...body, revision })
      return redirect(withDone(paths.editDataset(slug), 'opgeslagen'))
    }
    const made = await createDataset(fetchApi, { ...body, ...readOwner(values) })
    return redirect(withDone(paths.editDataset(made.slug), 'opgeslagen'))
  }
  if (slug === undefined) return answerForm(values, save)
  const names = nameDataset(language)
  const read = async () => stampDataset(await getDataset(fetchApi, slug), '', language)
  return answerForm(values, save, { stored: { read, names, language } })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { editing } = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, loaderData?.dataset?.title ?? editing.dataset.newTitle)
}

/** What the values that a dataset chooses from are called. */
function nameDataset(language: Language): ChoiceNames {
  const words = messagesOf(language).editing.dataset
  return {
    theme: words.themes,
    access: words.accessLevels,
    licence: words.licences,
    corrections: words.corrections,
    'precision.place': words.places,
    'precision.time': words.times,
  }
}

const optionsOf = <T extends string>(names: Record<T, string>) =>
  Object.entries<string>(names).map(([value, label]) => ({ value, label }))

export default function EditDataset({ loaderData, actionData }: Route.ComponentProps) {
  const { dataset, limits, values, organisations, may } = loaderData
  const { t, language } = useLanguage()
  const formKey = useFormKey(dataset?.updatedAt ?? 'new', actionData !== undefined)
  const paths = pathsOf(language)
  const words = t.editing.dataset
  return (
    <Page
      title={dataset?.title ?? words.newTitle}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.datasets, to: paths.ownDatasets() },
      ]}
      kicker={dataset ? <TextLink to={paths.dataset(dataset.slug)}>{t.workspace.view}</TextLink> : null}
    >
      {may ? null : <Paragraph>{t.editing.notYours}</Paragraph>}
      <EditForm key={formKey} state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <Section title={words.aboutTitle}>
          <Line name="title" />
          {dataset ? null : <OwnerField organisations={organisations} />}
          <Lines name="description" optional />
          <Select name="theme" options={optionsOf(words.themes)} />
          <Line name="contact" />
        </Section>
        <Section title={words.accessTitle}>
          <Radios name="access" hint={words.accessHint} options={optionsOf(words.accessLevels)} />
          <Select
            name="licence"
            options={LICENCES.map((value) => ({ value, label: words.licences[value] }))}
          />
        </Section>
        <Section title={words.precisionTitle}>
          <div className="sp-pair">
            <Select name="precision.place" options={optionsOf(words.places)} />
            <Select name="precision.time" options={optionsOf(words.times)} />
          </div>
          <div className="sp-pair">
            <NumberLine name="precision.delayMinutes" />
            <NumberLine name="precision.minimumGroup" />
          </div>
          <Radios name="corrections" options={optionsOf(words.corrections)} />
        </Section>
        <Section title={words.retentionTitle}>
          <div className="sp-pair">
            <NumberLine name="retention.rawDays" optional />
            <NumberLine name="retention.hourDays" optional />
          </div>
        </Section>
        {may ? (
          <Actions>
            <Do>{t.editing.save}</Do>
          </Actions>
        ) : null}
      </EditForm>
      {dataset && limits ? <LimitsSection slug={dataset.slug} properties={limits} may={may} /> : null}
    </Page>
  )
}
