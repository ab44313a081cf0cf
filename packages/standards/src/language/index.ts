/** A text in both languages of the product, written as a pair at the place where it is said. */
export type Bilingual = { readonly nl: string; readonly en: string }
