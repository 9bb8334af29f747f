import { relative, resolve } from 'node:path'

/**
 * A file of a run as one names it in the terminal: from the working directory, or absolute where that is shorter.
 * @param root what relative names of the run are relative to
 */
export function nameFromHere(root: string, file: string, cwd: string = process.cwd()): string {
  if (/^[a-z]{2,}:/.test(file)) return file
  const absolute = resolve(root, file)
  const fromHere = relative(cwd, absolute)
  return fromHere.length <= absolute.length ? fromHere : absolute
}
