import { visitorKeys } from 'oxc-parser'
import type { ArrowFunctionExpression, Class, Expression, Function as FunctionNode, Node } from 'oxc-parser'

/** A function that has a body: not an overload signature, not an abstract method. */
export type FunctionLike = (FunctionNode & { readonly body: object }) | ArrowFunctionExpression

/** TypeScript's nodes that hold code which runs; all others are types. */
const runtimeTypeScript = new Set([
  'TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression',
  'TSModuleDeclaration', 'TSModuleBlock', 'TSEnumDeclaration', 'TSEnumBody', 'TSEnumMember', 'TSExportAssignment', 'TSParameterProperty',
])

const typeKeys = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'superTypeArguments', 'implements'])

/** Per node type, the properties below which code that runs can stand. Leaves and types are absent. */
const codeKeys: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(visitorKeys)
    .filter(([type]) => !type.startsWith('TS') || runtimeTypeScript.has(type))
    .filter(([type]) => !/^(Identifier|Import(Declaration|Specifier|DefaultSpecifier|NamespaceSpecifier|Attribute)|Export(All|Specifier).*|JSX(Closing.*|MemberExpression|NamespacedName)|LabeledName)$/.test(type))
    .map(([type, keys]): [string, readonly string[]] => [type, keys.filter((key) => !typeKeys.has(key))])
    .filter(([, keys]) => keys.length > 0),
)

/** Calls `visit` for each child that can hold code, in no particular order. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  const keys = codeKeys.get(node.type)
  if (keys === undefined) return
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The parser's own table says that these keys hold nodes.
  const fields = node as unknown as Readonly<Record<string, Node | readonly (Node | null)[] | null | undefined>>
  for (const key of keys) {
    const child = fields[key]
    if (child === null || child === undefined) continue
    if (isNode(child)) {
      if (codeKeys.has(child.type)) visit(child)
    } else {
      for (const element of child) if (element !== null && codeKeys.has(element.type)) visit(element)
    }
  }
}

function isNode(child: Node | readonly (Node | null)[]): child is Node {
  return !Array.isArray(child)
}

/** The expression without what changes nothing at run time: type assertions and `!`. */
export function bare(node: Expression): Expression {
  let inner = node
  for (;;) {
    switch (inner.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ParenthesizedExpression':
        inner = inner.expression
        break
      default:
        return inner
    }
  }
}

export function isFunctionLike(node: Node): node is FunctionLike {
  return node.type === 'ArrowFunctionExpression' || ((node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration') && node.body !== null)
}

export function isClass(node: Node): node is Class {
  return node.type === 'ClassExpression' || node.type === 'ClassDeclaration'
}

/** How a property is written after its owner: `.total`, `.#sum`, `['a b']`, `[0]`, `[Symbol.iterator]`. */
export function memberText(key: Node, computed: boolean, text: string): string {
  if (key.type === 'PrivateIdentifier') return `.#${key.name}`
  if (key.type === 'Identifier' && !computed) return `.${key.name}`
  if (key.type === 'Literal' && typeof key.value === 'string') {
    return isIdentifier(key.value) ? `.${key.value}` : `[${quote(key.value)}]`
  }
  return `[${text.slice(key.start, key.end).replace(/\s+/g, ' ')}]`
}

/** Puts a member behind its owner; an empty owner is the module itself. */
export function joinMember(owner: string, member: string): string {
  return owner === '' && member.startsWith('.') ? member.slice(1) : owner + member
}

/**
 * The members of a chain such as `exports.api['get']`, root first: `['exports', '.api', '.get']`; null for anything
 * else, a call or an index that is not written out.
 */
export function memberChain(node: Node, text: string): readonly string[] | null {
  const chain: string[] = []
  let at: Node = node
  while (at.type === 'MemberExpression') {
    if (at.computed && at.property.type !== 'Literal') return null
    chain.unshift(memberText(at.property, at.computed, text))
    at = bare(at.object)
  }
  if (at.type !== 'Identifier') return null
  chain.unshift(at.name)
  return chain
}

export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(text)
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
