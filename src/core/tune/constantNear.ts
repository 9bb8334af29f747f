import type { NumericConstant } from '../source/numericConstants.ts'

/** The constant that a cursor is on: the one whose value it is in, else the nearest on its line; null where the line has none. */
export function constantNear(constants: readonly NumericConstant[], line: number, offset: number): NumericConstant | null {
  const distance = ({ start, end }: NumericConstant): number => Math.max(0, start - offset, offset - end)
  return constants.filter((each) => each.line === line).toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}

/** Whether a line may hold a constant with a number, told without reading the text around it: cheap enough for every move of the cursor. */
export function mayHoldConstant(line: string): boolean {
  return line.includes('@tune') || /\bconst\b.*=\s*[(-]*\s*\.?\d/u.test(line)
}
