import * as vscode from 'vscode'

/** A file as it is on the disk; null where it cannot be read. */
export async function readText(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
  } catch {
    return null
  }
}
