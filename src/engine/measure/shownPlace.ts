import { relative, sep } from 'node:path'
import { toOneBased } from '../../core/position.ts'
import type { SourcePosition } from './mapStack.ts'

/** A place for people: `src/cart.ts:12`, absolute outside the workspace. */
export function shownPlace(position: SourcePosition, root: string): string {
  const path = relative(root, position.file)
  const shown = path.startsWith('..') ? position.file : path.split(sep).join('/')
  return `${shown}:${toOneBased(position.line)}`
}
