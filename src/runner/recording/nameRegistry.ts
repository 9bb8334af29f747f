import type { RecordedReference } from '../../protocol/recordingLog.ts'

/** Knows the classes and functions that modules of the workspace bind to names. */
export class NameRegistry {
  readonly #pending: { readonly file: string; readonly name: string; readonly read: () => unknown }[] = []
  readonly #known = new WeakMap<object, RecordedReference>()

  add(file: string, names: Readonly<Record<string, () => unknown>>): void {
    for (const [name, read] of Object.entries(names)) this.#pending.push({ file, name, read })
  }

  /** `alias` stands for what `original` is. */
  alias(alias: object, original: object): void {
    this.#aliases.set(alias, original)
  }

  readonly #aliases = new WeakMap<object, object>()

  referenceOf(value: object): RecordedReference | null {
    const own = this.#known.get(value)
    if (own !== undefined) return own
    if (this.#pending.length === 0) return null
    this.#read()
    const original = this.#aliases.get(value)
    return this.#known.get(value) ?? (original === undefined ? null : this.#known.get(original) ?? null)
  }

  /** What a module has not bound yet, for it is still loading, is asked again. */
  #read(): void {
    for (let at = this.#pending.length - 1; at >= 0; at--) {
      const each = this.#pending[at]
      if (each === undefined) continue
      try {
        const value = each.read()
        if (typeof value === 'function' && !this.#known.has(value)) this.#known.set(value, { file: each.file, name: each.name })
        this.#pending.splice(at, 1)
      } catch {
        // In its temporal dead zone.
      }
    }
  }
}
