import * as vscode from 'vscode'
import { HeatlineError } from '../core/heatlineError.ts'

/** Shows what went wrong: in its own words where the user can act on it, else as the bug that it is. */
export async function showError(error: unknown, channel: vscode.LogOutputChannel): Promise<void> {
  const isExpected = error instanceof HeatlineError
  const words = error instanceof Error ? error.message : String(error)
  const message = isExpected || words.startsWith('Internal error') ? words : `Internal error: ${words}`
  channel.error(isExpected ? message : error instanceof Error ? error.stack ?? message : message)
  const showOutput = 'Show Output'
  const openSetting = 'Open Setting'
  // A message that blames a setting says which.
  const setting = isExpected ? /\bheatline\.\w+/.exec(message)?.[0] : undefined
  const picked = await vscode.window.showErrorMessage(message, ...(setting === undefined ? [] : [openSetting]), showOutput)
  if (picked === showOutput) channel.show(true)
  if (picked === openSetting) {
    // A remote window lists settings of scope `machine` among the remote's alone.
    const isRemotes = setting === 'heatline.nodePath' && vscode.env.remoteName !== undefined
    await vscode.commands.executeCommand(isRemotes ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings', { query: `@id:${setting}` })
  }
}
