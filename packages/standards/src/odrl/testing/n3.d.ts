/** What the tests use of n3, which brings no types. */
declare module 'n3' {
  export interface Term {
    readonly termType: 'NamedNode' | 'BlankNode' | 'Literal'
    readonly value: string
    readonly datatype?: Term
    readonly language?: string
  }
  export interface Quad {
    readonly subject: Term
    readonly predicate: Term
    readonly object: Term
  }
  export class Parser {
    parse(text: string): Quad[]
  }
}
