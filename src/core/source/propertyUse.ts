import type { Node } from 'oxc-parser'
import { LineIndex } from './lineIndex.ts'
import { parseSource } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { forEachChild } from './syntaxNode.ts'

/** By 0-based line the names of the properties that stand on it. */
export interface PropertyUse {
  readonly read: ReadonlyMap<number, ReadonlySet<string>>
  /** Given to an object, or taken from it: what its shape is made of. */
  readonly shaped: ReadonlyMap<number, ReadonlySet<string>>
}

/** Which properties the lines of a text use by name; none where it does not parse. */
export function propertyUse(text: string, fileName: string): PropertyUse {
  const read = new Map<number, Set<string>>()
  const shaped = new Map<number, Set<string>>()
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  if (program === null) return { read, shaped }
  const index = new LineIndex(text)
  const note = (uses: Map<number, Set<string>>, key: Node): void => {
    if (key.type !== 'Identifier' && key.type !== 'PrivateIdentifier') return
    const line = index.lineAt(key.start)
    uses.set(line, (uses.get(line) ?? new Set()).add(key.name))
  }
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && !node.left.computed) note(shaped, node.left.property)
    else if (node.type === 'UnaryExpression' && node.operator === 'delete' && node.argument.type === 'MemberExpression' && !node.argument.computed) note(shaped, node.argument.property)
    else if (node.type === 'MemberExpression' && !node.computed) note(read, node.property)
    else if (node.type === 'ObjectPattern') for (const each of node.properties) {
      if (each.type === 'Property' && !each.computed) note(read, each.key)
    } else if (node.type === 'ObjectExpression') for (const each of node.properties) {
      if (each.type === 'Property' && !each.computed) note(shaped, each.key)
    } else if (node.type === 'PropertyDefinition' && !node.computed) note(shaped, node.key)
    forEachChild(node, (child) => waiting.push(child))
  }
  return { read, shaped }
}
