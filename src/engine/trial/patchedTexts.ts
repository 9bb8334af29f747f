import { readFileSync, statSync } from 'node:fs'

/** Files while the patches of a series are applied to them one after the other, in memory. By absolute path. */
export class PatchedTexts {
  readonly #before = new Map<string, string | null>()
  readonly #now = new Map<string, string | null>()

  /** As the patches so far have it; null where there is no such file. */
  textOf(file: string): string | null {
    const known = this.#now.get(file)
    if (known !== undefined) return known
    const text = readText(file)
    this.#before.set(file, text)
    this.#now.set(file, text)
    return text
  }

  /** @param text null to remove it */
  change(file: string, text: string | null): void {
    this.textOf(file)
    this.#now.set(file, text)
  }

  /** Files that are not as they were, or never were there. */
  changed(): readonly { readonly file: string; readonly before: string | null; readonly after: string | null }[] {
    return Array.from(this.#now, ([file, after]) => ({ file, before: this.#before.get(file) ?? null, after })).filter(({ before, after }) => before !== null || after !== null)
  }
}

/** As an editor would show it: without a byte order mark. */
function readText(file: string): string | null {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '') : null
}
