import type { DiscoveredFunctions } from './discoverFunctions.ts'
import type { Rewrite } from './rewriteText.ts'

/** What is changed in the user's text so that code at its end gets at an anonymous default export. Lines stay where they are. */
export interface NamedDefault {
  readonly rewrite: Rewrite
  /** To be appended. */
  readonly code: string
}

/** Gives the anonymous default export a name; null where there is none. */
export function nameDefaultExport(text: string, discovered: DiscoveredFunctions, name: string): NamedDefault | null {
  const anonymous = discovered.anonymousDefault
  if (anonymous === null) return null
  if (anonymous.kind !== 'expression') {
    return { rewrite: { start: anonymous.nameOffset, end: anonymous.nameOffset, text: ` ${name} ` }, code: '' }
  }
  const head = /^export(?:\s|\/\*[^]*?\*\/|\/\/[^\r\n]*)*default/.exec(text.slice(anonymous.start))?.[0] ?? 'export default'
  const lineBreaks = head.replace(/[^\r\n]/g, '')
  return {
    rewrite: { start: anonymous.start, end: anonymous.start + head.length, text: `const ${name} =${lineBreaks}` },
    code: `export { ${name} as default };\n`,
  }
}

/** Code in a static block at the end of a class, on the line of its closing brace: only there are private names known. */
export function insideClass(offset: number, code: string): Rewrite {
  return { start: offset, end: offset, text: `;static{${code}}` }
}
