import { type Actor, hasRole, isBound, organisationsOf } from '../../platform/actor.ts'
import { chooseOwner } from '../../platform/owner.ts'
import { CC0, NOT_OPEN, WRITERS } from './lists.ts'
import type { DatasetChange, DatasetContent, NewDataset } from './schema.ts'

/** A mistake in what was asked: where, and what to do about it. */
export type Mistake = { pointer: string; nl: string; en: string }

/** What decides who may see and change a dataset. */
export type DatasetAccess = { id: string; ownerId: string; access: DatasetContent['access'] }

/** Besides the open datasets: those of these organisations, and the one that a token is for. */
export type Readable = { organisationIds: readonly string[]; datasetId: string | null }

/**
 * Which datasets the actor may read. Others compile it into their SQL with `isReadable`, over `v_dataset`, in which
 * a dataset that is to be made less precise before others see it counts as restricted.
 */
export function readableDatasets(actor: Actor): Readable {
  return { organisationIds: organisationsOf(actor), datasetId: isBound(actor) ? actor.datasetId : null }
}

/** May the actor read this dataset? Says the same as `isReadable`. */
export function canReadDataset(actor: Actor, { id, access, ownerId }: DatasetAccess): boolean {
  const { organisationIds, datasetId } = readableDatasets(actor)
  return access === 'open' || organisationIds.includes(ownerId) || datasetId === id
}

/** May the actor change this dataset and what is in it? A token that is bound to a dataset only that one. */
export function canWriteDataset(actor: Actor, { id, ownerId }: DatasetAccess): boolean {
  if (!isBound(actor)) return hasRole(actor, WRITERS, ownerId)
  return (
    actor.datasetId === id && actor.organisationId === ownerId && WRITERS.some((role) => role === actor.role)
  )
}

/**
 * For which organisation the actor makes a dataset: the asked one, or the only one for which they may.
 * A token that is bound to a dataset makes none.
 */
export function chooseDatasetOwner(actor: Actor, asked: string | undefined): { ownerId: string } | Mistake {
  return chooseOwner(actor, WRITERS, asked)
}

/** A new dataset with what was left open filled in: everything precise, nothing thrown away. */
export function completeDataset(given: NewDataset): DatasetContent {
  return {
    title: given.title,
    description: given.description ?? '',
    licence: given.licence,
    access: given.access,
    theme: given.theme,
    contact: given.contact,
    corrections: given.corrections ?? 'replace',
    precision: { place: 'exact', time: 'raw', delayMinutes: 0, minimumGroup: 1, ...given.precision },
    retention: { rawDays: null, hourDays: null, ...given.retention },
  }
}

/** The open dataset that takes what an organisation measures without naming a dataset. */
export function describeDefault(organisation: string): DatasetContent {
  return completeDataset({
    title: `Metingen van ${organisation}`.slice(0, 300),
    description: `Metingen die ${organisation} doorgeeft zonder een dataset te noemen.`,
    licence: CC0,
    access: 'open',
    theme: 'environment',
    contact: organisation,
  })
}

/** A dataset after a change: only the given fields change, also inside precision and retention. */
export function mergeDataset(current: DatasetContent, change: DatasetChange): DatasetContent {
  return {
    ...current,
    ...change,
    precision: { ...current.precision, ...change.precision },
    retention: { ...current.retention, ...change.retention },
  }
}

/** Whether a change lets others read more or less of a dataset. */
export function isReadDifferently(before: DatasetContent, after: DatasetContent): boolean {
  const told = ({ access, precision }: DatasetContent) => {
    const { place, time, delayMinutes, minimumGroup } = precision
    return JSON.stringify([access, place, time, delayMinutes, minimumGroup])
  }
  return told(before) !== told(after)
}

/** Everything that does not fit together, all at once. */
export function findMistakes({ access, licence, retention, precision }: DatasetContent): Mistake[] {
  const mistakes: Mistake[] = []
  if (access === 'open' && licence === NOT_OPEN) {
    mistakes.push({
      pointer: '/licence',
      nl: 'Een open dataset heeft een open licentie, zoals CC0. Kies een andere licentie, of een andere toegang.',
      en: 'An open dataset has an open licence, such as CC0. Choose another licence, or another access.',
    })
  }
  const { rawDays, hourDays } = retention
  if (hourDays !== null && (rawDays === null || rawDays > hourDays)) {
    mistakes.push({
      pointer: '/retention/rawDays',
      nl: 'Losse metingen bewaart u niet langer dan de uurcijfers ervan.',
      en: 'Raw values are not kept longer than their hour figures.',
    })
  }
  if (access === 'personal' && precision.minimumGroup < 2) {
    mistakes.push({
      pointer: '/precision/minimumGroup',
      nl: 'Bij persoonsgegevens is de kleinste groep 2 of meer, anders gaat een cijfer over één persoon.',
      en: 'With personal data the smallest group is 2 or more, or a figure is about one person.',
    })
  }
  return mistakes
}

/**
 * What a change takes away of what protects residents, and what they said yes to: a consent has how precisely their place and their times are seen, but not
 * in how large a group they are and how much later they are seen.
 */
export function findLoosened(before: DatasetContent, after: DatasetContent): Mistake[] {
  if (before.access !== 'personal') return []
  const mistakes: Mistake[] = []
  if (after.access !== 'personal') {
    mistakes.push({
      pointer: '/access',
      nl: 'In deze dataset staan meters van bewoners. Zij gaven toestemming voor persoonsgegevens, dus de dataset blijft dat. Maak voor andere gegevens een nieuwe dataset.',
      en: 'This dataset has sensors of residents. They consented to personal data, so it stays that. Make a new dataset for other data.',
    })
  }
  const [was, is] = [before.precision, after.precision]
  if (is.minimumGroup < was.minimumGroup) {
    mistakes.push({
      pointer: '/precision/minimumGroup',
      nl: `In deze dataset staan meters van bewoners. Zij gaven toestemming toen de kleinste groep ${was.minimumGroup} was; kleiner maken kan niet. Maak een nieuwe dataset.`,
      en: `This dataset has sensors of residents. They consented when the smallest group was ${was.minimumGroup}; it cannot be made smaller. Make a new dataset.`,
    })
  }
  if (is.delayMinutes < was.delayMinutes) {
    mistakes.push({
      pointer: '/precision/delayMinutes',
      nl: `In deze dataset staan meters van bewoners. Zij gaven toestemming toen anderen de metingen pas na ${was.delayMinutes} minuten zagen; eerder laten zien kan niet. Maak een nieuwe dataset.`,
      en: `This dataset has sensors of residents. They consented when others saw measurements only after ${was.delayMinutes} minutes; they cannot be shown sooner. Make a new dataset.`,
    })
  }
  return mistakes
}
