import * as vscode from 'vscode'

/** Nothing runs in a workspace that the user does not trust; from a lens, the palette or the panel alike. Says so where it is not. */
export async function isTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true
  const manageTrust = 'Manage Workspace Trust'
  const picked = await vscode.window.showWarningMessage('Profiling runs the code of this workspace, and you have not said that you trust it.', manageTrust)
  if (picked === manageTrust) await vscode.commands.executeCommand('workbench.trust.manage')
  return false
}
