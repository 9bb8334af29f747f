import { delimiter } from 'node:path'
import type * as vscode from 'vscode'

/** Puts the program `heatline` on the path of integrated terminals, behind whatever is there already. See `media/bin`. */
export function putOnTerminalPath(context: vscode.ExtensionContext): void {
  const variables = context.environmentVariableCollection
  variables.description = 'Puts the `heatline` command on the path.'
  // For the launcher, where there is no `node`: VS Code's own executable is one.
  variables.replace('HEATLINE_EDITOR_NODE', process.execPath)
  variables.append('PATH', delimiter + context.asAbsolutePath('media/bin'))
}
