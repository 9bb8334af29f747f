/** Characters that mean something to GitHub's Markdown, inline. */
const special = /[\\`*_~[\]<>|&#$!]/g

/** A text that shows in Markdown as it is, on one line: no link, picture, HTML, table cell, or mention comes of it. */
export function markdownText(text: string): string {
  return oneLine(text).replaceAll(special, String.raw`\$&`).replaceAll('@', '@<!-- -->').replaceAll(/\bhttps?:/gi, (scheme) => `${scheme.slice(0, -1)}&#58;`)
}

/** A text as code in a cell of a table of Markdown, which alone reads a backslash before a bar. See https://github.github.com/gfm/#example-200 */
export function markdownCell(text: string): string {
  return markdownCode(text.replaceAll('|', String.raw`\|`))
}

/** A text as code in Markdown; its own backticks stay inside. */
export function markdownCode(text: string): string {
  const line = oneLine(text)
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
