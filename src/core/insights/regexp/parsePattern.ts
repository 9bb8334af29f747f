/** A regular expression's parts. */
export type Pattern =
  /** One character: `text` is the expression that matches it. */
  | { readonly kind: 'set'; readonly text: string }
  /** It takes no character, and may fail: `^`, `\b`, what looks ahead or back. */
  | { readonly kind: 'assertion' }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  /** `most` may be infinite. */
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number }

/** A syntax that is not known here. */
class Unknown extends Error {}

/** Reads a regular expression; null where it has references back, or what is newer than these. */
export function parsePattern(source: string, flags: string): Pattern | null {
  if (flags.includes('v')) return null
  try {
    const reader = new Reader(source, flags.includes('u'))
    return reader.choice()
  } catch (error) {
    if (error instanceof Unknown) return null
    throw error
  }
}

const escaped = /\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|[pP]\{[^}]*\}|[^])/iuy
const quantifier = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/uy
const charClass = /\[(?:\\[^]|[^\]\\])*\]/uy

class Reader {
  readonly #source: string
  readonly #isUnicode: boolean
  #at = 0

  constructor(source: string, isUnicode: boolean) {
    this.#source = source
    this.#isUnicode = isUnicode
  }

  /** As far as the bracket that closes it. */
  choice(): Pattern {
    const options: Pattern[] = [this.#sequence()]
    while (this.#take('|')) options.push(this.#sequence())
    const [only] = options
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options }
  }

  #sequence(): Pattern {
    const parts: Pattern[] = []
    while (this.#at < this.#source.length && !/[|)]/u.test(this.#source.charAt(this.#at))) parts.push(this.#quantified(this.#atom()))
    return { kind: 'sequence', parts }
  }

  #quantified(part: Pattern): Pattern {
    const match = this.#match(quantifier)
    if (match === null) return part
    const [text, least, range, most] = match
    switch (text.charAt(0)) {
      case '*': return { kind: 'repeat', part, least: 0, most: Infinity }
      case '+': return { kind: 'repeat', part, least: 1, most: Infinity }
      case '?': return { kind: 'repeat', part, least: 0, most: 1 }
      default: return { kind: 'repeat', part, least: Number(least), most: range === undefined ? Number(least) : most === '' ? Infinity : Number(most) }
    }
  }

  #atom(): Pattern {
    if (this.#take('(')) return this.#group()
    if (this.#take('^') || this.#take('$')) return { kind: 'assertion' }
    const escape = this.#match(escaped)?.[0]
    if (escape !== undefined) {
      if (/^\\[bB]$/u.test(escape)) return { kind: 'assertion' }
      if (/^\\[1-9k]/u.test(escape)) throw new Unknown()
      return { kind: 'set', text: escape }
    }
    const set = this.#match(charClass)?.[0]
    if (set !== undefined) return { kind: 'set', text: set }
    const code = this.#source.codePointAt(this.#at) ?? 0
    const char = this.#isUnicode ? String.fromCodePoint(code) : this.#source.charAt(this.#at)
    this.#at += char.length
    return { kind: 'set', text: char === '.' ? char : char.replace(/[{}\]/]/u, '\\$&') }
  }

  #group(): Pattern {
    const isAssertion = this.#take('?=') || this.#take('?!') || this.#take('?<=') || this.#take('?<!')
    if (!isAssertion && !this.#take('?:') && this.#match(/\?<[\p{ID_Continue}$]+>/uy) === null && this.#source.startsWith('?', this.#at)) throw new Unknown()
    const inner = this.choice()
    if (!this.#take(')')) throw new Unknown()
    return isAssertion ? { kind: 'assertion' } : inner
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#source)
    if (match !== null) this.#at += match[0].length
    return match
  }
}
