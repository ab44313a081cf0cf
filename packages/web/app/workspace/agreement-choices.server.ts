import { DPV, PURPOSES } from '@samenspel/standards/consent'
import type { FetchApi } from '../api.ts'
import type { Choice } from '../components/form/fields.tsx'
import type { AgreementChoices } from '../components/workspace/agreement-fields.tsx'
import { capitalise } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import { nameProperty } from '../property-names.server.ts'
import { listObservedProperties, listOrganisations, listOwnChallenges, listOwnDatasets } from './api.ts'
import { listAreaChoices } from './areas.server.ts'
import { type ChoiceNames, namesOf } from './merge-forms.server.ts'
import { type FormValues, rowsAt, textAt, ticksAt } from './values.ts'

/**
 * The lists from which someone chooses who writes an agreement.
 * @param values what is in the form: what is chosen there is in the lists
 */
export async function listAgreementChoices(
  api: FetchApi,
  values: FormValues,
  language: Language,
): Promise<AgreementChoices> {
  const words = messagesOf(language).editing.agreement
  const permissions = rowsAt(values, 'permissions')
  const rules = [...permissions, ...rowsAt(values, 'prohibitions'), ...rowsAt(values, 'obligations')]
  const [organisations, datasets, properties, challenges, areas] = await Promise.all([
    listOrganisations(api),
    listOwnDatasets(api),
    listObservedProperties(api),
    listOwnChallenges(api),
    Promise.all(
      permissions.map((row) =>
        listAreaChoices(
          api,
          { areaCodes: ticksAt(row, 'areaCodes'), areaSearch: textAt(row, 'areaSearch') },
          language,
        ),
      ),
    ),
  ])
  const keepChosen = (options: Choice[], name: string): Choice[] => {
    const known = new Set(options.map(({ value }) => value))
    const chosen = new Set(rules.flatMap((row) => ticksAt(row, name)))
    return [...options, ...[...chosen].filter((value) => !known.has(value)).map(asItIs)]
  }
  return {
    organisations: keepChosen(
      organisations.map(({ id, name }) => ({ value: id, label: name })),
      'organisationIds',
    ),
    datasets: keepChosen(
      datasets.map(({ id, title, ownerName, access }) => ({
        value: id,
        label: words.datasetOf(title, ownerName, words.access[access]),
      })),
      'datasetIds',
    ),
    properties: keepChosen(
      properties.map(({ name }) => ({ value: name, label: capitalise(nameProperty(name, language)) })),
      'properties',
    ),
    challenges: keepChosen(
      challenges.map(({ id, title, published }) => ({
        value: id,
        label: published ? title : words.draftOf(title),
      })),
      'challengeIds',
    ),
    purposes: keepChosen(
      Object.entries(PURPOSES).map(([term, { label }]) => ({
        value: `${DPV}${term}`,
        label: capitalise(label[language]),
      })),
      'purposes',
    ),
    areas,
  }
}

const asItIs = (value: string): Choice => ({ value, label: value })

/** What the values that an agreement chooses from are called. */
export function nameAgreement(choices: AgreementChoices, language: Language): ChoiceNames {
  const { editing, workspace, agreements } = messagesOf(language)
  const rule = (list: string): ChoiceNames => ({
    [`${list}.*.organisationIds`]: namesOf(choices.organisations),
    [`${list}.*.datasetIds`]: namesOf(choices.datasets),
    [`${list}.*.properties`]: namesOf(choices.properties),
    [`${list}.*.challengeIds`]: namesOf(choices.challenges),
    [`${list}.*.purposes`]: namesOf(choices.purposes),
    [`${list}.*.actions`]: editing.agreement.actions,
    [`${list}.*.roles`]: workspace.roles,
    [`${list}.*.kind`]: agreements.duties,
  })
  return {
    ...rule('permissions'),
    ...rule('prohibitions'),
    ...rule('obligations'),
    'permissions.*.areaCodes': namesOf(choices.areas.flatMap(({ options }) => options)),
    'permissions.*.place': editing.agreement.places,
    'permissions.*.time': editing.agreement.times,
    'permissions.*.duties.*.kind': agreements.duties,
  }
}
