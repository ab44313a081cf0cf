/** A number of Poisson's distribution (Knuth). */
export function drawCount(mean: number, uniform: () => number): number {
  const limit = Math.exp(-mean)
  let [count, product] = [0, uniform()]
  while (product > limit) {
    count += 1
    product *= uniform()
  }
  return count
}
