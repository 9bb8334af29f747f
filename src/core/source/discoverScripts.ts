import { LineIndex } from './lineIndex.ts'
import { parseSource } from './parseSource.ts'

/** A script of a package.json. */
export interface PackageScript {
  readonly name: string
  /** The command that it runs. */
  readonly command: string
  /** 0-based. */
  readonly line: number
}

/** Finds the scripts in the text of a package.json; none in one that does not parse. */
export function discoverScripts(text: string): readonly PackageScript[] {
  // JSON is an expression of the language; one character stands before it then.
  const { program, problems } = parseSource(`(${text}\n)`, 'package.js', { lang: 'jsx', sourceType: 'commonjs' })
  const [statement] = program?.body ?? []
  if (problems.length > 0 || statement?.type !== 'ExpressionStatement' || statement.expression.type !== 'ObjectExpression') return []
  const scripts = statement.expression.properties.find((each) => each.type === 'Property' && each.key.type === 'Literal' && each.key.value === 'scripts')
  if (scripts?.type !== 'Property' || scripts.value.type !== 'ObjectExpression') return []
  const lines = new LineIndex(text)
  return scripts.value.properties.flatMap((each): readonly PackageScript[] => {
    if (each.type !== 'Property' || each.key.type !== 'Literal' || each.value.type !== 'Literal') return []
    const { key: { value: name, start }, value: { value: command } } = each
    return typeof name === 'string' && typeof command === 'string' ? [{ name, command, line: lines.lineAt(start - 1) }] : []
  })
}
