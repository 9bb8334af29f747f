import type { Node } from 'oxc-parser'
import type { Rewrite } from '../../source/rewriteText.ts'
import { bare } from '../../source/syntaxNode.ts'
import type { PlacedNode, SyntaxTree } from '../../source/syntaxTree.ts'
import { changedByJson } from '../changedByJson.ts'
import type { Finding, InsightRule, Seen } from '../insightRule.ts'
import { declarationOf, freshName, usesOf } from '../names.ts'

/** A copy by way of a text. */
export const jsonClone: InsightRule = {
  name: 'json-clone',
  effort: 'quick win',
  kind: 'slow operation',
  goals: ['time', 'throughput', 'memory'],
  link: 'https://developer.mozilla.org/docs/Glossary/Deep_copy',
  find: (tree, nodes, seen) => nodes.flatMap((at) => findingAt(tree, at, seen) ?? []),
}

/** What is written as a text and read again. */
interface Copied {
  readonly value: Node
  /** The statement that holds the text between, and nothing else; null where it has none. */
  readonly between: Node | null
}

function findingAt(tree: SyntaxTree, at: PlacedNode, { run: { workload } }: Seen): Finding | null {
  const copied = copiedAt(tree, at)
  if (copied === null || declarationOf(tree, at, 'JSON') !== null || changedByJson(tree, at, workload?.kind === 'call' ? workload.expression : null)) return null
  const { value, between } = copied
  const name = freshName(tree, 'plainCopy')
  const end = tree.text.replace(/\s+$/u, '').length
  return {
    extent: { start: between?.start ?? at.node.start, end: at.node.end },
    title: 'Copy the value itself, not by way of a text',
    explanation: 'All of the value is written as a text, which is then read again. A function that copies arrays and plain objects does neither.',
    saves: { low: 0.2, high: 0.9 },
    edit: [
      ...(between === null ? [] : [withoutStatement(tree, between)]),
      { start: at.node.start, end: at.node.end, text: `${name}(${tree.text.slice(value.start, value.end)})` },
      { start: end, end, text: copier(name, tree) },
    ],
  }
}

/** `JSON.parse(JSON.stringify(value))`, or these in two statements that follow one another. */
function copiedAt(tree: SyntaxTree, at: PlacedNode): Copied | null {
  const inner = argumentOf(at.node, 'parse')
  if (inner === null) return null
  const value = argumentOf(inner, 'stringify')
  if (value !== null) return { value, between: null }
  const declared = inner.type === 'Identifier' ? declarationOf(tree, at, inner.name) : null
  const declaration = declared?.parent?.parent
  if (inner.type !== 'Identifier' || declared?.parent?.node.type !== 'VariableDeclarator' || declared.parent.node.init === null || declaration?.node.type !== 'VariableDeclaration' || declaration.node.declarations.length !== 1 || usesOf(tree, inner.name).length !== 2) return null
  const list = declaration.parent?.node.type === 'BlockStatement' ? declaration.parent.node.body : []
  const next = list[list.findIndex((each) => each === declaration.node) + 1]
  const text = argumentOf(bare(declared.parent.node.init), 'stringify')
  return text === null || next === undefined || at.node.start < next.start || at.node.end > next.end ? null : { value: text, between: declaration.node }
}

/** With the white space up to the next one. */
function withoutStatement({ text }: SyntaxTree, { start, end }: Node): Rewrite {
  return { start, end: end + (/^\s*/u.exec(text.slice(end))?.[0].length ?? 0), text: '' }
}

/** Gives what JSON makes of arrays and objects, numbers that it has no text for, and what it leaves out. */
function copier(name: string, { hasSemicolons, isTypeScript }: SyntaxTree): string {
  const end = hasSemicolons ? ';' : ''
  const any = isTypeScript ? ': any' : ''
  return `

function ${name}(value${any})${any} {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null${end}
  if (typeof value === 'function' || typeof value === 'symbol') return undefined${end}
  if (typeof value !== 'object' || value === null) return value${end}
  if (typeof value.toJSON === 'function') return ${name}(value.toJSON())${end}
  if (Array.isArray(value)) {
    const all${isTypeScript ? ': any[]' : ''} = []${end}
    for (const each of value) all.push(${name}(each) ?? null)${end}
    return all${end}
  }
  const copy${any} = {}${end}
  for (const key of Object.keys(value)) {
    const each = ${name}(value[key])${end}
    if (each !== undefined) copy[key] = each${end}
  }
  return copy${end}
}`
}

function argumentOf(node: PlacedNode['node'], method: string): PlacedNode['node'] | null {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1 || node.callee.type !== 'MemberExpression' || node.callee.computed) return null
  const { object, property } = node.callee
  return object.type === 'Identifier' && object.name === 'JSON' && property.type === 'Identifier' && property.name === method ? node.arguments[0] ?? null : null
}
