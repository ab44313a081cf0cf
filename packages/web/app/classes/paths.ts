/** The pages of a class: for pupils, for their teacher, and for who oversees all classes. `at` puts the language in front. */
export function classPaths(at: (path: string) => string) {
  const part = encodeURIComponent
  return {
    pupil: () => at('/klas'),
    myClasses: () => at('/mijn/klassen'),
    newClass: () => at('/mijn/klassen/nieuw'),
    myClass: (id: string) => at(`/mijn/klassen/${part(id)}`),
    classCards: (id: string) => at(`/mijn/klassen/${part(id)}/kaarten`),
    classAnalysis: (id: string, slug: string) => at(`/mijn/klassen/${part(id)}/analyses/${part(slug)}`),
    /** The picture of all reasonable choices of a conclusion of a draft, counted from 0. */
    classAnalysisChoices: (id: string, slug: string, claim: number) =>
      at(`/grafieken/analyses/${part(slug)}/keuzes?klas=${part(id)}&uitspraak=${claim}`),
    allClasses: () => at('/werkplek/klassen'),
  }
}
