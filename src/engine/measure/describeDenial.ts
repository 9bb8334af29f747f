import { isAbsolute, relative, sep } from 'node:path'
import { toOneBased } from '../../core/position.ts'
import type { PassEnd } from '../child/passEnd.ts'
import type { MappedStack } from './mapStack.ts'
import { shownPlace } from './shownPlace.ts'

/** The function that a message is about. */
export interface EndedFunction {
  readonly name: string
  /** Absolute. */
  readonly file: string
  readonly root: string
}

type DeniedMessage = Extract<PassEnd, { readonly kind: 'denied' }>['message']

/** What the sandbox refused, and at which line: "`deleteUser` wanted to write `users.db`, line 41." */
export function describeDenial({ action, target }: Pick<DeniedMessage, 'action' | 'target'>, { name, file, root }: EndedFunction, { top, text }: MappedStack): string {
  const what = target === '' ? '' : ` \`${shownTarget(target, root)}\``
  const place = top === null ? installedPlace(text) : top.file === file ? `line ${toOneBased(top.line)}` : shownPlace(top, root)
  return `\`${name}\` wanted to ${action}${what}${place === null ? '' : `, ${place}`}. Heatline makes this call by itself, so it may not.`
}

/** A path within the workspace as it is called there. */
function shownTarget(target: string, root: string): string {
  const way = isAbsolute(target) ? relative(root, target) : ''
  return way === '' || way.startsWith('..') || isAbsolute(way) ? target : way.split(sep).join('/')
}

/** The line of a package, where none of the user's is on the stack: it acts by itself, in a timer of its own perhaps. */
function installedPlace(stack: string): string | null {
  const [, path, line] = /[\\/](node_modules[\\/](?:(?!node_modules[\\/])[^\n()])+):(\d+):\d+\)?$/m.exec(stack) ?? []
  return path === undefined ? null : `${path.replaceAll('\\', '/')}:${line ?? ''}`
}
