import { type AreaShape, type FetchApi, get, listAll, listAreas, send } from '../api.ts'
import type { Choice } from '../components/form/fields.tsx'
import type { Language } from '../language.ts'
import { type FormValues, textAt } from '../workspace/values.ts'
import {
  type ConsentNotice,
  chooseConsent,
  getPublishedNotice,
  listNotices,
  type PlacePreview,
  previewAddress,
} from './api.ts'
import { choiceOf, notChosen } from './choice.ts'
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

/** The published notices of a dataset, the one that invites hosts first. */
export async function loadNotices(api: FetchApi, datasetId: string): Promise<ConsentNotice[]> {
  const found = await listNotices(api, { datasetId })
  const notices = await Promise.all(found.map(({ id }) => getPublishedNotice(api, id)))
  return notices
    .filter(({ state }) => state === 'published')
    .sort((one, other) => Number(isInvitation(other)) - Number(isInvitation(one)))
}

const isInvitation = ({ purpose }: Pick<ConsentNotice, 'purpose'>) => purpose.endsWith('#DataAltruism')

/** What others see of the place in a form; null as long as there is none. @throws ApiProblem when it is no place */
export async function previewForm(api: FetchApi, values: FormValues): Promise<PlacePreview | null> {
  const place = readPlace(values)
  return isPlace(place) ? send<PlacePreview>(api, 'GET', previewAddress(place)) : null
}

/** The same for a form that is shown again with what is wrong: what cannot be looked at is left out. */
export const previewAgain = (api: FetchApi, values: FormValues) => previewForm(api, values).catch(() => null)

/**
 * Sends the answers to all notices, each with the precision that was chosen.
 * @throws ApiProblem when one was not answered, before any is sent
 */
export async function sendChoices(
  api: FetchApi,
  notices: readonly ConsentNotice[],
  values: FormValues,
  { language, words }: { language: Language; words: string },
): Promise<void> {
  const answers = notices.map((notice, index) => {
    const answer = textAt(values, `choices.${index}.answer`)
    return { notice, answer, index }
  })
  const open = answers.filter(({ answer }) => !isAnswer(answer))
  if (open.length > 0)
    throw notChosen(
      words,
      open.map(({ index }) => `/choices/${index}/answer`),
    )
  for (const { notice, answer, index } of answers) {
    if (!isAnswer(answer)) continue
    const version = Number(textAt(values, `choices.${index}.version`)) || notice.version
    await chooseConsent(api, notice.id, choiceOf(notice, version, answer, values, language))
  }
}

const isAnswer = (text: string): text is 'yes' | 'no' => text === 'yes' || text === 'no'
