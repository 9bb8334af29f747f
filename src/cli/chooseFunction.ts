import { assertNever } from '../core/assertNever.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { toOneBased } from '../core/position.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import { closestName } from './closestName.ts'
import type { Target } from './readTarget.ts'

const mostListed = 20

/**
 * The function that a target means. By line it is the innermost one around that line that can be reached from outside.
 * @param lineCount of the file
 * @throws HeatlineError when there is none, naming the nearest or what there is.
 */
export function chooseFunction(target: Target, functions: readonly SourceFunction[], lineCount: number): SourceFunction {
  const { file } = target
  if (functions.length === 0) throw new HeatlineError(`there is no named function in ${file}; one that is handed to a call can be profiled once it is bound to a name`)
  switch (target.by) {
    case 'name':
      return byName(file, target.name, functions)
    case 'line':
      return byLine(file, target.line, functions, lineCount)
    case 'nothing':
      throw new HeatlineError(`${file} must be followed by the function: ${file}#<function> or ${file}:<line>\n${listOf(functions)}`)
    default:
      return assertNever(target)
  }
}

function byName(file: string, name: string, functions: readonly SourceFunction[]): SourceFunction {
  const found = functions.find((each) => each.name === name)
  if (found !== undefined) return found
  const near = closestName(name, functions.map((each) => each.name))
  throw new HeatlineError(`no function \`${name}\` in ${file}${near === null ? `\n${listOf(functions)}` : `; did you mean \`${near}\`?`}`)
}

function byLine(file: string, line: number, functions: readonly SourceFunction[], lineCount: number): SourceFunction {
  if (line >= lineCount) throw new HeatlineError(`there is no line ${toOneBased(line)} in ${file}: it has ${lineCount}`)
  const around = functions
    .filter(({ range }) => range.startLine <= line && line <= range.endLine)
    .toSorted((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start))
  const innermost = around.find(({ reach }) => reach.kind !== 'nested') ?? around[0]
  if (innermost !== undefined) return innermost
  throw new HeatlineError(`no function at ${file}:${toOneBased(line)}\n${listOf(functions)}`)
}

function listOf(functions: readonly SourceFunction[]): string {
  const lines = functions.slice(0, mostListed).map((each) => `  ${each.name} (line ${toOneBased(each.nameLine)})`)
  if (functions.length > mostListed) lines.push(`  and ${functions.length - mostListed} more`)
  return ['functions in it:', ...lines].join('\n')
}
