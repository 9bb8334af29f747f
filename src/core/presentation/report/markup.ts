/** Markup that is fit to stand in a page: only `html` makes it. */
class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type { Markup }

type Part = Markup | string | number | readonly Markup[]

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** What HTML does not allow, whichever way it is written (https://html.spec.whatwg.org/#preprocessing-the-input-stream); and what turns the direction of a text, so that code reads otherwise than it runs (CVE-2021-42574). */
const unfit = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu

/** HTML, in which all that is put in is shown as it is: as text, or as the value of a quoted attribute. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, index) => string + textOf(parts[index] ?? '')).join(''))
}

/** Styles, which no text from elsewhere may be put into. */
export function styleElement(css: string): Markup {
  return new Markup(`<style>${css}</style>`)
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text
  if (typeof part === 'object') return part.map(({ text }) => text).join('')
  return String(part).replaceAll(unfit, '\uFFFD').replaceAll(/[&<>"']/gu, (character) => entities[character] ?? '')
}
