/** The pages of analyses. `at` puts the language in front. */
export function analysisPaths(at: (path: string) => string) {
  const part = encodeURIComponent
  const mine = (slug: string) => `/mijn/analyses/${part(slug)}`
  return {
    analyses: (subject?: string) => at(`/analyses${subject ? `?onderwerp=${part(subject)}` : ''}`),
    /** The newest version, or the one with this number. */
    analysis: (slug: string, version?: number) =>
      at(`/analyses/${part(slug)}${version === undefined ? '' : `/${version}`}`),
    rerunAnalysis: (slug: string, version: number) => at(`/analyses/${part(slug)}/herhaal?versie=${version}`),
    /** The picture of a chart of a version, counted from 0: of then, or with `now` of now. */
    analysisChart: (slug: string, version: number, chart: number) =>
      at(`/grafieken/analyses/${part(slug)}?versie=${version}&grafiek=${chart}`),
    /** The same of then or of now, on axes that span both. */
    rerunChart: (slug: string, version: number, chart: number, when: 'toen' | 'nu') =>
      at(`/grafieken/analyses/${part(slug)}?versie=${version}&grafiek=${chart}&herhaald=${when}`),
    /** The picture of a chart of a draft, as everybody would see it. */
    draftChart: (slug: string, chart: number) =>
      at(`/grafieken/analyses/${part(slug)}?versie=concept&grafiek=${chart}`),
    /** The picture of all reasonable choices of a conclusion, counted from 0: of a version, or of the draft. */
    analysisChoices: (slug: string, version: number | undefined, claim: number) =>
      at(`/grafieken/analyses/${part(slug)}/keuzes?versie=${version ?? 'concept'}&uitspraak=${claim}`),
    /** Answers a finding of the steering check of a version. */
    answerFinding: (slug: string, version: number, respect: string, finding: string) =>
      at(`${mine(slug)}/antwoord/${part(respect)}/${part(finding)}?versie=${version}`),
    myAnalyses: () => at('/mijn/analyses'),
    /** Begins an analysis, with a question as `writeQuestion` writes it. */
    newAnalysis: (question = '') => at(`/mijn/analyses/nieuw${question ? `?vraag=${part(question)}` : ''}`),
    myAnalysis: (slug: string) => at(mine(slug)),
    previewAnalysis: (slug: string) => at(`${mine(slug)}/voorbeeld`),
    /** Asks whether to make a copy of a version. */
    forkAnalysis: (slug: string, version: number) =>
      at(`/mijn/analyses/nieuw?van=${part(slug)}&versie=${version}`),
    withdrawAnalysis: (slug: string) => at(`${mine(slug)}/intrekken`),
  }
}
