import ts from 'typescript-classic'
import type { SourceProgram } from './openProgram.ts'

/** A function with a body, as the bench finds it: by the compiler's own tree, not by the product's. */
export interface ListedFunction {
  /** For people: `Cart.total`. */
  readonly name: string
  readonly file: string
  readonly node: ts.FunctionLikeDeclaration
  readonly body: ts.Node
  /** Importers of its module can get at it. */
  readonly exported: boolean
  /** The listed function around it; null at the top of its module. */
  readonly parent: ListedFunction | null
}

/** Lists every function of a file that has a body and a name: its own, or that of the variable or property which it is bound to. */
export function listFunctions(file: ts.SourceFile, { checker }: SourceProgram): readonly ListedFunction[] {
  const handedOut = exportedDeclarations(file, checker)
  const found: ListedFunction[] = []

  function visit(node: ts.Node, parent: ListedFunction | null): void {
    if (isFunctionWithBody(node)) {
      const name = nameOf(node, checker)
      if (name !== null) {
        const listed: ListedFunction = { name: qualified(node, name), file: file.fileName, node, body: node.body, exported: isExported(node, handedOut), parent }
        found.push(listed)
        ts.forEachChild(node, (child) => visit(child, listed))
        return
      }
    }
    ts.forEachChild(node, (child) => visit(child, parent))
  }

  visit(file, null)
  return found
}

function isFunctionWithBody(node: ts.Node): node is ts.FunctionLikeDeclaration & { readonly body: ts.Node } {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined
}

/** What a function is called; null for one that is merely handed on, as a callback is. */
function nameOf(node: ts.FunctionLikeDeclaration, checker: ts.TypeChecker): string | null {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  if (node.name !== undefined) return node.name.getText()
  if (ts.isFunctionDeclaration(node)) return 'default'
  const bound = boundTo(node)
  if (bound.call !== null && !isTopLevelFunction(bound.holder, checker)) return null
  return holderName(bound.holder)
}

/** Where a function expression ends up: through brackets, assertions, conditions; perhaps as the argument of a call. */
function boundTo(node: ts.Node): { readonly holder: ts.Node; readonly call: ts.CallExpression | null } {
  let at = node
  let call: ts.CallExpression | null = null
  for (;;) {
    const { parent } = at
    if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isNonNullExpression(parent) || ts.isTypeAssertionExpression(parent)) at = parent
    else if (ts.isConditionalExpression(parent) && parent.condition !== at) at = parent
    else if (ts.isBinaryExpression(parent) && [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.QuestionQuestionToken].includes(parent.operatorToken.kind)) at = parent
    // `const map = dual(2, (self, f) => ...)`: the function that the constant is.
    else if (ts.isCallExpression(parent) && parent.arguments.at(-1) === at) {
      call = parent
      at = parent
    } else return { holder: parent, call }
  }
}

function holderName(holder: ts.Node): string | null {
  if (ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) return ts.isIdentifier(holder.name) || ts.isPrivateIdentifier(holder.name) || ts.isStringLiteralLike(holder.name) ? holder.name.text : holder.name.getText()
  if (ts.isBinaryExpression(holder) && holder.operatorToken.kind === ts.SyntaxKind.EqualsToken) return holder.left.getText().replace(/^(?:module\.)?exports\./u, '')
  return ts.isExportAssignment(holder) ? 'default' : null
}

/** Whether a call's result is bound at the top of the module and can be called. */
function isTopLevelFunction(holder: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isExportAssignment(holder)) return checker.getTypeAtLocation(holder.expression).getCallSignatures().length > 0
  return ts.isVariableDeclaration(holder) && ts.isSourceFile(holder.parent.parent.parent) && checker.getTypeAtLocation(holder.name).getCallSignatures().length > 0
}

/** With the class or object that it is a member of. */
function qualified(node: ts.Node, name: string): string {
  for (let at = node.parent; at !== undefined && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassLike(at)) return `${at.name?.text ?? 'class'}.${name}`
    if (ts.isObjectLiteralExpression(at) && ts.isVariableDeclaration(at.parent)) return `${at.parent.name.getText()}.${name}`
    if (isFunctionWithBody(at)) return name
  }
  return name
}

/** Declarations that a module hands out under any name. */
function exportedDeclarations(file: ts.SourceFile, checker: ts.TypeChecker): ReadonlySet<ts.Node> {
  // The checker knows ES modules by their symbol; the compiler gives one to CommonJS too.
  const symbol = checker.getSymbolAtLocation(file) ?? (Reflect.get(file, 'symbol') as ts.Symbol | undefined)
  if (symbol === undefined) return new Set()
  const symbols = [...checker.getExportsOfModule(symbol), ...symbol.exports?.values() ?? []]
  const declarations = symbols.flatMap((each) => [...each.declarations ?? [], ...((each.flags & ts.SymbolFlags.Alias) === 0 ? [] : checker.getAliasedSymbol(each).declarations ?? [])])
  return new Set(declarations.flatMap((each) => withValue(each, checker)))
}

/** `exports.parse = parse` and `module.exports = { parse }` hand out the function that they name. */
function withValue(node: ts.Node, checker: ts.TypeChecker): readonly ts.Node[] {
  if (ts.isShorthandPropertyAssignment(node)) return [node, ...checker.getShorthandAssignmentValueSymbol(node)?.declarations ?? []]
  const value = ts.isExportAssignment(node) ? node.expression
    : ts.isPropertyAssignment(node) ? node.initializer
      : ts.isBinaryExpression(node) ? node.right
        : ts.isPropertyAccessExpression(node) && ts.isBinaryExpression(node.parent) && node.parent.left === node ? node.parent.right : null
  if (value === null) return [node]
  if (ts.isIdentifier(value)) return [node, ...checker.getSymbolAtLocation(value)?.declarations ?? []]
  return [node, value, ...(ts.isObjectLiteralExpression(value) ? value.properties.flatMap((each) => withValue(each, checker)) : withValue(value, checker))]
}

function isExported(node: ts.Node, handedOut: ReadonlySet<ts.Node>): boolean {
  let at = node
  for (;;) {
    if (handedOut.has(at)) return true
    if (isHidden(at)) return false
    const { parent } = at
    // Whatever is inside another function's body is nobody's to import.
    if (parent === undefined || (at !== node && ts.isFunctionLike(at))) return false
    if (ts.isBlock(at) && ts.isFunctionLike(parent)) return false
    at = parent
  }
}

function isHidden(node: ts.Node): boolean {
  if (ts.isClassElement(node) && node.name !== undefined && ts.isPrivateIdentifier(node.name)) return true
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword)
}
