/** East Asian wide and full-width characters and emoji take two cells (Unicode Standard Annex 11, in outline). */
const wide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u
const ascii = /^[\u0020-\u007E]*$/
/** Control characters and those that change the direction of what follows: a source file must not command the terminal. */
const commanding = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** Cells that a text takes in a terminal. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length
  return graphemes(text).reduce((width, each) => width + widthOf(each), 0)
}

/** The start of a text that fits, ended by `…` where something is cut off. */
export function cutToWidth(text: string, width: number): string {
  if (text.length <= width && ascii.test(text)) return text
  if (displayWidth(text) <= width) return text
  let cut = ''
  let used = 1
  for (const each of graphemes(text)) {
    used += widthOf(each)
    if (used > width) break
    cut += each
  }
  return width > 0 ? `${cut}…` : ''
}

/** The end of a path that fits, begun by `…` where something is cut off: the file's name says more than its folders. */
export function cutPathToWidth(path: string, width: number): string {
  if (displayWidth(path) <= width) return path
  let cut = ''
  for (const each of graphemes(path).toReversed()) {
    if (displayWidth(each + cut) >= width) break
    cut = each + cut
  }
  return width > 0 ? `…${cut}` : ''
}

/** A line of source or a message as it may be shown: tabs as two spaces, control characters visible. */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replaceAll(commanding, '\uFFFD')
}

function widthOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), (each) => each.segment)
}
