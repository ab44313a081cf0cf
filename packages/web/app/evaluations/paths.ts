/** The pages of evaluations and lessons. `at` puts the language in front. */
export function evaluationPaths(at: (path: string) => string) {
  const part = encodeURIComponent
  const own = (key: string) => `/werkplek/evaluaties/${part(key)}`
  const queryOf = (filled: Record<string, string | undefined>) => {
    const query = new URLSearchParams(
      Object.entries(filled).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
    )
    return query.size > 0 ? `?${query}` : ''
  }
  return {
    evaluations: (filter: { answer?: string; challenge?: string; area?: string } = {}) =>
      at(`/evaluaties${queryOf({ antwoord: filter.answer, opgave: filter.challenge, gebied: filter.area })}`),
    evaluation: (slug: string) => at(`/evaluaties/${part(slug)}`),
    /** The figures that were used, as a table for programs. */
    evaluationFigures: (slug: string) => at(`/evaluaties/${part(slug)}/cijfers.csv`),
    /** @param computation the how manieth: another one is another picture */
    effectChart: (slug: string, computation = 1) =>
      at(`/grafieken/evaluaties/${part(slug)}?beeld=effect&berekening=${computation}`),
    /** How much the figures differ from what was to be expected. */
    differenceChart: (slug: string, computation = 1) =>
      at(`/grafieken/evaluaties/${part(slug)}?beeld=verschil&berekening=${computation}`),
    /** What was found where (`ruimte`) or when (`tijd`) there was nothing. */
    placeboChart: (slug: string, of: 'ruimte' | 'tijd', computation = 1) =>
      at(`/grafieken/evaluaties/${part(slug)}?beeld=${of}&berekening=${computation}`),
    lessons: (filter: { search?: string; verdict?: string } = {}) =>
      at(`/lessen${queryOf({ zoek: filter.search, uitspraak: filter.verdict })}`),
    /** The lesson of an evaluation. */
    lesson: (slug: string) => at(`/evaluaties/${part(slug)}#les`),
    ownEvaluations: () => at('/werkplek/evaluaties'),
    newEvaluation: (intervention?: string) =>
      at(`/werkplek/evaluaties/nieuw${queryOf({ maatregel: intervention })}`),
    editEvaluation: (key: string) => at(own(key)),
    evaluationComputation: (key: string) => at(`${own(key)}/berekening`),
    evaluationResult: (key: string) => at(`${own(key)}/uitkomst`),
    publishEvaluation: (key: string) => at(`${own(key)}/publiceren`),
    withdrawEvaluation: (key: string) => at(`${own(key)}/intrekken`),
    ownLessons: () => at('/werkplek/lessen'),
    drawLesson: (evaluation: string) => at(`/werkplek/lessen/${part(evaluation)}`),
  }
}
