import { delimiter } from 'node:path'
import type * as vscode from 'vscode'

/** Puts the program `heatline` on the path of integrated terminals, behind whatever is there already. */
export function putOnTerminalPath(context: vscode.ExtensionContext): void {
  const variables = context.environmentVariableCollection
  variables.description = 'Puts the `heatline` command on the path.'
  variables.append('PATH', delimiter + context.asAbsolutePath('media/bin'))
}
