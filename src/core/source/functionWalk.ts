import type { AssignmentExpression, Class, ExportDefaultDeclarationKind, Expression, Node, ObjectExpression, Program, VariableDeclaration } from 'oxc-parser'
import { classMember, draftClass, isBoundElement } from './classMember.ts'
import type { ClassDraft, FunctionDraft, UnlistedDraft } from './functionDraft.ts'
import { declaresFunction, wrappedFunction } from './functionWrapper.ts'
import { assigned, declared, defaultReach, inside, memberOf, onPrototype, unbound } from './functionBinding.ts'
import type { Binding, Extent, Place } from './functionBinding.ts'
import { isExportsChain } from './moduleScope.ts'
import type { Reach } from './sourceFunction.ts'
import { bare, forEachChild, isClass, isFunctionLike, joinMember, memberChain, memberText } from './syntaxNode.ts'
import type { FunctionLike } from './syntaxNode.ts'

/** All functions of a program that get a lens, and what its classes need to be built. In no particular order. */
export interface WalkedFunctions {
  readonly drafts: readonly FunctionDraft[]
  /** By the expression that evaluates to the class in module scope. */
  readonly classes: ReadonlyMap<string, ClassDraft>
  /** Code outside of them that runs when something is called. */
  readonly unlisted: readonly UnlistedDraft[]
}

/** Finds the functions of a program, with a list of what is still to be visited instead of recursion. */
export function walkFunctions(program: Program, text: string): WalkedFunctions {
  const drafts: FunctionDraft[] = []
  const classes = new Map<string, ClassDraft>()
  const unlisted: UnlistedDraft[] = []
  const waitingNodes: Node[] = []
  const waitingPlaces: Place[] = []

  function later(node: Node | null, place: Place): void {
    if (node === null) return
    waitingNodes.push(node)
    waitingPlaces.push(place)
  }

  function laterChildren(node: Node, place: Place): void {
    forEachChild(node, (child) => later(child, place))
  }

  function visit(node: Node, place: Place): void {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        if (isFunctionLike(node)) visitFunction(node, node, place, false)
        return
      case 'ClassDeclaration':
      case 'ClassExpression':
        visitClassDeclaration(node, node, place, false)
        return
      case 'ObjectExpression':
        visitObject(node, { ...unbound(node, place), path: place.path }, place)
        return
      case 'VariableDeclaration':
        visitVariables(node, node.start, place, false)
        return
      case 'ExportNamedDeclaration':
        visitExported(node.declaration, node.start, place)
        return
      case 'ExportDefaultDeclaration':
        visitDefault(node.declaration, node.start, node.end, place)
        return
      case 'TSExportAssignment':
        bindValue(node.expression, { ...unbound(node, place), path: '', access: 'module.exports', exported: true }, place)
        return
      case 'ExpressionStatement':
        if (node.expression.type === 'AssignmentExpression') visitAssignment(node.expression, node, place)
        else later(node.expression, place)
        return
      case 'AssignmentExpression':
        visitAssignment(node, node, place)
        return
      case 'CallExpression':
      case 'NewExpression':
        // An object that is handed to a call belongs to the callee: its methods have names but cannot be reached.
        later(node.callee, place)
        for (const argument of node.arguments) later(argument, inside(place))
        return
      case 'TSModuleDeclaration':
        if (!node.declare && !node.global) visitNamespace(node, place, false)
        return
      case 'BlockStatement':
        laterChildren(node, place.scope === 'module' ? { ...place, scope: 'block' } : place)
        return
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'SwitchStatement':
      case 'StaticBlock':
        laterChildren(node, place.scope === 'inner' ? place : { ...place, scope: 'block' })
        return
      default:
        laterChildren(node, place)
    }
  }

  /** A function that nothing is bound to: a declaration, or an expression that counts only with a name of its own. */
  function visitFunction(node: FunctionLike, extent: Extent, place: Place, isExported: boolean): void {
    if (node.id === null) {
      if (place.parent === null) unlisted.push({ name: place.boundTo === undefined ? '(anonymous)' : `(anonymous in ${place.boundTo})`, node, nameOffset: node.start })
      visitBody(node, { ...place, scope: 'inner', namespace: null })
      return
    }
    const isDeclared = node.type === 'FunctionDeclaration' && place.scope === 'module'
    addFunction(node, declared(node.id.name, node.id.start, extent, place, isDeclared, isExported), place, null)
  }

  function visitClassDeclaration(node: Class, extent: Extent, place: Place, isExported: boolean): void {
    if (node.declare === true) return
    const isDeclared = node.type === 'ClassDeclaration' && place.scope === 'module'
    const binding = node.id === null
      ? { ...unbound(extent, place), path: place.path }
      : declared(node.id.name, node.id.start, extent, place, isDeclared, isExported)
    visitClass(node, binding, place)
  }

  function visitVariables(node: VariableDeclaration, start: number, place: Place, isExported: boolean): void {
    if (node.declare === true) return
    const only = node.declarations.length === 1
    for (const declarator of node.declarations) {
      if (declarator.id.type !== 'Identifier') {
        later(declarator.id, inside(place))
        later(declarator.init, inside(place))
        continue
      }
      if (declarator.init === null) continue
      const inModule = place.scope === 'module' || (place.scope === 'block' && node.kind === 'var')
      const range = only ? { start, end: node.end } : declarator
      const binding = declared(declarator.id.name, declarator.id.start, range, place, inModule, isExported)
      bindValue(declarator.init, declaresFunction(declarator.id) ? { ...binding, isFunction: true } : binding, place)
    }
  }

  function visitExported(declaration: Node | null, start: number, place: Place): void {
    if (declaration === null) return
    const range = { start: Math.min(start, declaration.start), end: declaration.end }
    if (isFunctionLike(declaration)) visitFunction(declaration, range, place, true)
    else if (isClass(declaration)) visitClassDeclaration(declaration, range, place, true)
    else if (declaration.type === 'VariableDeclaration') visitVariables(declaration, range.start, place, true)
    else if (declaration.type === 'TSModuleDeclaration' && !declaration.declare && !declaration.global) visitNamespace(declaration, place, true)
    else later(declaration, place)
  }

  function visitDefault(value: ExportDefaultDeclarationKind, start: number, end: number, place: Place): void {
    if ((isFunctionLike(value) || isClass(value)) && value.id !== null && value.type.endsWith('Declaration')) {
      const binding = declared(value.id.name, value.id.start, { start: Math.min(start, value.start), end }, place, true, true)
      if (isClass(value)) visitClass(value, binding, place)
      else addFunction(value, binding, place, null)
      return
    }
    if (value.type === 'TSInterfaceDeclaration' || value.type === 'TSDeclareFunction') return
    const binding: Binding = { path: 'default', access: 'default', exported: true, root: null, start, end, nameOffset: value.start, kind: 'function', reach: null }
    if (value.type === 'FunctionDeclaration' || value.type === 'ClassDeclaration') {
      if (isClass(value)) visitClass(value, binding, place)
      else if (isFunctionLike(value)) addFunction(value, { ...binding, reach: { kind: 'default' } }, place, null)
    } else bindValue(value, binding, place)
  }

  function visitAssignment(node: AssignmentExpression, extent: Extent, place: Place): void {
    if (node.left.type !== 'Identifier' && node.left.type !== 'MemberExpression') later(node.left, inside(place))
    bindValue(node.right, assigned(node.left, { start: extent.start, end: extent.end }, place, text), place)
  }

  function visitNamespace(node: Extract<Node, { type: 'TSModuleDeclaration' }>, place: Place, isExported: boolean): void {
    const name = text.slice(node.id.start, node.id.end).replace(/\s+/g, '')
    if (node.body === null || node.id.type === 'Literal') return
    const access = place.scope === 'module' ? (place.namespace === null ? name : isExported ? `${place.namespace}.${name}` : null) : null
    const within: Place = {
      path: joinMember(place.path, `.${name}`),
      parent: place.parent,
      scope: access === null ? 'inner' : 'module',
      exported: place.namespace === null ? isExported : place.exported && isExported,
      namespace: access,
    }
    for (const statement of node.body.body) later(statement, within)
  }

  /** Gives whatever functions a value consists of the names that the binding leads to. */
  function bindValue(value: Expression, binding: Binding, place: Place): void {
    const node = bare(value)
    const named = binding.path === '' && (isFunctionLike(node) || isClass(node)) ? { ...binding, path: node.id?.name ?? 'default' } : binding
    if (isFunctionLike(node)) addFunction(node, defaultReach(named), place, null)
    else if (isClass(node)) visitClass(node, named, place)
    else if (node.type === 'ObjectExpression') visitObject(node, binding, place)
    else if (node.type === 'ConditionalExpression') {
      later(node.test, inside(place))
      bindValue(node.consequent, binding, place)
      bindValue(node.alternate, binding, place)
    } else if (node.type === 'LogicalExpression') {
      bindValue(node.left, binding, place)
      bindValue(node.right, binding, place)
    }
    else if (node.type === 'ArrayExpression') {
      node.elements.forEach((element, index) => {
        if (element === null) return
        const hasSpread = node.elements.slice(0, index).some((before) => before?.type === 'SpreadElement')
        if (element.type === 'ObjectExpression') visitObject(element, memberOf(binding, `[${index}]`, element, hasSpread), place)
        else later(element, inside(place))
      })
    } else if (node.type === 'AssignmentExpression' && node.operator === '=') {
      const chain = memberChain(node.left, text)
      const isExports = chain !== null && isExportsChain(chain) && place.scope !== 'inner'
      bindValue(node.right, isExports ? { ...binding, exported: true } : binding, place)
    } else if (node.type === 'CallExpression' || node.type === 'NewExpression') bindCall(node, binding, place)
    else later(node, inside(place))
  }

  function bindCall(node: Extract<Expression, { type: 'CallExpression' | 'NewExpression' }>, binding: Binding, place: Place): void {
    const wrapped = node.type === 'CallExpression' ? wrappedFunction(node, text, { access: binding.access, isDeclared: binding.isFunction === true }) : null
    if (wrapped !== null) {
      const path = binding.path === '' ? wrapped.node.id?.name ?? 'default' : binding.path
      addFunction(wrapped.node, { ...binding, path }, place, wrapped.wrapper)
      for (const argument of wrapped.others) later(argument, inside(place))
      return
    }
    later(node.callee, inside(place))
    const within = binding.path === '' ? inside(place) : { ...inside(place), boundTo: binding.path }
    for (const argument of node.arguments) {
      const object = argument.type === 'SpreadElement' ? argument : bare(argument)
      if (object.type === 'ObjectExpression') visitObject(object, { ...binding, access: null, isFunction: false, reach: null, exported: false, root: null }, place)
      else later(argument, within)
    }
  }

  function visitObject(node: ObjectExpression, owner: Binding, place: Place): void {
    const prototypeOf = owner.access?.endsWith('.prototype') === true ? owner.access.slice(0, -'.prototype'.length) : null
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        later(property, inside(place))
        continue
      }
      if (property.computed) later(property.key, inside(place))
      const key = memberText(property.key, property.computed, text)
      const isFunction = isFunctionLike(property.value)
      const bound: Binding = {
        ...memberOf(owner, key, property, false),
        nameOffset: property.key.start,
        kind: property.kind === 'get' ? 'getter' : property.kind === 'set' ? 'setter' : property.method || (prototypeOf !== null && isFunction) ? 'method' : 'function',
        reach: prototypeOf !== null && isFunction ? onPrototype(prototypeOf, key) : null,
      }
      bindValue(property.value, bound, place)
    }
  }

  function visitClass(node: Class, binding: Binding, place: Place): void {
    if (place.parent === null) unlisted.push({ name: joinMember(binding.path, '.constructor'), node, nameOffset: binding.nameOffset })
    for (const decorator of node.decorators) later(decorator, inside(place))
    later(node.superClass, inside(place))
    for (const element of node.body.body) {
      if (element.type === 'StaticBlock') later(element, { ...inside(place), path: binding.path })
      if (!isBoundElement(element)) continue
      for (const decorator of element.decorators) later(decorator, inside(place))
      if (element.computed) later(element.key, inside(place))
      bindValue(element.value, classMember(node, element, binding, text), inside(place))
    }
    if (binding.access !== null) classes.set(binding.access, draftClass(node, text))
  }

  function addFunction(node: FunctionLike, binding: Binding, place: Place, wrapper: string | null): void {
    const reach: Reach = binding.reach
      ?? (binding.access === null ? { kind: 'nested', parent: null } : { kind: 'binding', expression: binding.access })
    const draft: FunctionDraft = {
      path: binding.path === '' ? 'default' : binding.path,
      kind: binding.kind,
      node,
      start: binding.start,
      end: binding.end,
      nameOffset: binding.nameOffset,
      reach: wrapper !== null && (reach.kind === 'binding' || reach.kind === 'instance') ? { ...reach, wrapper } : reach,
      parent: place.parent,
      exported: binding.exported,
      root: binding.root,
    }
    drafts.push(draft)
    visitBody(node, { path: draft.path, parent: draft, scope: 'inner', exported: false, namespace: null })
  }

  function visitBody(node: FunctionLike, place: Place): void {
    for (const param of node.params) later(param, place)
    later(node.body, place)
  }

  later(program, { path: '', parent: null, scope: 'module', exported: true, namespace: null })
  for (let node = waitingNodes.pop(); node !== undefined; node = waitingNodes.pop()) {
    const place = waitingPlaces.pop()
    if (place !== undefined) visit(node, place)
  }
  return { drafts, classes, unlisted }
}
