import { ApiProblem, type AreaShape, type FetchApi, get, listAll, listAreas, send } from '../api.ts'
import type { Choice } from '../components/form/fields.tsx'
import { type Language, messagesOf } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { withDone } from '../workspace/paths.ts'
import { type FormValues, textAt } from '../workspace/values.ts'
import {
  type ConsentNotice,
  chooseConsent,
  getPublishedNotice,
  listMyConsents,
  listNotices,
  type PlacePreview,
  previewAddress,
} from './api.ts'
import { answerFieldOf, choiceOf, notChosen } from './choice.ts'
import type { NoticeWithChoice } from './load-consents.server.ts'
import { isPlace, readPlace } from './place-form.ts'

/** What a page needs on which somebody puts a sensor on the map. */
export async function loadMapParts(api: FetchApi) {
  const [areas, { features }] = await Promise.all([
    listAll((from) => listAreas(api, { level: 'neighbourhood', pageSize: 200, ...from })),
    get<{ features: { properties: { code: string }; geometry: AreaShape }[] }>(api, '/api/v1/area-shapes', {
      level: 'neighbourhood',
    }),
  ])
  const options: Choice[] = areas.map(({ code, name }) => ({ value: code, label: name }))
  const known = new Map(areas.map((area) => [area.code, area]))
  const shapes = features.flatMap(({ properties: { code }, geometry }) => {
    const area = known.get(code)
    return area ? [{ code, name: area.name, labelPoint: area.labelPoint, geometry }] : []
  })
  return { areas: options, shapes }
}

/** The published notices of a dataset with what somebody chose on them, the one that invites hosts first. */
export async function loadNotices(api: FetchApi, datasetId: string): Promise<NoticeWithChoice[]> {
  const [found, choices] = await Promise.all([listNotices(api, { datasetId }), listMyConsents(api)])
  const notices = await Promise.all(found.map(({ id }) => getPublishedNotice(api, id)))
  return notices
    .filter(({ state }) => state === 'published')
    .sort((one, other) => Number(isInvitation(other)) - Number(isInvitation(one)))
    .map((notice) => ({ notice, choice: choices.find(({ noticeId }) => noticeId === notice.id) ?? null }))
}

const isInvitation = ({ purpose }: Pick<ConsentNotice, 'purpose'>) => purpose.endsWith('#DataAltruism')

/** What others see of the place in a form; null as long as there is none. @throws ApiProblem when it is no place */
export async function previewForm(api: FetchApi, values: FormValues): Promise<PlacePreview | null> {
  const place = readPlace(values)
  return isPlace(place) ? send<PlacePreview>(api, 'GET', previewAddress(place)) : null
}

/** The same for a form that is shown again with what is wrong: what cannot be looked at is left out. */
export const previewAgain = (api: FetchApi, values: FormValues) => previewForm(api, values).catch(() => null)

/** An answer to a notice, as the API takes it. */
export type Answer = { noticeId: string; body: object }

/**
 * The answers to all notices on which no consent stands, each with the precision that was chosen. One that stands holds for all sensors of
 * somebody in the dataset, so a form for one more sensor leaves it as it is.
 * @throws ApiProblem when one was not answered, or a notice is another than the one that was read
 */
export function readAnswers(
  notices: readonly NoticeWithChoice[],
  values: FormValues,
  language: Language,
): Answer[] {
  const words = messagesOf(language).my.place
  const open = notices.flatMap(({ notice, choice }) => (choice?.inForce ? [] : [notice]))
  const answers = open.map((notice) => {
    const field = answerFieldOf(notice)
    const answer = textAt(values, `${field}.answer`)
    const version = Number(textAt(values, `${field}.version`))
    return { notice, answer, version, pointer: `/${field.replace('.', '/')}/answer` }
  })
  const missing = answers.filter(({ answer }) => !isAnswer(answer))
  if (missing.length > 0)
    throw notChosen(
      words.answerFirst,
      missing.map(({ pointer }) => pointer),
    )
  const changed = answers.filter(({ notice, version }) => version !== notice.version)
  if (changed.length > 0)
    throw notChosen(
      words.noticeChanged,
      changed.map(({ pointer }) => pointer),
    )
  return answers.flatMap(({ notice, answer, version }) =>
    isAnswer(answer)
      ? [{ noticeId: notice.id, body: choiceOf(notice, version, answer, values, language) }]
      : [],
  )
}

/**
 * Sends answers for a sensor that was just placed, and says where to go on. The sensor comes first, so that nobody consents to what is not
 * there; when an answer is refused after all, its page says so.
 */
export async function sendAnswers(
  api: FetchApi,
  sensorId: string,
  answers: readonly Answer[],
  language: Language,
): Promise<string> {
  const page = pathsOf(language).mySensor(sensorId)
  try {
    for (const { noticeId, body } of answers) await chooseConsent(api, noticeId, body)
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    return withDone(page, 'geplaatst-zonder-antwoord')
  }
  return withDone(page, 'geplaatst')
}

const isAnswer = (text: string): text is 'yes' | 'no' => text === 'yes' || text === 'no'
