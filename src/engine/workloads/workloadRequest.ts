import { relative, sep } from 'node:path'
import type { SourceFunction } from '../../core/source/sourceFunction.ts'

/** A function that needs something to be run with. Paths are absolute. */
export interface WorkloadRequest {
  /** The workspace folder, where calls are remembered. */
  readonly root: string
  readonly file: string
  readonly fn: SourceFunction
  /** All functions of the file: what makes a receiver is among them. */
  readonly functions: readonly SourceFunction[]
  /** The call that was given with the command (`--call`); null without. */
  readonly option: string | null
}

/** The function's name across files, as in `src/cart.ts#Cart.total`. */
export function functionId({ root, file, fn }: Pick<WorkloadRequest, 'root' | 'file' | 'fn'>): string {
  return `${relative(root, file).split(sep).join('/')}#${fn.name}`
}
