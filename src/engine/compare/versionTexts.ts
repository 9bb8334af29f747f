import { readFile } from 'node:fs/promises'
import type { Bundle } from '../bundle/bundleEntry.ts'
import type { ProfileRequest } from '../profileFunction.ts'

/** Texts of the user's modules in a bundle, as they were bundled, by absolute path. */
export async function versionTexts({ files }: Pick<Bundle, 'files'>, request: Pick<ProfileRequest, 'file' | 'text' | 'overlays'>): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(files.map(async (file) => [file, file === request.file ? request.text : request.overlays.get(file) ?? await readFile(file, 'utf8')] as const)))
}
