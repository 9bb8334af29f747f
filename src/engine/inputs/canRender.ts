import { createRequire } from 'node:module'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'

/**
 * Whether a function is a React component that the workspace can render: named like one, in a file with JSX, of at most props
 * and a ref, with `react-dom` beside it. Called as a function it could not use hooks.
 * @param file absolute
 */
export function canRender(file: string, text: string, { name, kind, parameters, reach, isAsync, isGenerator, bodyRange }: SourceFunction): boolean {
  const isNamedSo = name === 'default' || /(?:^|\.)[A-Z]\w*$/u.test(name)
  const canBeOne = kind === 'function' && (reach.kind === 'binding' || reach.kind === 'default') && parameters.length <= 2 && !isAsync && !isGenerator
  if (!isNamedSo || !canBeOne || !/\.[jt]sx$/u.test(file)) return false
  // An element, or what makes one; a function that compares numbers has no name like that.
  if (!/<[A-Za-z>]|createElement|jsx/u.test(text.slice(bodyRange.start, bodyRange.end))) return false
  const { resolve } = createRequire(file)
  try {
    return resolve('react') !== '' && resolve('react-dom/server') !== ''
  } catch {
    return false
  }
}
