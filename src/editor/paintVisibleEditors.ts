import * as vscode from 'vscode'

/** Paints the visible editors now, and when others become visible or what they show changes. @returns what ends it */
export function paintVisibleEditors(onDidChange: vscode.Event<unknown>, paint: (editor: vscode.TextEditor) => void): vscode.Disposable {
  const paintAll = (): void => vscode.window.visibleTextEditors.forEach(paint)
  paintAll()
  return vscode.Disposable.from(onDidChange(paintAll), vscode.window.onDidChangeVisibleTextEditors(paintAll))
}
