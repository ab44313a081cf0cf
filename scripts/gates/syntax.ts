import ts from 'typescript'
import type { TextFile } from './files.ts'

/** The syntax tree of a source file, with parents set. */
export function parseSource({ path, text }: TextFile): ts.SourceFile {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
}

/** Line number, from 1, of a position in the text. */
export function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1
}

/** Calls `look` for a node and all nodes below it. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}

/** Every comment of a source file with its position; text inside strings and templates is no comment. */
export function listComments(source: ts.SourceFile): { text: string; position: number }[] {
  const found = new Map<number, string>()
  const add = (ranges: ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) found.set(pos, source.text.slice(pos, end))
  }
  const walk = (node: ts.Node) => {
    if (ts.isJsxText(node)) return
    const parts = node.getChildren(source)
    for (const part of parts) walk(part)
    if (parts.length > 0 || node.kind === ts.SyntaxKind.SyntaxList) return
    // The text before a token: the rest of the line above it, and the lines between.
    add(ts.getTrailingCommentRanges(source.text, node.getFullStart()))
    add(ts.getLeadingCommentRanges(source.text, node.getFullStart()))
  }
  walk(source)
  return [...found].map(([position, text]) => ({ position, text }))
}
