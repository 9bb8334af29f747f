import { bodyHash } from './bodyHash.ts'
import { discoverFunctions } from './discoverFunctions.ts'
import type { SourceFunction } from './sourceFunction.ts'

/** The functions of a text that another text has too, under the same name, but with something else in them. @returns those of the later text */
export function changedFunctions(before: string, after: string, file: string): readonly SourceFunction[] {
  const hashes = new Map(discoverFunctions(before, file).functions.map((each) => [each.name, bodyHash(before, each)]))
  return discoverFunctions(after, file).functions.filter((each) => {
    const hash = hashes.get(each.name)
    return hash !== undefined && hash !== bodyHash(after, each)
  })
}
