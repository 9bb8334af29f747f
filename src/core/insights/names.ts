import type { Node } from 'oxc-parser'
import { iteratingMethods } from './repeats.ts'
import { bare } from '../source/syntaxNode.ts'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'

/** Methods that change what they are called on. */
const changing: ReadonlySet<string> = new Set([
  'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'set', 'add', 'delete', 'clear', 'append', 'write',
])

/** Functions that are known to leave their arguments as they are, by their names. */
const harmlessCallees = /^(?:(?:Math|Object|Number|String|JSON|console)\.\w+|Array\.(?:from|isArray)|Set|Map|WeakSet|WeakMap|RegExp|Number|String|Boolean|parseInt|parseFloat|Intl\.\w+)$/u

/** The name that an expression such as `a`, `a.b[0]` hangs on; null for others, `this` among them. */
export function rootName(node: Node): string | null {
  let at: Node = node
  while (at.type === 'MemberExpression') at = bare(at.object)
  return at.type === 'Identifier' ? at.name : at.type === 'ThisExpression' ? 'this' : null
}

/** All names that code uses; names of properties are none. */
export function usedNames(at: PlacedNode): ReadonlySet<string> {
  return new Set(nodesBelow(at).flatMap((each) => {
    if (each.node.type === 'ThisExpression') return ['this']
    return each.node.type === 'Identifier' && !isPropertyName(each) ? [each.node.name] : []
  }))
}

/** Whether an identifier names a property and no variable. */
export function isPropertyName({ node, parent }: PlacedNode): boolean {
  if (parent === null) return false
  const around = parent.node
  if (around.type === 'MemberExpression') return around.property === node && !around.computed
  if (around.type === 'Property' || around.type === 'MethodDefinition' || around.type === 'PropertyDefinition') return around.key === node && !around.computed && !(around.type === 'Property' && around.shorthand)
  return false
}

/** Whether code declares a name: in it, the name is another one. */
export function declaresName(at: PlacedNode, name: string): boolean {
  return nodesBelow(at).some((each) => isDeclaration(each, name))
}

/** Where a name's declaration stands that holds at a place; null where it is not in this text. */
export function declarationOf(at: PlacedNode, name: string): PlacedNode | null {
  for (const around of nodesAround(at)) {
    if (!isScope(around.node)) continue
    const declared = nodesBelow(around).find((each) => isDeclaration(each, name) && scopeOf(each) === around.node)
    if (declared !== undefined) return declared
  }
  return null
}

/** Whether code may change what a name stands for, or what that holds. */
export function mayChange(at: PlacedNode, name: string): boolean {
  return nodesBelow(at).some(({ node }) => {
    switch (node.type) {
      case 'AssignmentExpression': return rootName(node.left) === name || (node.left.type !== 'MemberExpression' && namesIn(node.left).includes(name))
      case 'UpdateExpression': return rootName(node.argument) === name
      case 'UnaryExpression': return node.operator === 'delete' && rootName(node.argument) === name
      case 'ForOfStatement':
      case 'ForInStatement': return rootName(node.left) === name
      case 'CallExpression':
      case 'NewExpression': {
        const callee = bare(node.callee)
        if (callee.type === 'MemberExpression' && rootName(callee.object) === name && callee.property.type === 'Identifier' && (callee.computed || changing.has(callee.property.name))) return true
        // What these take is a function.
        if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && iteratingMethods.has(callee.property.name)) return false
        return !harmlessCallees.test(calleeText(callee)) && node.arguments.some((argument) => argument.type === 'Identifier' && argument.name === name)
      }
      default: return false
    }
  })
}

/** Whether a function of the text changes what a name stands for: it may be called from anywhere. */
export function isChangedByFunctions(tree: SyntaxTree, except: PlacedNode, name: string): boolean {
  const inside = new Set(nodesAround(except).map(({ node }) => node))
  return tree.nodes.some((each) => (each.node.type === 'FunctionDeclaration' || each.node.type === 'FunctionExpression' || each.node.type === 'ArrowFunctionExpression') && !inside.has(each.node) && !declaresName(each, name) && mayChange(each, name))
}

/** A name that the text does not use yet. */
export function freshName(tree: SyntaxTree, wanted: string): string {
  const used = (name: string): boolean => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'u').test(tree.text)
  let name = wanted
  for (let count = 2; used(name); count++) name = `${wanted}${count}`
  return name
}

function isDeclaration({ node, parent }: PlacedNode, name: string): boolean {
  if (node.type !== 'Identifier' || node.name !== name) return false
  for (let at: PlacedNode | null = parent, below: Node = node; at !== null; below = at.node, at = at.parent) {
    const around = at.node
    switch (around.type) {
      case 'VariableDeclarator': return around.id === below
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': return around.id === below || around.params.some((param) => param === below)
      case 'ClassDeclaration': return around.id === below
      case 'CatchClause': return around.param === below
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier': return around.local === below
      case 'AssignmentPattern': if (around.left !== below) return false
        break
      case 'Property': if (around.value !== below) return false
        break
      case 'ObjectPattern':
      case 'ArrayPattern':
      case 'RestElement':
        break
      default: return false
    }
  }
  return false
}

function isScope(node: Node): boolean {
  return ['Program', 'BlockStatement', 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'CatchClause', 'StaticBlock', 'SwitchStatement'].includes(node.type)
}

function scopeOf(declaration: PlacedNode): Node | null {
  const around = nodesAround(declaration)
  const own = around[0]?.node
  // A declaration's own name belongs to the scope around it.
  const isOwn = own !== undefined && (own.type === 'FunctionDeclaration' || own.type === 'ClassDeclaration') && own.id === declaration.node
  const isVar = around.some(({ node }) => node.type === 'VariableDeclaration' && node.kind === 'var')
  const scopes = around.slice(isOwn ? 1 : 0).filter(({ node }) => (isVar ? /^(?:Program|Function\w+|ArrowFunctionExpression|StaticBlock)$/u.test(node.type) : isScope(node)))
  return scopes[0]?.node ?? null
}

function namesIn(pattern: Node): readonly string[] {
  return nodesBelow({ node: pattern, parent: null }).flatMap((each) => (each.node.type === 'Identifier' ? [each.node.name] : []))
}

function calleeText(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.property.type === 'Identifier' && !callee.computed) return `${callee.object.name}.${callee.property.name}`
  return ''
}
