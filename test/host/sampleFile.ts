import * as vscode from 'vscode'

/**
 * Heatline, as VS Code knows it.
 * @throws Error when it is not installed
 */
export function heatline(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('heatline.heatline')
  if (extension === undefined) throw new Error('Heatline is not installed in this VS Code.')
  return extension
}

/**
 * Opens a file of the sample workspace in an editor.
 * @param path relative to the workspace
 */
export async function showSampleFile(path: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0]
  if (folder === undefined) throw new Error('No workspace is open.')
  return await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, path))
}
