import type { components } from '@samenspel/client'
import { DPV, PURPOSES } from '@samenspel/standards/consent'
import { type Agreement, type FetchApi, get, getChallenge, getDataset } from '../api.ts'
import { capitalise } from '../format.ts'
import type { Language } from '../language.ts'
import { mayDo, type Person } from './me.ts'
import { unlessGone } from './parts.server.ts'

export type AgreementPreview = components['schemas']['AgreementPreview']
type Choice = { value: string; label: string }

/** What someone can look at: as which party, at which of their own datasets, and for which purpose. */
export type PreviewChoices = { organisations: Choice[]; datasets: Choice[]; purposes: Choice[] }

/** The names of the fields in the address of the page. */
export const PREVIEW_FIELDS = ['partij', 'dataset', 'doel'] as const

/**
 * What a party would see by an agreement, for who writes or signs agreements for the owner of one of its datasets.
 * @returns null when they may not for any; `isOpen` when everybody sees the dataset, so that the agreement makes nothing coarser; `seen`
 * is null as long as nothing is asked, `none` when no rule is about it, and `failed` when it could not be computed now
 */
export async function loadPreview(
  api: FetchApi,
  asked: { agreement: Agreement; person: Person; search: URLSearchParams; language: Language },
): Promise<{
  choices: PreviewChoices
  seen: AgreementPreview | 'none' | 'failed' | null
  isOpen: boolean
} | null> {
  const { agreement, person, search, language } = asked
  const rules = agreement.permissions
  const unique = (ids: string[]) => [...new Set(ids)]
  const found = await Promise.all(
    unique(rules.flatMap(({ datasetIds }) => datasetIds)).map((id) => getDataset(api, id).catch(() => null)),
  )
  const own = found.flatMap((dataset) =>
    dataset && mayDo(person, 'previews', dataset.ownerId) ? [dataset] : [],
  )
  const receivers = unique(rules.flatMap(({ organisationIds }) => organisationIds))
  if (own.length === 0 || receivers.length === 0) return null
  const names = new Map(agreement.parties.map(({ organisationId, name }) => [organisationId, name]))
  const challenges = await Promise.all(
    unique(rules.flatMap(({ challengeIds }) => challengeIds)).map((id) =>
      getChallenge(api, id).catch(() => null),
    ),
  )
  const known: Record<string, { label: Record<Language, string> }> = PURPOSES
  const choices: PreviewChoices = {
    organisations: receivers.map((id) => ({ value: id, label: names.get(id) || id })),
    datasets: own.map(({ id, title }) => ({ value: id, label: title })),
    purposes: [
      ...challenges.flatMap((challenge) =>
        challenge ? [{ value: challenge.id, label: challenge.title }] : [],
      ),
      ...unique(rules.flatMap(({ purposes }) => purposes)).map((purpose) => ({
        value: purpose,
        label: capitalise(known[purpose.slice(DPV.length)]?.label[language] ?? purpose),
      })),
    ],
  }
  const [organisationId, datasetId, purpose] = PREVIEW_FIELDS.map((field) => search.get(field) ?? '')
  const isOpen = own.some(({ id, access }) => id === datasetId && access === 'open')
  if (!organisationId || !datasetId) return { choices, seen: null, isOpen }
  const query = new URLSearchParams({ organisationId, datasetId, ...(purpose && { purpose }) })
  const address = `/api/v1/agreements/${encodeURIComponent(agreement.slug)}/preview?${query}`
  const seen = unlessGone(get<AgreementPreview>(api, address)).then((found) => found ?? ('none' as const))
  return { choices, isOpen, seen: await seen.catch(() => 'failed' as const) }
}
