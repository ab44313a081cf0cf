/** Where lessons have words about an evaluation, so that names can be blacked out of those along with it. */
export const WORDS_OF_LESSONS = {
  kind: 'evaluation',
  columns: ['surprised', 'for_whom', 'text', 'reason'].map((column) => ({
    ...{ table: 'lessons.lesson', of: 'evaluation_id', column },
    holds: 'text' as const,
  })),
}
