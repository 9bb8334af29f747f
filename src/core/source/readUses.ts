import type { BinaryExpression, BindingPattern, BindingRestElement, Expression, Node, ParamPattern } from 'oxc-parser'
import { isSeen } from '../workloads/seenUse.ts'
import type { SeenUse } from '../workloads/seenUse.ts'
import { parseSource } from './parseSource.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { bare, forEachChild, isFunctionLike } from './syntaxNode.ts'
import type { FunctionLike } from './syntaxNode.ts'
import { noteBinary, noteKnownCall } from './useRules.ts'
import { UseNotes } from './useNotes.ts'

/** Functions of the same file that values are followed into. */
const mostFollowed = 2

/** Methods that call a function with an element, and which of its parameters that is. */
const elementParameter: Readonly<Record<string, number>> = { map: 0, forEach: 0, filter: 0, some: 0, every: 0, find: 0, findIndex: 0, findLast: 0, flatMap: 0, sort: 0, reduce: 1, reduceRight: 1 }

/** What a function does with what it is given. */
export interface ReadUses {
  readonly parameters: readonly SeenUse[]
  /** `this`; null where nothing is done with it. */
  readonly receiver: SeenUse | null
}

/** Names in scope whose values are followed. */
type Scope = ReadonlyMap<string, UseNotes | null>

/**
 * Reads what a function's text does with its parameters, also in functions of the same file that it hands them to. It follows
 * names, not values: roughly, for what comes of it is tried. One use per parameter; of a rest parameter, that of each argument.
 */
export function readUses(text: string, fileName: string, fn: SourceFunction): ReadUses {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  if (program === null) return { parameters: [], receiver: null }
  const named = new Map<string, FunctionLike>()
  const found: FunctionLike[] = []
  const waiting: Node[] = [program]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isFunctionLike(node)) {
      if (node.start === fn.functionRange.start && node.end === fn.functionRange.end) found.push(node)
      if (node.type === 'FunctionDeclaration' && node.id !== null && !named.has(node.id.name)) named.set(node.id.name, node)
    } else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init !== null && isFunctionLike(node.init) && !named.has(node.id.name)) named.set(node.id.name, node.init)
    forEachChild(node, (child) => waiting.push(child))
  }
  const [target] = found
  if (target === undefined) return { parameters: [], receiver: null }
  const params = target.params.filter((param) => !(param.type === 'Identifier' && param.name === 'this'))
  const notes = params.map(() => new UseNotes())
  const receiver = new UseNotes()
  new UseReader(named).readFunction(target, notes, new Map(), 0, receiver)
  const use = receiver.read()
  return { parameters: notes.map((each, index) => (params[index]?.type === 'RestElement' ? each.element() : each).read()), receiver: isSeen(use) ? use : null }
}

class UseReader {
  readonly #named: ReadonlyMap<string, FunctionLike>
  readonly #open = new Set<FunctionLike>()

  constructor(named: ReadonlyMap<string, FunctionLike>) {
    this.#named = named
  }

  readFunction(fn: FunctionLike, args: readonly (UseNotes | null)[], around: Scope, followed: number, receiver: UseNotes | null = null): void {
    if (this.#open.has(fn)) return
    this.#open.add(fn)
    const scope = new Map(around)
    if (fn.type !== 'ArrowFunctionExpression') scope.set('this', receiver)
    for (const [index, param] of fn.params.entries()) this.#bind(param, args[index] ?? null, scope)
    if (fn.body !== null) this.#visit(fn.body, scope, followed)
    this.#open.delete(fn)
  }

  /** A pattern says what is in the value. */
  #bind(pattern: ParamPattern | BindingPattern | BindingRestElement, notes: UseNotes | null, scope: Map<string, UseNotes | null>): void {
    switch (pattern.type) {
      case 'Identifier':
        scope.set(pattern.name, notes)
        break
      case 'AssignmentPattern':
        this.#bind(pattern.left, notes, scope)
        if (notes !== null) noteDefault(notes, pattern.right)
        break
      case 'RestElement':
        this.#bind(pattern.argument, notes, scope)
        break
      case 'ArrayPattern':
        if (notes !== null) notes.isIterated = true
        for (const each of pattern.elements) if (each !== null) this.#bind(each, notes?.element() ?? null, scope)
        break
      case 'ObjectPattern':
        for (const each of pattern.properties) {
          if (each.type === 'RestElement') {
            if (notes !== null) notes.isListed = true
            this.#bind(each.argument, null, scope)
          } else this.#bind(each.value, each.key.type === 'Identifier' && !each.computed ? notes?.member(each.key.name) ?? null : null, scope)
        }
        break
      default:
    }
  }

  /** What is known by an expression; it is noted what that takes. */
  #resolve(node: Node, scope: Scope): UseNotes | null {
    switch (node.type) {
      case 'Identifier': return scope.get(node.name) ?? null
      case 'ThisExpression': return scope.get('this') ?? null
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression': return this.#resolve(node.expression, scope)
      case 'AwaitExpression': return this.#resolve(node.argument, scope)
      case 'LogicalExpression': return this.#resolve(node.left, scope)
      case 'AssignmentExpression': return node.operator === '=' ? this.#resolve(node.right, scope) : null
      case 'MemberExpression': {
        const owner = this.#resolve(node.object, scope)
        if (owner === null) return null
        if (!node.computed) return node.property.type === 'Identifier' ? owner.member(node.property.name) : null
        if (node.property.type === 'Literal') return typeof node.property.value === 'string' ? owner.member(node.property.value) : owner.element()
        if (isIndex(node.property)) return owner.element()
        owner.isKeyed = true
        return null
      }
      case 'CallExpression': {
        const callee = this.#resolve(node.callee, scope)
        return callee?.called(node.arguments.length, node.arguments.flatMap((each, index) => (isFunctionLike(each) ? [index] : []))) ?? null
      }
      default: return null
    }
  }

  #visit(node: Node, scope: Map<string, UseNotes | null>, followed: number): void {
    const resolve = (each: Node): UseNotes | null => this.#resolve(each, scope)
    switch (node.type) {
      case 'VariableDeclarator':
        if (node.init !== null) this.#bind(node.id, resolve(node.init), scope)
        break
      case 'AssignmentExpression':
        if (node.operator !== '=' && node.operator !== '+=' && !/^(?:\?\?|\|\||&&)=$/u.test(node.operator)) resolve(node.right)?.coerced.add('number')
        break
      case 'UnaryExpression':
        if (/^[+~-]$/u.test(node.operator)) resolve(node.argument)?.coerced.add('number')
        break
      case 'UpdateExpression':
        resolve(node.argument)?.coerced.add('number')
        break
      case 'BinaryExpression':
        if (isBinary(node)) noteBinary(node, resolve)
        break
      case 'TemplateLiteral':
        for (const each of node.expressions) resolve(each)?.coerced.add('string')
        break
      case 'SwitchStatement':
        this.#visitSwitch(node, scope)
        break
      case 'ForOfStatement': {
        const source = resolve(node.right)
        if (source !== null) source.isIterated = true
        const [first] = node.left.type === 'VariableDeclaration' ? node.left.declarations : []
        if (first !== undefined) this.#bind(first.id, source?.element() ?? null, scope)
        break
      }
      case 'ForInStatement': {
        const source = resolve(node.right)
        if (source !== null) source.isListed = true
        break
      }
      case 'SpreadElement': {
        const source = resolve(node.argument)
        if (source !== null) source.isIterated = true
        break
      }
      case 'NewExpression': {
        const callee = resolve(node.callee)
        if (callee !== null) callee.isConstructed = true
        noteKnownCall(node, resolve)
        break
      }
      case 'MemberExpression':
        resolve(node)
        if (node.computed) resolve(node.property)?.coerced.add('default')
        break
      case 'CallExpression':
        resolve(node)
        noteKnownCall(node, resolve)
        this.#visitCall(node, scope, followed)
        break
      default:
    }
    if (node.type === 'ObjectExpression') for (const each of node.properties) if (each.type === 'SpreadElement') {
      const source = resolve(each.argument)
      if (source !== null) source.isListed = true
    }
    forEachChild(node, (child) => {
      if (node.type === 'ObjectExpression' && child.type === 'SpreadElement') return
      // A function's own parameters hide the names around it.
      if (isFunctionLike(child)) this.readFunction(child, [], scope, followed)
      else this.#visit(child, scope, followed)
    })
  }

  #visitSwitch(node: Extract<Node, { readonly type: 'SwitchStatement' }>, scope: Scope): void {
    const values = node.cases.flatMap(({ test }) => (test?.type === 'Literal' && (typeof test.value === 'string' || typeof test.value === 'number') ? [test.value] : []))
    if (node.discriminant.type === 'UnaryExpression' && node.discriminant.operator === 'typeof') {
      const told = this.#resolve(node.discriminant.argument, scope)
      for (const each of values) told?.kinds.add(String(each))
      return
    }
    const told = this.#resolve(node.discriminant, scope)
    for (const each of values) told?.literals.add(each)
  }

  /** Elements go to the callbacks of array methods, arguments to functions of the same file. */
  #visitCall(node: Extract<Node, { readonly type: 'CallExpression' }>, scope: Map<string, UseNotes | null>, followed: number): void {
    const callee = bare(node.callee)
    const [first] = node.arguments
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed && first !== undefined && isFunctionLike(first)) {
      const owner = this.#resolve(callee.object, scope)
      const index = elementParameter[callee.property.name]
      if (owner !== null && index !== undefined) {
        const args: (UseNotes | null)[] = Array.from({ length: index }, () => null)
        args.push(owner.element())
        if (callee.property.name === 'sort') args.push(owner.element())
        this.readFunction(first, args, scope, followed)
      }
    }
    const helper = callee.type === 'Identifier' && !scope.has(callee.name) ? this.#named.get(callee.name) : undefined
    if (helper === undefined || followed >= mostFollowed) return
    const args = node.arguments.map((each) => (each.type === 'SpreadElement' ? null : this.#resolve(each, scope)))
    if (args.some((each) => each !== null)) this.readFunction(helper, args, new Map(), followed + 1)
  }
}

function noteDefault(notes: UseNotes, value: Expression): void {
  switch (value.type) {
    case 'Literal':
      if (typeof value.value === 'string' || typeof value.value === 'number' || typeof value.value === 'boolean') notes.kinds.add(typeof value.value)
      break
    case 'ArrayExpression':
      notes.kinds.add('Array')
      break
    case 'ObjectExpression':
      notes.kinds.add('object')
      break
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      notes.kinds.add('function')
      break
    case 'UnaryExpression':
      notes.kinds.add('number')
      break
    default:
  }
}

/** Whether what stands in brackets is a number, as far as its name tells. */
function isIndex(node: Node): boolean {
  if (node.type === 'UpdateExpression' || node.type === 'BinaryExpression') return true
  return node.type === 'Identifier' && /^(?:[ijkn]|[ijkn]\d|idx|index|pos|at|\w*Index|\w*Idx)$/u.test(node.name)
}

/** `#name in value` is another node of the same type. */
function isBinary(node: Node): node is BinaryExpression {
  return node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier'
}
