import type { RemarkPlace } from './api.ts'

/** Under which name an address has what a remark is about. */
const NAMES = { thing: 'meetpunt', datastream: 'meetreeks', area: 'gebied' } as const

/** What a remark is about, from the query of an address. */
export function placeIn(search: URLSearchParams): RemarkPlace {
  const [thing, datastream, area] = [NAMES.thing, NAMES.datastream, NAMES.area].map((name) =>
    search.get(name),
  )
  return { ...(thing && { thing }), ...(datastream && { datastream }), ...(area && { area }) }
}

function queryOf({ thing, datastream, area }: RemarkPlace, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    ...(thing !== undefined && { [NAMES.thing]: String(thing) }),
    ...(datastream !== undefined && { [NAMES.datastream]: String(datastream) }),
    ...(area !== undefined && { [NAMES.area]: area }),
    ...more,
  })
  return query.size > 0 ? `?${query}` : ''
}

/** The pages about remarks and moderation. `at` puts the language in front. */
export function remarkPaths(at: (path: string) => string) {
  const part = encodeURIComponent
  return {
    remarks: (place: RemarkPlace = {}) => at(`/opmerkingen${queryOf(place)}`),
    /** Those of who reads. */
    myRemarks: () => at('/opmerkingen?eigen=ja'),
    /** The form, filled in with a moment or a stretch of time. */
    newRemark: (place: RemarkPlace, time: { from?: string; to?: string } = {}) =>
      at(
        `/opmerkingen/nieuw${queryOf(place, { ...(time.from && { van: time.from }), ...(time.to && { tot: time.to }) })}`,
      ),
    remark: (id: string) => at(`/opmerkingen/${part(id)}`),
    editRemark: (id: string) => at(`/opmerkingen/${part(id)}/wijzigen`),
    reportText: (kind: string, id: string) => at(`/melden/${part(kind)}/${part(id)}`),
    houseRules: () => at('/huisregels'),
    judgements: () => at('/oordelen'),
    judgement: (id: string) => at(`/oordelen/${part(id)}`),
    moderation: () => at('/werkplek/moderatie'),
    judge: (kind: string, id: string) => at(`/werkplek/moderatie/${part(kind)}/${part(id)}`),
  }
}
