import type { Node } from 'oxc-parser'
import { bare } from '../source/syntaxNode.ts'
import { nodesAround, nodesBelow } from '../source/syntaxTree.ts'
import type { PlacedNode, SyntaxTree } from '../source/syntaxTree.ts'
import { isFunction, iteratingMethods } from './repeats.ts'
import { isWithin } from '../source/isWithin.ts'

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
  /** Without the calls that hand it to functions of the text that leave it alone: found out when a name is asked for. */
  readonly realChanges: Map<string, readonly PlacedNode[]>
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

function changesTo(tree: SyntaxTree, name: string): readonly PlacedNode[] {
  const { changes, realChanges } = indexOf(tree)
  const known = realChanges.get(name)
  if (known !== undefined) return known
  const real = (changes.get(name) ?? []).filter((each) => parametersHanded(tree, each, name)?.some((parameter) => isChanged(tree, parameter)) ?? true)
  realChanges.set(name, real)
  return real
}

/** Where a function of the text gets a value. */
interface Parameter {
  readonly fn: Node
  readonly node: Extract<Node, { readonly type: 'Identifier' }>
}

/** What a call to a function of the text hands a name's value over as, and nothing else; null for others, which may change it. */
function parametersHanded(tree: SyntaxTree, at: PlacedNode, name: string): readonly Parameter[] | null {
  const { node } = at
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return null
  const fn = functionOf(tree, at, node.callee.name)?.node
  if (fn === undefined || !('params' in fn) || !Array.isArray(fn.params)) return null
  const parameters: Parameter[] = []
  for (const [place, argument] of node.arguments.entries()) {
    if (argument.type === 'SpreadElement') return null
    if (argument.type !== 'Identifier' || argument.name !== name) continue
    const param = fn.params[place]
    if (param?.type !== 'Identifier') return null
    parameters.push({ fn, node: param })
  }
  return parameters
}

const changedParameters = new WeakMap<Node, boolean>()

/** Whether its function changes what it gets, or one that it is handed on to: each is looked at once, since they may call one another. */
function isChanged(tree: SyntaxTree, first: Parameter): boolean {
  const known = changedParameters.get(first.node)
  if (known !== undefined) return known
  const seen = new Set<Node>()
  const left = [first]
  let changes = false
  for (let each = left.pop(); each !== undefined && !changes; each = left.pop()) {
    const { fn, node } = each
    if (seen.has(node)) continue
    seen.add(node)
    const handed = (indexOf(tree).changes.get(node.name) ?? []).filter((change) => isWithin(change.node, fn)).map((change) => parametersHanded(tree, change, node.name))
    changes = handed.includes(null)
    left.push(...handed.flatMap((parameters) => parameters ?? []))
  }
  changedParameters.set(first.node, changes)
  return changes
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
  const index = { identifiers, declarations, changes, realChanges: new Map<string, readonly PlacedNode[]>() }
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

function isScope(node: Node): boolean {
  return ['Program', 'BlockStatement', 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'CatchClause', 'StaticBlock', 'SwitchStatement'].includes(node.type)
}

const scopes = new WeakMap<Node, Node | null>()

function scopeOf(declaration: PlacedNode): Node | null {
  const known = scopes.get(declaration.node)
  if (known !== undefined) return known
  const scope = findScope(declaration)
  scopes.set(declaration.node, scope)
  return scope
}

function findScope(declaration: PlacedNode): Node | null {
  const around = nodesAround(declaration)
  const own = around[0]?.node
  // A declaration's own name belongs to the scope around it.
  const isOwn = own !== undefined && (own.type === 'FunctionDeclaration' || own.type === 'ClassDeclaration') && own.id === declaration.node
  const isVar = around.some(({ node }) => node.type === 'VariableDeclaration' && node.kind === 'var')
  const found = around.slice(isOwn ? 1 : 0).find(({ node }) => (isVar ? /^(?:Program|Function\w+|ArrowFunctionExpression|StaticBlock)$/u.test(node.type) : isScope(node)))
  return found?.node ?? null
}

function namesIn(pattern: Node): readonly string[] {
  return nodesBelow({ node: pattern, parent: null }).flatMap((each) => (each.node.type === 'Identifier' ? [each.node.name] : []))
}

function calleeText(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.property.type === 'Identifier' && !callee.computed) return `${callee.object.name}.${callee.property.name}`
  return ''
}
