import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import type { Finding, InsightRule } from '../insightRule.ts'
import { freshName } from '../names.ts'

/** A copy by way of a text. */
export const jsonClone: InsightRule = {
  name: 'json-clone',
  effort: 'quick win',
  kind: 'slow operation',
  goals: ['time', 'throughput', 'memory'],
  link: 'https://developer.mozilla.org/docs/Glossary/Deep_copy',
  find: (tree, nodes) => nodes.flatMap((at) => findingAt(tree, at) ?? []),
}

function findingAt(tree: SyntaxTree, at: PlacedNode): Finding | null {
  const inner = argumentOf(at.node, 'parse')
  const value = inner === null ? null : argumentOf(inner, 'stringify')
  if (value === null) return null
  const name = freshName(tree, 'plainCopy')
  const end = tree.text.replace(/\s+$/u, '').length
  return {
    extent: { start: at.node.start, end: at.node.end },
    title: 'Copy the value itself, not by way of a text',
    explanation: 'All of the value is written as a text, which is then read again. A function that copies arrays and plain objects does neither.',
    saves: { low: 0.2, high: 0.9 },
    edit: [
      { start: at.node.start, end: at.node.end, text: `${name}(${tree.text.slice(value.start, value.end)})` },
      { start: end, end, text: copier(name, tree) },
    ],
  }
}

/** Plain data only, as JSON has it: what is not, Try finds by its answers. */
function copier(name: string, { hasSemicolons, isTypeScript }: SyntaxTree): string {
  const end = hasSemicolons ? ';' : ''
  return `

function ${name}(value${isTypeScript ? ': any' : ''})${isTypeScript ? ': any' : ''} {
  if (typeof value !== 'object' || value === null) return value${end}
  if (Array.isArray(value)) return value.map((each) => ${name}(each))${end}
  const copy${isTypeScript ? ': any' : ''} = {}${end}
  for (const key of Object.keys(value)) if (value[key] !== undefined) copy[key] = ${name}(value[key])${end}
  return copy${end}
}`
}

function argumentOf(node: PlacedNode['node'], method: string): PlacedNode['node'] | null {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1 || node.callee.type !== 'MemberExpression' || node.callee.computed) return null
  const { object, property } = node.callee
  return object.type === 'Identifier' && object.name === 'JSON' && property.type === 'Identifier' && property.name === method ? node.arguments[0] ?? null : null
}
