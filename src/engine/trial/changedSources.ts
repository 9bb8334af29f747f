import { readFile } from 'node:fs/promises'
import type { ProfileRequest } from '../profileFunction.ts'

/** A change of sources, by absolute path. */
export interface ChangedSources {
  /** Texts of changed files, and of new ones. */
  readonly texts: ReadonlyMap<string, string>
  /** Files that it removes. */
  readonly hidden: ReadonlySet<string>
}

/** What a request has with the change in it. */
export function withChange(request: ProfileRequest, { texts, hidden }: ChangedSources): ProfileRequest {
  const overlays = new Map([...request.overlays, ...texts])
  overlays.delete(request.file)
  return { ...request, text: texts.get(request.file) ?? request.text, overlays, hidden: new Set([...[...request.hidden ?? []].filter((file) => !texts.has(file)), ...hidden]) }
}

/** A file's text without the change, as the request has it or the disk; null where there is none. */
export async function textBefore(request: Pick<ProfileRequest, 'file' | 'text' | 'overlays' | 'hidden'>, file: string): Promise<string | null> {
  if (request.hidden?.has(file) === true) return null
  return file === request.file ? request.text : request.overlays.get(file) ?? await readFile(file, 'utf8').catch(() => null)
}
