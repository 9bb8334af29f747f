import { discoverFunctions } from './discoverFunctions.ts'
import type { Extent } from './functionBinding.ts'
import type { SourceFunction } from './sourceFunction.ts'

/** Where a text does not parse: the functions of the one before it in which both differ. None where it does. */
export function functionsBroken(before: string, after: string, file: string): readonly SourceFunction[] {
  const { functions, errors } = discoverFunctions(after, file)
  if (functions.length > 0 || errors.length === 0) return []
  const { start, end } = differingExtent(before, after)
  return discoverFunctions(before, file).functions.filter(({ range }) => range.start < end && start < range.end)
}

/** What of a text is not as in another, from the first difference to the last. What was inserted stands in something, too. */
function differingExtent(before: string, after: string): Extent {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let same = 0
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++
  return { start, end: Math.max(start + 1, before.length - same) }
}
