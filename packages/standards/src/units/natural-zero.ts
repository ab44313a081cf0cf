/** Units, as they are written, of which zero is an agreement: of 20 °C, 1 °C is no twentieth part. */
const WITHOUT = ['°C', '°F', 'Cel', 'pH', 'dB', 'dB(A)', 'dB[A]', 'hPa']

/** Whether zero of a unit means that there is nothing, as with a concentration; only then a part of a value says something. */
export function hasNaturalZero(unit: string): boolean {
  return !WITHOUT.includes(unit)
}
