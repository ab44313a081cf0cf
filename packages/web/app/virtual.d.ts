declare module 'virtual:candidate-styles.css'
declare module 'virtual:text-files' {
  /** Where a browser finds the texts of a language. */
  const files: Partial<Record<string, string>>
  export default files
}
