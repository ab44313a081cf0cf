import { randomUUID } from 'node:crypto'
import { PROPERTIES } from '@samenspel/standards/tabular'
import type { FetchApi } from '../api.ts'
import { capitalise } from '../format.ts'
import type { Language } from '../language.ts'
import { nameProperty } from '../property-names.server.ts'
import { listObservedProperties } from './api.ts'
import { type InboundSource, type InboundTrial, tryInbound } from './intake-api.ts'
import { namesOf } from './merge-forms.server.ts'
import { stampForm } from './revision.server.ts'
import {
  blankSourceRow,
  fillSource,
  placeSourceMistake,
  readSource,
  readTrial,
  takeFields,
  tidySource,
} from './source-form.ts'
import { answerForm, type FormState, sameForm } from './submission.server.ts'
import { pressRows, readPressed, readValues, textAt } from './values.ts'

/** The form of a source again, with what a trial made of the example. */
type Tried = FormState & { trial: InboundTrial | undefined }

/** Where what a source takes goes, and how to find what is stored of it now. */
type ExistingSource = { datasetId: string; read: () => Promise<InboundSource> }

/**
 * Does what the form of a source asks: another row, a trial of the example, or saving.
 * @param source that is there, with how to find it anew; of a new one the form says its dataset
 */
export async function answerSource(
  form: FormData,
  { api, language, source }: { api: FetchApi; language: Language; source?: ExistingSource },
  save: (
    body: ReturnType<typeof readSource> & { dataset: string; revision: string | undefined },
  ) => Promise<Response>,
) {
  const pressed = readPressed(form)
  if (pressed.kind !== 'do') {
    const next = pressRows(readValues(form), pressed, (list) => blankSourceRow(list, randomUUID()))
    return { ...sameForm(next.values, next.focus), trial: undefined }
  }
  const values = tidySource(readValues(form))
  const into = source?.datasetId ?? textAt(values, 'dataset')
  const work = async (revision: string | undefined): Promise<Response | Tried> => {
    if (pressed.what === 'try') {
      const trial = await tryInbound(api, readTrial(values, language, into))
      return { values, mistakes: [], trial }
    }
    if (pressed.what === 'take') {
      const trial = await tryInbound(api, readTrial(values, language, into, false))
      return { values: takeFields(values, trial.data, randomUUID), mistakes: [], trial }
    }
    return save({ dataset: into, ...readSource(values, language), revision })
  }
  const stored = source && {
    read: async () => stampSource(await source.read(), language),
    names: async () => ({
      'mapping.*.property': namesOf(await listPropertyChoices(api, undefined, language)),
    }),
    language,
  }
  return answerForm(values, work, { place: placeSourceMistake(values, language), stored })
}

/** The form of a source that is there, which remembers on which text of it it was filled in. */
export const stampSource = (source: InboundSource, language: Language) =>
  stampForm(fillSource(source, language), source.revision)

/** A name as the API takes it for what is measured. */
const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/

/** What a value of a message can be: what is well known, what is observed here, and what the source has already. */
export async function listPropertyChoices(
  api: FetchApi,
  source: InboundSource | undefined,
  language: Language,
) {
  const observed = await listObservedProperties(api)
  const names = [
    ...Object.keys(PROPERTIES),
    ...observed.map(({ name }) => name).filter((name) => NAME.test(name)),
    ...(source?.mapping ?? []).map(({ property }) => property),
  ]
  const choices = [...new Set(names)].map((value) => ({
    value,
    label: capitalise(nameProperty(value, language)),
  }))
  return choices.toSorted((left, right) => left.label.localeCompare(right.label, language))
}
