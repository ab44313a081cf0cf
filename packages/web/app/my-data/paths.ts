/** The pages about what the platform holds about somebody. `at` puts the language in front. */
export function myDataPaths(at: (path: string) => string) {
  return {
    myData: () => at('/mijn/gegevens'),
    /** What came of what one follows or contributed to. */
    myOutcomes: () => at('/mijn/gegevens#bijdrage'),
    myDataUses: () => at('/mijn/gegevens/gebruik'),
    deleteAccount: () => at('/mijn/gegevens/wissen'),
  }
}
