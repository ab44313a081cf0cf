import type { RouterContextProvider } from 'react-router'
import { getSite } from '../context.ts'
import { listOwnDatasets } from './api.ts'
import { getPerson, mayDo } from './me.ts'

/** The datasets in which someone may put measurements, to choose from. */
export async function listWritableDatasets(context: Readonly<RouterContextProvider>) {
  const person = getPerson(context)
  const datasets = await listOwnDatasets(getSite(context).fetchApi)
  return datasets
    .filter(({ ownerId }) => mayDo(person, 'datasets', ownerId))
    .map(({ id, title }) => ({ value: id, label: title }))
}
