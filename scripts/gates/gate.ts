/** What a gate found: an empty list of findings means it passes. */
export type GateResult = {
  /** One finding each: what is wrong, where, and what to do. */
  findings: string[]
  /** Shown behind the result, such as how much was looked at. */
  note?: string
}

/** One check of the repository. It looks only at the tree under `root`. */
export type Gate = {
  name: string
  run: (root: string) => Promise<GateResult>
}

/** A finding that points at a line: `file:line  text`. */
export function at(file: string, line: number, text: string): string {
  return `${file}:${line}  ${text}`
}

/** A gate that looked at nothing is broken, not green. */
export function refuseEmpty(what: string, count: number): string[] {
  return count > 0 ? [] : [`No ${what} found: the gate looked at nothing, so it proves nothing.`]
}
