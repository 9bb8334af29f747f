import * as vscode from 'vscode'
import { workspaceRoot } from '../engine/workspaceRoot.ts'

/** The folder that a file's run is relative to: its workspace folder; for a file outside, what a terminal would take. */
export function runRoot(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? workspaceRoot(uri.fsPath)
}

/** A path for people: relative to its workspace folder where it has one. */
export function shownPath(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, (vscode.workspace.workspaceFolders?.length ?? 0) > 1)
}
