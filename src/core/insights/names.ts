import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { isFunction, iteratingMethods } from './repeats.ts'

/** Methods that change what they are called on. */
const changing: ReadonlySet<string> = new Set([
  'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'set', 'add', 'delete', 'clear', 'append', 'write',
])

/** Functions that are known to leave their arguments as they are, by their names. */
const harmlessCallees = /^(?:(?:Math|Object|Number|String|JSON|console)\.\w+|Array\.(?:from|isArray)|(?:(?:Uint8Clamped|(?:Ui|I)nt(?:8|16|32)|Float(?:16|32|64)|Big(?:Ui|I)nt64))?Array|Buffer\.alloc|Set|Map|WeakSet|WeakMap|RegExp|Number|String|Boolean|parseInt|parseFloat|Intl\.\w+)$/u

/** Where a text's names stand: made once a text, since rules ask for one name after the other. */
interface NameIndex {
  /** All identifiers, those of properties among them. */
  readonly identifiers: ReadonlyMap<string, readonly PlacedNode[]>
  readonly declarations: ReadonlyMap<string, readonly PlacedNode[]>
  /** Code that may change what a name stands for, or what that holds. */
  readonly changes: ReadonlyMap<string, readonly PlacedNode[]>
}

const indexes = new WeakMap<SyntaxTree, NameIndex>()

/** The name that an expression such as `a`, `a.b[0]` hangs on; null for others. */
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

/** Where a text uses a name as a variable's. */
export function usesOf(tree: SyntaxTree, name: string): readonly PlacedNode[] {
  return (indexOf(tree).identifiers.get(name) ?? []).filter((each) => !isPropertyName(each))
}

/** Whether an identifier names a property and no variable. */
export function isPropertyName({ node, parent }: PlacedNode): boolean {
  if (parent === null) return false
  const around = parent.node
  if (around.type === 'MemberExpression') return around.property === node && !around.computed
  if (around.type === 'Property' || around.type === 'MethodDefinition' || around.type === 'PropertyDefinition' || around.type === 'TSPropertySignature' || around.type === 'TSMethodSignature') return around.key === node && !around.computed && !(around.type === 'Property' && around.shorthand)
  return false
}

/** Whether code declares a name: in it, the name is another one. */
export function declaresName(tree: SyntaxTree, { node }: PlacedNode, name: string): boolean {
  return (indexOf(tree).declarations.get(name) ?? []).some((each) => isWithin(each.node, node))
}

/** Where a name's declaration stands that holds at a place; null where it is not in this text. */
export function declarationOf(tree: SyntaxTree, at: PlacedNode, name: string): PlacedNode | null {
  const declarations = indexOf(tree).declarations.get(name) ?? []
  for (const around of nodesAround(at)) {
    const declared = isScope(around.node) ? declarations.find((each) => scopeOf(each) === around.node) : undefined
    if (declared !== undefined) return declared
  }
  return null
}

/** The function of this text that a name stands for at a place; null where it is none, or may be another one. */
export function functionOf(tree: SyntaxTree, at: PlacedNode, name: string): PlacedNode | null {
  const declared = declarationOf(tree, at, name)
  const holder = declared?.parent
  if (!declared || !holder) return null
  if (holder.node.type === 'FunctionDeclaration' && holder.node.id === declared.node) return holder
  const made = holder.node.type === 'VariableDeclarator' && holder.node.id === declared.node ? holder.node.init : null
  return made !== null && isFunction(made) ? { node: made, parent: holder } : null
}

/** Whether code may change what a name stands for, or what that holds. @param except changes in it that do not count */
export function mayChange(tree: SyntaxTree, { node }: PlacedNode, name: string, except: readonly Node[] = []): boolean {
  return changesTo(tree, name).some((each) => isWithin(each.node, node) && !except.includes(each.node))
}

function changesTo(tree: SyntaxTree, name: string, asked: ReadonlySet<Node> = new Set()): readonly PlacedNode[] {
  return (indexOf(tree).changes.get(name) ?? []).filter((each) => !isHandedToReader(tree, each, name, asked))
}

/** A call that hands a value to functions of the text that do not change it either. @param asked functions that are looked at already: they do what the rest of them does */
function isHandedToReader(tree: SyntaxTree, at: PlacedNode, name: string, asked: ReadonlySet<Node>): boolean {
  const { node } = at
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false
  const fn = functionOf(tree, at, node.callee.name)?.node
  if (fn === undefined || !('params' in fn) || !Array.isArray(fn.params)) return false
  if (asked.has(fn)) return true
  const known = new Set([...asked, fn])
  const { params } = fn
  return node.arguments.every((argument, place) => {
    if (argument.type !== 'Identifier' || argument.name !== name) return argument.type !== 'SpreadElement'
    const param = params[place]
    return param?.type === 'Identifier' && !changesTo(tree, param.name, known).some((each) => isWithin(each.node, fn))
  })
}

/** Whether a function of the text, other than those around a place, changes what a name stands for: it may be called from anywhere. */
export function isChangedByFunctions(tree: SyntaxTree, except: PlacedNode, name: string): boolean {
  const inside = new Set(nodesAround(except).map(({ node }) => node))
  const declared = declarationOf(tree, except, name)?.node
  return changesTo(tree, name).some((change) => declarationOf(tree, change, name)?.node === declared && nodesAround(change).some((around) => isFunction(around.node) && !inside.has(around.node) && !declaresName(tree, around, name)))
}

/** A name that the text does not use yet. */
export function freshName(tree: SyntaxTree, wanted: string): string {
  const { identifiers } = indexOf(tree)
  let name = wanted
  for (let count = 2; identifiers.has(name); count++) name = `${wanted}${count}`
  return name
}

function indexOf(tree: SyntaxTree): NameIndex {
  const known = indexes.get(tree)
  if (known !== undefined) return known
  const identifiers = new Map<string, PlacedNode[]>()
  const declarations = new Map<string, PlacedNode[]>()
  const changes = new Map<string, PlacedNode[]>()
  for (const each of tree.nodes) {
    if (each.node.type === 'Identifier') {
      add(identifiers, each.node.name, each)
      if (isDeclaration(each)) add(declarations, each.node.name, each)
    }
    for (const name of new Set(changedBy(each.node))) add(changes, name, each)
  }
  const index = { identifiers, declarations, changes }
  indexes.set(tree, index)
  return index
}

function add(map: Map<string, PlacedNode[]>, name: string, at: PlacedNode): void {
  const list = map.get(name)
  if (list === undefined) map.set(name, [at])
  else list.push(at)
}

function changedBy(node: Node): readonly string[] {
  switch (node.type) {
    case 'AssignmentExpression': return node.left.type === 'MemberExpression' ? named(node.left) : namesIn(node.left)
    case 'UpdateExpression': return named(node.argument)
    case 'UnaryExpression': return node.operator === 'delete' ? named(node.argument) : []
    case 'ForOfStatement':
    case 'ForInStatement': return node.left.type === 'VariableDeclaration' ? [] : namesIn(node.left)
    case 'CallExpression':
    case 'NewExpression': {
      const callee = bare(node.callee)
      const isMethod = callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
      const owner = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && (callee.computed || changing.has(callee.property.name)) ? named(callee.object) : []
      // What these take is a function.
      const takesFunction = isMethod && callee.property.type === 'Identifier' && iteratingMethods.has(callee.property.name)
      const handed = takesFunction || harmlessCallees.test(calleeText(callee)) ? [] : node.arguments.flatMap((argument) => (argument.type === 'Identifier' ? [argument.name] : []))
      return [...owner, ...handed]
    }
    default: return []
  }
}

function named(node: Node): readonly string[] {
  const name = rootName(node)
  return name === null ? [] : [name]
}

function isDeclaration({ node, parent }: PlacedNode): boolean {
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

function isWithin(inner: Node, outer: Node): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
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
