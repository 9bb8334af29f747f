import type { BindingPattern, Expression, Node, Program, Statement } from 'oxc-parser'
import { assertNever } from '../assertNever.ts'
import { bare, forEachChild, memberChain } from './syntaxNode.ts'

/** An anonymous default export that is an expression or an unnamed declaration, and so has no name in its module. */
export interface AnonymousDefault {
  /** Offset of `export`. */
  readonly start: number
  /** What stands there. A declaration can be given a name in place, an expression a variable. */
  readonly kind: 'function' | 'class' | 'expression'
  /** Where a declaration's name would stand: behind `function`, `function*` or `class`. */
  readonly nameOffset: number
}

/** What a module binds and exports by name. */
export interface ModuleScope {
  /** Names that code at the module's end can use; types and ambient declarations have none. */
  readonly bindings: ReadonlySet<string>
  /** Names among them that an export statement, or an assignment to CommonJS's exports, hands out. */
  readonly exported: ReadonlySet<string>
  readonly anonymousDefault: AnonymousDefault | null
  /**
   * Where the first statement behind the directives begins, in a file that may `return` before its end, as only CommonJS
   * allows; null in all others.
   */
  readonly startBeforeReturn: number | null
}

/** Reads a module's own names from its statements. */
export function readModuleScope(program: Program, text: string): ModuleScope {
  const bindings = new Set<string>()
  const exported = new Set<string>()
  let anonymousDefault: AnonymousDefault | null = null
  let returnsAtTopLevel = false

  const bind = (statement: Statement, isExported: boolean): void => {
    const names = declaredNames(statement)
    for (const name of names) {
      bindings.add(name)
      if (isExported) exported.add(name)
    }
  }

  for (const statement of program.body) {
    bind(statement, false)
    switch (statement.type) {
      case 'ImportDeclaration':
        if (statement.importKind === 'type') break
        for (const specifier of statement.specifiers) {
          if (specifier.type !== 'ImportSpecifier' || specifier.importKind !== 'type') bindings.add(specifier.local.name)
        }
        break
      case 'ExportNamedDeclaration':
        if (statement.declaration !== null) bind(statement.declaration, true)
        if (statement.source !== null) break
        for (const specifier of statement.specifiers) if (specifier.local.type === 'Identifier') exported.add(specifier.local.name)
        break
      case 'ExportDefaultDeclaration': {
        const value = statement.declaration
        if (value.type === 'Identifier') exported.add(value.name)
        else if ((value.type === 'FunctionDeclaration' || value.type === 'ClassDeclaration') && value.id !== null) {
          bindings.add(value.id.name)
          exported.add(value.id.name)
        } else if (value.type !== 'TSInterfaceDeclaration' && value.type !== 'TSDeclareFunction') {
          anonymousDefault = describeDefault(statement.start, value, text)
        }
        break
      }
      case 'TSExportAssignment':
        if (statement.expression.type === 'Identifier') exported.add(statement.expression.name)
        break
      case 'TSImportEqualsDeclaration':
        if (statement.importKind !== 'type') bindings.add(statement.id.name)
        break
      case 'ExpressionStatement':
        collectCommonjsExports(statement.expression, text, exported)
        break
      case 'VariableDeclaration':
        for (const { init } of statement.declarations) if (init !== null) collectCommonjsExports(init, text, exported)
        break
      default:
        if (isCompound(statement)) returnsAtTopLevel = readCompound(statement, bindings) || returnsAtTopLevel
    }
    if (statement.type === 'ReturnStatement') returnsAtTopLevel = true
  }
  const first = program.body.find((statement) => statement.type !== 'ExpressionStatement' || typeof statement.directive !== 'string')
  return { bindings, exported, anonymousDefault, startBeforeReturn: returnsAtTopLevel ? first?.start ?? 0 : null }
}

/** The names that a declaration binds at run time. */
function declaredNames(statement: Statement): readonly string[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return statement.declare === true ? [] : statement.declarations.flatMap(({ id }) => patternNames(id))
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return statement.id === null || statement.declare === true ? [] : [statement.id.name]
    case 'TSEnumDeclaration':
      return statement.declare ? [] : [statement.id.name]
    case 'TSModuleDeclaration': {
      if (statement.declare || statement.id.type === 'Literal') return []
      let id: Node = statement.id
      while (id.type === 'TSQualifiedName') id = id.left
      return id.type === 'Identifier' ? [id.name] : []
    }
    default:
      return []
  }
}

/** The names that a pattern binds. */
export function patternNames(pattern: BindingPattern): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'AssignmentPattern':
      return patternNames(pattern.left)
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => element === null ? [] : patternNames(element.type === 'RestElement' ? element.argument : element))
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => patternNames(property.type === 'RestElement' ? property.argument : property.value))
    default:
      return assertNever(pattern)
  }
}

function describeDefault(start: number, value: Node, text: string): AnonymousDefault {
  const expression: AnonymousDefault = { start, kind: 'expression', nameOffset: value.start }
  if (value.type !== 'FunctionDeclaration' && value.type !== 'ClassDeclaration') return expression
  const lastDecorator = value.type === 'ClassDeclaration' ? value.decorators.at(-1) : undefined
  const from = Math.max(value.start, lastDecorator?.end ?? 0)
  const keyword = /^\s*(?:(?:async\s+)?function(?:\s*\*)?|(?:abstract\s+)?class)/.exec(text.slice(from, value.end))
  if (keyword === null) return expression
  return { start, kind: value.type === 'FunctionDeclaration' ? 'function' : 'class', nameOffset: from + keyword[0].length }
}

/** `module.exports = total`, `exports.total = sum`, `module.exports = { total, sum: add }`, and chains of them. */
function collectCommonjsExports(expression: Expression, text: string, exported: Set<string>): void {
  let value = bare(expression)
  let isExport = false
  while (value.type === 'AssignmentExpression' && value.operator === '=') {
    const chain = memberChain(value.left, text)
    isExport ||= chain !== null && isExportsChain(chain)
    value = bare(value.right)
  }
  if (!isExport) return
  if (value.type === 'Identifier') exported.add(value.name)
  if (value.type !== 'ObjectExpression') return
  for (const property of value.properties) {
    if (property.type === 'Property' && property.value.type === 'Identifier') exported.add(property.value.name)
  }
}

/** Whether a member chain starts at CommonJS's exports. */
export function isExportsChain(chain: readonly string[]): boolean {
  return chain[0] === 'exports' || (chain[0] === 'module' && chain[1] === '.exports')
}

function isCompound(node: Node): boolean {
  return /^(Block|If|For|ForIn|ForOf|While|DoWhile|Try|Switch|Labeled|With)Statement$|^(SwitchCase|CatchClause)$/.test(node.type)
}

/** Finds the `var`s that blocks hoist into the module. Answers whether a `return` stands in one. */
function readCompound(statement: Statement, bindings: Set<string>): boolean {
  let returns = false
  const waiting: Node[] = [statement]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    forEachChild(node, (child) => {
      if (child.type === 'ReturnStatement') returns = true
      else if (child.type === 'VariableDeclaration' && child.kind === 'var') for (const name of declaredNames(child)) bindings.add(name)
      else if (isCompound(child)) waiting.push(child)
    })
  }
  return returns
}
