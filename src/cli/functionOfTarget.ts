import { realpathSync } from 'node:fs'
import { splitLines } from '../core/presentation/heatAnchor.ts'
import { relativeFile } from '../core/profile/relativeFile.ts'
import { workspaceRoot } from '../engine/workspaceRoot.ts'
import { chooseFunction } from './chooseFunction.ts'
import { diskPaths } from './diskPaths.ts'
import { readSource } from './readSource.ts'
import { readTarget } from './readTarget.ts'

/** A function as the history names it. */
export interface NamedFunction {
  /** Absolute. */
  readonly root: string
  /** Relative to the root with `/`. */
  readonly file: string
  readonly name: string
  /** Of the file. */
  readonly text: string
}

/** The function that a target means. @throws HeatlineError when there is none */
export function functionOfTarget(text: string): NamedFunction {
  const target = readTarget(text, diskPaths)
  const path = realpathSync(target.file)
  const root = workspaceRoot(path)
  const source = readSource(path, target.file)
  const { name } = chooseFunction(target, source.functions, splitLines(source.text).length)
  return { root, file: relativeFile(root, path), name, text: source.text }
}
