import { readFile } from 'node:fs/promises'

/** Files that are read at once. */
const together = 64

/** Bundled or generated files are larger than what a person writes. */
const largestText = 1_000_000

/** Characters of all files; what comes later counts as empty. */
const mostCharacters = 100_000_000

/** Reads files once each; unsaved ones as the editor has them. */
export class SourceTexts {
  readonly #texts = new Map<string, string>()
  #characters = 0

  /** @param overlays unsaved files by absolute path */
  constructor(overlays: ReadonlyMap<string, string>) {
    for (const [file, text] of overlays) this.#texts.set(file, text)
  }

  /** Reads what was not read yet. */
  async read(files: readonly string[], signal: AbortSignal): Promise<void> {
    const missing = files.filter((file) => !this.#texts.has(file))
    for (let start = 0; start < missing.length; start += together) {
      signal.throwIfAborted()
      await Promise.all(missing.slice(start, start + together).map(async (file) => {
        const text = await readFile(file, 'utf8').catch(() => '')
        const isTooMuch = text.length > largestText || this.#characters + text.length > mostCharacters
        this.#texts.set(file, isTooMuch ? '' : text)
        if (!isTooMuch) this.#characters += text.length
      }))
    }
  }

  /** The text of a file that was read; empty where it cannot be. */
  of(file: string): string {
    return this.#texts.get(file) ?? ''
  }
}
