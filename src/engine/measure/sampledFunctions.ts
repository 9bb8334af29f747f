import { readFileSync } from 'node:fs'
import { discoverFunctions } from '../../core/source/discoverFunctions.ts'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'
import type { ProfileRequest } from '../profileFunction.ts'

/** Tells the functions of files that were sampled, by absolute path; reads and parses each file once. */
export function sampledFunctions(request: ProfileRequest): (file: string) => readonly SourceFunction[] {
  const known = new Map<string, readonly SourceFunction[]>()
  return (file) => {
    const found = known.get(file) ?? discoverFunctions(textOf(request, file), file).functions
    known.set(file, found)
    return found
  }
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
