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
    allClasses: () => at('/werkplek/klassen'),
  }
}
