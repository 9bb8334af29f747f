import { pathToFileURL } from 'node:url'
import { escapeRegExp } from 'es-toolkit'

/**
 * Lets a bundle name its workers in another folder. esbuild breaks a long text into one line for each character, with a backslash before each
 * break; the lines stay as many as they were, for the source map counts them.
 */
export function moveBundle(text: string, from: string, to: string): string {
  const characters = Array.from(pathToFileURL(from).href, (character) => escapeRegExp(character))
  return text.replaceAll(new RegExp(characters.join(String.raw`(?:\\\n)?`), 'gu'), (found) => pathToFileURL(to).href + '\\\n'.repeat(found.split('\\\n').length - 1))
}
