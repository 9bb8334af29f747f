import { readFileSync } from 'node:fs'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import type { DiscoveredFunctions } from '../../core/source/discoverFunctions.ts'
import type { SourceFunction, UnlistedCode } from '../../core/source/sourceFunction.ts'
import type { ProfileRequest } from '../profileFunction.ts'

/** What the text of a file that was sampled says about its functions, by absolute path. */
export interface SampledFunctions {
  readonly functionsOf: (file: string) => readonly SourceFunction[]
  readonly unlistedOf: (file: string) => readonly UnlistedCode[]
}

/** Reads and parses each file once. */
export function sampledFunctions(request: ProfileRequest): SampledFunctions {
  const known = new Map<string, DiscoveredFunctions>()
  const read = (file: string): DiscoveredFunctions => {
    const found = known.get(file) ?? discoverFunctions(textOf(request, file), file)
    known.set(file, found)
    return found
  }
  return { functionsOf: (file) => read(file).functions, unlistedOf: (file) => read(file).unlisted }
}

/** The text that ran: the editor's where it holds the file, else the disk's; empty where it cannot be read. */
function textOf(request: ProfileRequest, file: string): string {
  if (file === request.file) return request.text
  const overlay = request.overlays.get(file)
  if (overlay !== undefined) return overlay
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Deleted while it ran, or no file at all: its lines are shown, its functions go unnamed.
    return ''
  }
}
