/** Pages about what came of something. `at` puts the language in front. */
export function outcomePaths(at: (path: string) => string) {
  return {
    /** The evaluation of an intervention, with its lesson. */
    outcome: (slug: string) => at(`/evaluaties/${encodeURIComponent(slug)}`),
  }
}
