/** Letters of other alphabets that look as these. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  і: 'i',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  ѕ: 's',
  ј: 'j',
  һ: 'h',
  ԁ: 'd',
  α: 'a',
  ε: 'e',
  ο: 'o',
  ρ: 'p',
  ν: 'v',
  υ: 'u',
}

/** A text as a reader sees it: without characters that nobody sees, and with one letter for each that looks the same (NFKC). */
export function toPlain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\u0370-\u03ff\u0400-\u052f]/gu, (letter) => LOOKALIKES[letter.toLowerCase()] ?? letter)
}
