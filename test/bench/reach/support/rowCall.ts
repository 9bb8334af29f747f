import ts from 'typescript-classic'
import type { SourceFunction } from '../../../../src/core/source/sourceFunction.ts'

/** A row's elements, as texts without comments: those could make the checker look away. */
export function rowElements(row: string): readonly string[] | null {
  const file = ts.createSourceFile('row.ts', `(${row})`, ts.ScriptTarget.ES2022, true)
  const [statement] = file.statements
  const expression = statement !== undefined && ts.isExpressionStatement(statement) && ts.isParenthesizedExpression(statement.expression) ? statement.expression.expression : null
  if (expression === null || file.statements.length > 1 || !ts.isArrayLiteralExpression(expression)) return null
  const printer = ts.createPrinter({ removeComments: true })
  return expression.elements.map((element) => printer.printNode(ts.EmitHint.Expression, element, file))
}

/** Whether a row begins with the object that the function is a member of. */
export function hasReceiver({ reach }: SourceFunction): boolean {
  return reach.kind === 'instance'
}

/**
 * Whether what drives a result names the function: then it could run the body with
 * arguments that nobody has looked at.
 */
export function drivesItself({ reach }: SourceFunction, drive: string): boolean {
  // A class may be what makes arguments of the driven function.
  if (reach.kind !== 'binding') return false
  const root = reach.expression.split(/[.[]/u)[0]
  let found = false
  const visit = (node: ts.Node): void => {
    found ||= ts.isIdentifier(node) && node.text === root && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('drive.ts', drive, ts.ScriptTarget.ES2022, true))
  return found
}

/** The row's call of the function, as a person would write it in the module. `default` is what the default export is called. */
export function rowCall({ reach, kind }: SourceFunction, elements: readonly string[], defaultName: string, takesThis = false): string | null {
  const all = elements.join(', ')
  if (takesThis) return reach.kind === 'binding' || reach.kind === 'default' ? `(${reach.kind === 'default' ? defaultName : reach.expression.replace(/^default(?=[.[]|$)/u, defaultName)}).call(${all})` : null
  switch (reach.kind) {
    case 'binding': return member(reach.expression.replace(/^default(?=[.[]|$)/u, defaultName), elements)
    case 'default': return `${defaultName}(${all})`
    case 'constructor': return `new ${reach.className}(${all})`
    case 'instance': {
      const [receiver = '', ...rest] = elements
      // By its key, a member that is private in TypeScript alone can be named.
      const key = /^[#[]/u.test(reach.member) ? (reach.member.startsWith('#') ? `.${reach.member}` : reach.member) : `[${JSON.stringify(reach.member)}]`
      return member(`(${receiver})${key}`, rest)
    }
    case 'nested': return null
  }

  function member(access: string, args: readonly string[]): string {
    if (kind === 'getter') return access
    return kind === 'setter' ? `${access} = ${args[0] ?? ''}` : `${access}(${args.join(', ')})`
  }
}
