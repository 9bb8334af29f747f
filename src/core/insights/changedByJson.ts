import type { Node } from 'oxc-parser'
import { nodesAround, nodesBelow, readSyntaxTree } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { usesOf } from './names.ts'
import { isFunction } from './repeats.ts'

/**
 * Whether data that goes through JSON at a place is seen to come out as something else: dates become texts there, functions and what is undefined are left out. Then it is
 * more than a copy. What is looked at is the function around the place, those that call it, its types, and the profiled call.
 * @param call the workload's, as an expression; null where there is none
 */
export function changedByJson(tree: SyntaxTree, at: PlacedNode, call: string | null): boolean {
  const around = outermostFunction(at)
  const places = around === null ? [tree.root] : [around, ...callersOf(tree, around)]
  const called = call === null ? null : readSyntaxTree(call, 'call.ts')
  return [...places.flatMap((place) => nodesBelow(place)), ...typesNamed(tree, places), ...called?.nodes ?? []].some(({ node }) => isMoreThanJson(node))
}

function isMoreThanJson(node: Node): boolean {
  switch (node.type) {
    case 'NewExpression': return node.callee.type === 'Identifier' && node.callee.name === 'Date'
    case 'TSTypeReference': return node.typeName.type === 'Identifier' && node.typeName.name === 'Date'
    case 'MethodDefinition': return node.key.type === 'Identifier' && node.key.name === 'toJSON'
    case 'Property': return node.kind === 'init' && (node.method || isFunction(node.value) || (node.value.type === 'Identifier' && node.value.name === 'undefined') || (node.value.type === 'ConditionalExpression' && [node.value.consequent, node.value.alternate].some((value) => value.type === 'Identifier' && value.name === 'undefined')))
    default: return false
  }
}

function outermostFunction(at: PlacedNode): PlacedNode | null {
  return [at, ...nodesAround(at)].findLast(({ node }) => isFunction(node)) ?? null
}

/** Functions of the text that use a function by its name. */
function callersOf(tree: SyntaxTree, { node, parent }: PlacedNode): readonly PlacedNode[] {
  const id = node.type === 'FunctionDeclaration' ? node.id : parent?.node.type === 'VariableDeclarator' ? parent.node.id : null
  if (id?.type !== 'Identifier') return []
  return usesOf(tree, id.name).flatMap((use) => outermostFunction(use) ?? []).filter((caller) => caller.node !== node)
}

/** What is in the types that places speak of, and in classes that they make instances of. */
function typesNamed(tree: SyntaxTree, places: readonly PlacedNode[]): readonly PlacedNode[] {
  const names = new Set(places.flatMap((place) => nodesBelow(place)).flatMap(({ node }) => (node.type === 'TSTypeReference' && node.typeName.type === 'Identifier' ? [node.typeName.name] : node.type === 'NewExpression' && node.callee.type === 'Identifier' ? [node.callee.name] : [])))
  return tree.nodes.filter(({ node }) => (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration' || node.type === 'ClassDeclaration') && node.id !== null && names.has(node.id.name)).flatMap((each) => nodesBelow(each))
}
