import * as vscode from 'vscode'

const other = 'Another Reason…'

/** Why something is all right as it is, in the user's words or in one of these; null where none was given. */
export async function askReason(title: string, usual: readonly string[]): Promise<string | null> {
  const question = 'Why is it all right?'
  const picked = await vscode.window.showQuickPick([...usual, other], { title, placeHolder: question })
  const reason = (picked === other ? await vscode.window.showInputBox({ title, prompt: question }) : picked)?.trim() ?? ''
  return reason === '' ? null : reason
}
