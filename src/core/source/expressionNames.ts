import { visitorKeys } from 'oxc-parser'
import type { Node } from 'oxc-parser'
import type { Extent } from './functionBinding.ts'
import { patternNames } from './moduleScope.ts'

/** A place in an expression where a name is used. */
export interface NameUse extends Extent {
  readonly name: string
  /** `{ name }`: replacing the name has to keep the key. */
  readonly isShorthand: boolean
}

/** What an expression needs from around it. */
export interface ExpressionNames {
  /** Uses of names that the expression does not bind itself. */
  readonly free: readonly NameUse[]
  /** It awaits outside of functions of its own. */
  readonly awaits: boolean
  /** Private names (`#sum`), which only code inside their class may use. */
  readonly privateNames: readonly Extent[]
}

/** Keys below which nothing runs, or where an identifier is no use of a name. */
const skippedKeys = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'superTypeArguments', 'implements', 'label', 'meta'])

/** Reads which names an expression uses and which it brings along. A name that it binds anywhere counts as its own. */
export function expressionNames(root: Node): ExpressionNames {
  const uses: NameUse[] = []
  const bound = new Set<string>()
  const privateNames: Extent[] = []
  let awaits = false
  const waiting: { readonly node: Node; readonly inFunction: boolean }[] = [{ node: root, inFunction: false }]

  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    const { node, inFunction } = item
    let within = inFunction
    switch (node.type) {
      case 'Identifier':
        uses.push({ name: node.name, start: node.start, end: node.end, isShorthand: false })
        continue
      case 'PrivateIdentifier':
        privateNames.push({ start: node.start, end: node.end })
        continue
      case 'AwaitExpression':
        awaits ||= !inFunction
        break
      case 'ForOfStatement':
        awaits ||= node.await && !inFunction
        break
      case 'FunctionExpression':
      case 'FunctionDeclaration':
      case 'ArrowFunctionExpression':
        within = true
        if (node.id !== null) bound.add(node.id.name)
        for (const param of node.params) {
          const pattern = param.type === 'TSParameterProperty' ? param.parameter : param.type === 'RestElement' ? param.argument : param
          for (const name of patternNames(pattern)) bound.add(name)
        }
        break
      case 'ClassExpression':
      case 'ClassDeclaration':
        if (node.id !== null) bound.add(node.id.name)
        break
      case 'VariableDeclarator':
        for (const name of patternNames(node.id)) bound.add(name)
        break
      case 'CatchClause':
        if (node.param !== null) for (const name of patternNames(node.param)) bound.add(name)
        break
      default:
        break
    }
    for (const child of childrenOf(node)) {
      if (node.type === 'Property' && node.shorthand && child.type === 'Identifier') {
        if (child === node.value) uses.push({ name: child.name, start: child.start, end: child.end, isShorthand: true })
      } else if (!isPropertyName(node, child)) waiting.push({ node: child, inFunction: within })
    }
  }
  return { free: uses.filter(({ name }) => !bound.has(name)), awaits, privateNames }
}

/** Whether a child only names a property of its parent. Private names are wanted all the same. */
function isPropertyName(parent: Node, child: Node): boolean {
  if (child.type === 'PrivateIdentifier') return false
  switch (parent.type) {
    case 'MemberExpression':
      return child === parent.property && !parent.computed
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return child === parent.key && !parent.computed
    default:
      return false
  }
}

function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = []
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The parser's own table says that these keys hold nodes.
  const fields = node as unknown as Readonly<Record<string, Node | readonly (Node | null)[] | null | undefined>>
  for (const key of visitorKeys[node.type] ?? []) {
    const value = skippedKeys.has(key) ? null : fields[key]
    if (value === null || value === undefined) continue
    if ('type' in value) children.push(value)
    else for (const element of value) if (element !== null) children.push(element)
  }
  return children
}
