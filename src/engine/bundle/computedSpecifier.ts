import { escapeRegExp } from 'es-toolkit'
import type { Node } from 'oxc-parser'

/** A specifier that is put together at run time: its fixed parts, with null for what is not known before. */
export type SpecifierPattern = readonly (string | null)[]

/** What can be said of a specifier from the source alone. A plain string is one fixed part. */
export function specifierPattern(node: Node): SpecifierPattern {
  switch (node.type) {
    case 'Literal':
      return [typeof node.value === 'string' ? node.value : null]
    case 'TemplateLiteral':
      return node.quasis.flatMap((quasi, index) => [quasi.value.cooked ?? null, ...(index < node.expressions.length ? [null] : [])])
    case 'BinaryExpression':
      return node.operator === '+' ? [...specifierPattern(node.left), ...specifierPattern(node.right)] : [null]
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return specifierPattern(node.expression)
    default:
      return [null]
  }
}

/** Is it known before the run? A choice between two such strings is: esbuild bundles both. */
export function isLiteralSpecifier(node: Node): boolean {
  if (node.type === 'ConditionalExpression') return isLiteralSpecifier(node.consequent) && isLiteralSpecifier(node.alternate)
  if (node.type === 'TemplateLiteral') return node.expressions.length === 0
  return node.type === 'Literal' && typeof node.value === 'string'
}

/** A relative pattern, a regular expression for each segment that is not fixed. */
export type SpecifierSegments = readonly (string | RegExp)[]

/**
 * The pattern's path segments. Null where the pattern says too little to look for files: not relative, or nothing but
 * `./` before and nothing behind what is computed, which would take in every file beside the importer.
 */
export function specifierSegments(pattern: SpecifierPattern): SpecifierSegments | null {
  const marked = pattern.map((part) => part ?? '\0').join('').replace(/\0+/g, '\0')
  if (!/^\.{1,2}\//.test(marked) || /^[./]*\0?$/.test(marked)) return null
  return marked.split('/').map((segment) => {
    if (!segment.includes('\0')) return segment
    return new RegExp(`^${segment.split('\0').map(escapeRegExp).join('.*')}$`)
  })
}
