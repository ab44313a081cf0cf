/** An amount in whole euros, or with cents when it has them. */
export function writeEuros(amount: number, language: 'nl' | 'en'): string {
  const whole = Number.isInteger(amount)
  return new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: whole ? 0 : 2,
  }).format(amount)
}
