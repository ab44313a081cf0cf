/** The pages of interventions. `at` puts the language in front. */
export function interventionPaths(at: (path: string) => string) {
  const part = encodeURIComponent
  const own = (slug: string) => `/werkplek/maatregelen/${part(slug)}`
  return {
    interventions: (filter: { challenge?: string; area?: string; state?: string } = {}) => {
      const query = new URLSearchParams({
        ...(filter.challenge && { opgave: filter.challenge }),
        ...(filter.area && { gebied: filter.area }),
        ...(filter.state && { stand: filter.state }),
      })
      return at(`/maatregelen${query.size > 0 ? `?${query}` : ''}`)
    },
    /** A small map of areas, and of those that they are compared with. */
    areasPicture: (areas: readonly string[], compared: readonly string[] = []) => {
      const pairs = (name: string, codes: readonly string[]) =>
        codes.map((code): [string, string] => [name, code])
      return at(
        `/grafieken/gebieden?${new URLSearchParams([...pairs('gebied', areas), ...pairs('vergelijk', compared)])}`,
      )
    },
    intervention: (slug: string) => at(`/maatregelen/${part(slug)}`),
    ownInterventions: () => at('/werkplek/maatregelen'),
    newIntervention: (challenge?: string) =>
      at(`/werkplek/maatregelen/nieuw${challenge ? `?opgave=${part(challenge)}` : ''}`),
    editIntervention: (slug: string) => at(own(slug)),
    interventionEthics: (slug: string) => at(`${own(slug)}/toets`),
    interventionDesign: (slug: string) => at(`${own(slug)}/opzet`),
    interventionStep: (slug: string, step: string, of?: string) =>
      at(`${own(slug)}/stappen/${part(step)}${of ? `?id=${part(of)}` : ''}`),
  }
}
