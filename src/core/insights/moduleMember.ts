import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { declarationOf } from './names.ts'

/** What a module gives, by whatever name a text knows it. */
export interface ModuleMember {
  /** Without `node:`. */
  readonly module: string
  /** `promises.readFile`; empty for the module itself, or its default. */
  readonly name: string
}

/** What of a module an expression stands for: `fs.readFileSync`, `read` of `const { readFileSync: read } = require('node:fs')`; null for anything else. */
export function moduleMember(tree: SyntaxTree, at: PlacedNode): ModuleMember | null {
  const found = resolve(tree, at, 0)
  return found && { module: found.module.replace(/^node:/u, ''), name: found.path.filter((part, index) => index > 0 || part !== 'default').join('.') }
}

interface Resolved {
  readonly module: string
  readonly path: readonly string[]
}

/** Names that stand for names: so many, then it is a ring. */
const deepest = 8

function resolve(tree: SyntaxTree, at: PlacedNode, depth: number): Resolved | null {
  const { node } = at
  if (depth > deepest) return null
  switch (node.type) {
    case 'Identifier': {
      const declared = declarationOf(tree, at, node.name)
      return declared && resolveDeclared(tree, declared, depth + 1)
    }
    case 'MemberExpression': {
      const name = keyName(node.property, node.computed)
      const owner = name === null ? null : resolve(tree, { node: bare(node.object), parent: at }, depth + 1)
      return owner && name !== null ? { module: owner.module, path: [...owner.path, name] } : null
    }
    case 'AwaitExpression': return node.argument.type === 'ImportExpression' ? ofText(node.argument.source) : null
    case 'CallExpression': {
      const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require' && declarationOf(tree, at, 'require') === null
      return isRequire ? ofText(node.arguments[0]) : null
    }
    default: return null
  }
}

function resolveDeclared(tree: SyntaxTree, { node, parent }: PlacedNode, depth: number): Resolved | null {
  if (parent === null) return null
  const around = parent.node
  switch (around.type) {
    case 'ImportSpecifier': return imported(parent, [around.imported.type === 'Literal' ? around.imported.value : around.imported.name])
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier': return imported(parent, [])
    case 'VariableDeclarator': return around.init === null ? null : resolve(tree, { node: bare(around.init), parent }, depth)
    case 'AssignmentPattern': return around.left === node ? resolveDeclared(tree, { node: around, parent: parent.parent }, depth) : null
    case 'Property': {
      const key = keyName(around.key, around.computed)
      const pattern = parent.parent
      // A pattern stands for what it takes apart.
      const owner = around.value === node && key !== null && pattern !== null ? resolveDeclared(tree, pattern, depth) : null
      return owner && key !== null ? { module: owner.module, path: [...owner.path, key] } : null
    }
    default: return null
  }
}

function imported(specifier: PlacedNode, path: readonly string[]): Resolved | null {
  const declaration = specifier.parent?.node
  return declaration?.type === 'ImportDeclaration' ? { module: declaration.source.value, path } : null
}

function ofText(node: Node | undefined): Resolved | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? { module: node.value, path: [] } : null
}

function keyName(key: Node, computed: boolean): string | null {
  if (key.type === 'Identifier' && !computed) return key.name
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : null
}
