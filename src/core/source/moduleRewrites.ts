import type { DiscoveredFunctions } from './discoverFunctions.ts'
import type { Rewrite } from './rewriteText.ts'

/**
 * What to change in the user's text to give its anonymous default export a name, so that code at its end gets at it. Lines
 * stay where they are, and the text alone still is a module. Null where there is none.
 */
export function nameDefaultExport(text: string, discovered: DiscoveredFunctions, name: string): Rewrite | null {
  const anonymous = discovered.anonymousDefault
  if (anonymous === null) return null
  const { start, kind, nameOffset } = anonymous
  if (kind !== 'expression') return { start: nameOffset, end: nameOffset, text: ` ${name} ` }
  const head = /^export(?:\s|\/\*[^]*?\*\/|\/\/[^\r\n]*)*default/.exec(text.slice(start))?.[0] ?? 'export default'
  const lineBreaks = head.replace(/[^\r\n]/g, '')
  return { start, end: start + head.length, text: `export { ${name} as default };const ${name} =${lineBreaks}` }
}

/** Code in a static block at the end of a class, on the line of its closing brace: only there are private names known. */
export function insideClass(offset: number, code: string): Rewrite {
  return { start: offset, end: offset, text: `;static{${code}}` }
}
