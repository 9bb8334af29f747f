import { visitorKeys } from 'oxc-parser'
import type { Node, Program } from 'oxc-parser'
import { LineIndex } from './lineIndex.ts'
import { parseSource } from './parseSource.ts'
import { sourceLanguage } from './sourceLanguage.ts'

/** A node in its tree. */
export interface PlacedNode {
  readonly node: Node
  readonly parent: PlacedNode | null
}

/** A source text with all of its nodes, identifiers and types among them. */
export interface SyntaxTree {
  readonly text: string
  /** Types are written in it, and asked for. */
  readonly isTypeScript: boolean
  /** Its statements end in semicolons. */
  readonly hasSemicolons: boolean
  readonly root: PlacedNode
  /** Parents before their children; siblings in the order of the text. */
  readonly nodes: readonly PlacedNode[]
  /** The 0-based line of an offset. */
  lineAt(offset: number): number
}

const typeScript = /\.[mc]?tsx?$/iu
const semicolon = /;[ \t]*$/mu

/** Reads a text; null where it does not parse, or is in no language of ours. */
export function readSyntaxTree(text: string, fileName: string): SyntaxTree | null {
  const language = sourceLanguage(fileName)
  const parsed = language === null ? null : parseSource(text, fileName, language)
  if (parsed === null || parsed.program === null || parsed.problems.length > 0) return null
  const lines = new LineIndex(text)
  const root = placed(parsed.program, null)
  return { text, isTypeScript: typeScript.test(fileName), hasSemicolons: semicolon.test(text), root, nodes: nodesBelow(root), lineAt: (offset) => lines.lineAt(offset) }
}

/** A node and all below it, parents first. */
export function nodesBelow(top: PlacedNode): readonly PlacedNode[] {
  const found: PlacedNode[] = []
  const waiting: PlacedNode[] = [top]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next)
    for (const child of childrenOf(next.node).toReversed()) waiting.push(placed(child, next))
  }
  return found
}

/** The nodes around one, the innermost first. */
export function nodesAround(at: PlacedNode): readonly PlacedNode[] {
  const around: PlacedNode[] = []
  for (let next = at.parent; next !== null; next = next.parent) around.push(next)
  return around
}

function placed(node: Node | Program, parent: PlacedNode | null): PlacedNode {
  return { node, parent }
}

function childrenOf(node: Node): readonly Node[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The parser's own table says that these keys hold nodes.
  const fields = node as unknown as Readonly<Record<string, Node | readonly (Node | null)[] | null | undefined>>
  return (visitorKeys[node.type] ?? []).flatMap((key) => fields[key] ?? []).filter((child) => child !== null).toSorted((a, b) => a.start - b.start)
}
