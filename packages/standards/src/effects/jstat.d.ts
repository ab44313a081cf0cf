/** What is used of jstat 1.9.6, which comes without types. */
declare module 'jstat' {
  const jstat: {
    normal: {
      cdf(x: number, mean: number, deviation: number): number
      inv(share: number, mean: number, deviation: number): number
    }
    chisquare: { cdf(x: number, degrees: number): number }
    centralF: { cdf(x: number, above: number, below: number): number }
  }
  export default jstat
}
