/**
 * Student's t: the value that is exceeded with a probability of `above`.
 * @param above from 0 to a half, both excluded
 * @param degrees of freedom, a positive integer
 */
export function tQuantile(above: number, degrees: number): number {
  const within = 1 - 2 * above
  let low = 0
  let high = 1
  while (shareWithin(high, degrees) < within) high *= 2
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (shareWithin(middle, degrees) < within) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The probability of -t to t, by the finite series for integer degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
function shareWithin(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees))
  const square = Math.cos(angle) ** 2
  const isOdd = degrees % 2 === 1
  let term = isOdd ? Math.cos(angle) : 1
  let sum = degrees === 1 ? 0 : term
  for (let power = isOdd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= (square * (power - 1)) / power
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum
}
