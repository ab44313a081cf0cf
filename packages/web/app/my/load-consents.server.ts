import type { FetchApi } from '../api.ts'
import {
  type ConsentNotice,
  type ConsentSummary,
  getPublishedNotice,
  listMyConsents,
  listMySensors,
  listNotices,
} from './api.ts'

/** A notice with what somebody chose on it; null when nothing yet. */
export type NoticeWithChoice = { notice: ConsentNotice; choice: ConsentSummary | null }

/** What somebody chose, and the notices that ask something of the sensors they host. */
export async function loadConsents(api: FetchApi): Promise<NoticeWithChoice[]> {
  const [choices, sensors] = await Promise.all([listMyConsents(api), listMySensors(api)])
  const datasets = [...new Set(sensors.map(({ datasetId }) => datasetId))]
  const asked = (await Promise.all(datasets.map((datasetId) => listNotices(api, { datasetId })))).flat()
  const ids = new Set([...choices.map(({ noticeId }) => noticeId), ...asked.map(({ id }) => id)])
  const notices = await Promise.all([...ids].map((id) => getPublishedNotice(api, id)))
  // Who works on notices sees drafts too; nobody chooses on those.
  return notices
    .filter(({ state }) => state === 'published')
    .map((notice) => ({ notice, choice: choices.find(({ noticeId }) => noticeId === notice.id) ?? null }))
}
