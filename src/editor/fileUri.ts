import { isAbsolute } from 'node:path'
import * as vscode from 'vscode'
import type { Run } from '../core/comparison/run.ts'

/** Where a file that a run names is: relative to its root with `/`, or absolute outside it. */
export function fileUri(run: Pick<Run, 'root'>, file: string): vscode.Uri {
  return isAbsolute(file) ? vscode.Uri.file(file) : vscode.Uri.joinPath(vscode.Uri.file(run.root), file)
}
