/** How a command tells what it does: lines for people on stderr, the result for programs on stdout. */
export type Output = {
  /**
   * A line that the next one overwrites on a terminal. Elsewhere, where every line stays, the same text with another number
   * is told once in half a minute, and the same number not again.
   */
  progress(text: string): void
  /** A line that stays. */
  line(text: string): void
  /** The outcome: as JSON with --json, else as the given lines. */
  result(value: object, lines: string[]): void
}

type Stream = { write(text: string): unknown; isTTY?: boolean }

const SECONDS_BETWEEN = 30

/** @param json whether the outcome is printed as JSON, without anything else on stdout */
export function createOutput(
  json: boolean,
  out: Stream = process.stdout,
  err: Stream = process.stderr,
  now: () => number = Date.now,
): Output {
  let open = false
  let told = { text: '', words: '', at: 0 }
  const isNews = (text: string, words: string) =>
    words !== told.words || (text !== told.text && now() - told.at >= SECONDS_BETWEEN * 1000)
  const endProgress = () => {
    if (open) err.write('\n')
    open = false
  }
  return {
    progress(text) {
      if (!err.isTTY) {
        const words = text.replace(/\d+/g, '')
        if (!isNews(text, words)) return
        told = { text, words, at: now() }
        err.write(`${text}\n`)
        return
      }
      err.write(`\r\u001b[2K${text}`)
      open = true
    },
    line(text) {
      endProgress()
      err.write(`${text}\n`)
    },
    result(value, lines) {
      endProgress()
      out.write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''))
    },
  }
}

/** A mistake of the person at the keyboard: its message is shown without a stack, and the exit code is 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
