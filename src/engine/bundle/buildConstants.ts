import { parseSync } from 'oxc-parser'
import { declaredNames, isReference, walkCode } from './syntaxWalk.ts'

/** How constants are written that a build puts values in the place of, as `__DEV__`, `__VERSION__`. */
const pattern = /(?<![\w$.])__[A-Z][A-Z\d]*(?:_[A-Z\d]+)*__(?![\w$])/

/**
 * Constants that esbuild's output reads and nothing in it declares or asks for: the package's own build, which does not run here, would put values
 * in their place.
 * @param output plain JavaScript
 */
export function buildConstants(output: string): readonly string[] {
  // Parsing a large bundle takes a while, and most have none.
  if (!pattern.test(output)) return []
  const known = new Set<string>()
  const used = new Set<string>()
  walkCode(parseSync('bundle.mjs', output).program, (node, place) => {
    for (const name of declaredNames(node)) known.add(name)
    if (node.type !== 'Identifier' || !pattern.test(node.name) || !isReference(place)) return
    used.add(node.name)
    // Code that asks first does without.
    if (place.parent?.type === 'UnaryExpression' && place.parent.operator === 'typeof') known.add(node.name)
  })
  return [...used].filter((name) => !known.has(name)).toSorted()
}

/** Gives the constants the values of a release, where nothing else gave them one; on no line of its own. Empty where there are none. */
export function defineBuildConstants(names: readonly string[]): string {
  return names.map((name) => `globalThis.${name} ??= ${valueOf(name)};`).join(' ')
}

/** What was assumed, sentences for people. */
export function describeBuildConstants(names: readonly string[]): readonly string[] {
  if (names.length === 0) return []
  return [`${names.map((name) => `${name} = ${valueOf(name)}`).join(', ')}: assumed, as a build would put ${names.length === 1 ? 'a value' : 'values'} there and this is the source.`]
}

function valueOf(name: string): string {
  return name.includes('VERSION') ? '\'0.0.0\'' : 'false'
}
