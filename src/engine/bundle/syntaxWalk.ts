import { visitorKeys } from 'oxc-parser'
import type { Node } from 'oxc-parser'

/** Where a node hangs: in which node, under which of its properties. */
export interface Place {
  readonly parent: Node | null
  readonly key: string
}

/** TypeScript nodes that are code; the other `TS...` nodes are types, which are gone when the code runs. */
const codeOfTypescript = new Set([
  'TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression', 'TSEnumDeclaration',
  'TSEnumBody', 'TSEnumMember', 'TSModuleDeclaration', 'TSModuleBlock', 'TSParameterProperty', 'TSExportAssignment',
])

/** Calls `visit` for every node that runs, parents first. When it returns false, what is in the node is left out. */
export function walkCode(root: Node, visit: (node: Node, place: Place) => boolean | void): void {
  const walk = (node: Node, place: Place): void => {
    if (node.type.startsWith('TS') && !codeOfTypescript.has(node.type)) return
    if (visit(node, place) === false) return
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of childrenAt(node, key)) walk(child, { parent: node, key })
    }
  }
  walk(root, { parent: null, key: '' })
}

/** Does the identifier at this place stand for a variable's value, and not for a property, a label or a declaration? */
export function isReference(place: Place): boolean {
  const { parent, key } = place
  if (!parent) return false
  switch (parent.type) {
    case 'MemberExpression':
      return key !== 'property' || parent.computed
    case 'Property':
      return key !== 'key' || parent.computed
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return key !== 'key' || parent.computed
    case 'VariableDeclarator':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSEnumMember':
      return key !== 'id' && key !== 'params'
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ExportSpecifier':
      return false
    default:
      return true
  }
}

/** The names that this node itself declares, if it declares any. */
export function declaredNames(node: Node): readonly string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return patternNames(node.id)
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...(node.id ? [node.id.name] : []), ...node.params.flatMap(patternNames)]
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id ? [node.id.name] : []
    case 'CatchClause':
      return node.param ? patternNames(node.param) : []
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node.local.name]
    default:
      return []
  }
}

/** The names that a statement of a module's top level brings into its scope. */
export function statementNames(statement: Node): readonly string[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return statement.declarations.flatMap(declaredNames)
    case 'ExportNamedDeclaration':
      return statement.declaration ? statementNames(statement.declaration) : []
    case 'ImportDeclaration':
      return statement.specifiers.flatMap(declaredNames)
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return statement.id ? [statement.id.name] : []
    case 'TSImportEqualsDeclaration':
    case 'TSEnumDeclaration':
      return [statement.id.name]
    default:
      return []
  }
}

function patternNames(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => patternNames(property.type === 'Property' ? property.value : property.argument))
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []))
    case 'AssignmentPattern':
      return patternNames(pattern.left)
    case 'RestElement':
      return patternNames(pattern.argument)
    case 'TSParameterProperty':
      return patternNames(pattern.parameter)
    default:
      return []
  }
}

function childrenAt(node: Node, key: string): readonly Node[] {
  const value: unknown = Reflect.get(node, key)
  if (Array.isArray(value)) return value.filter(isNode)
  return isNode(value) ? [value] : []
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
