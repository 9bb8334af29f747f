/** ln(current / base) of two times; empty where one of them was too quick to tell. */
export function logRatio(base: number, current: number): readonly number[] {
  return base > 0 && current > 0 ? [Math.log(current / base)] : []
}
