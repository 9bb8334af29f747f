import * as vscode from 'vscode'

/** What each command does; the argument is what a lens, link or menu passes. */
export type CommandTable = Readonly<Record<string, (argument: unknown) => void | Promise<void>>>

/**
 * Registers commands. This is an entry: what a command throws ends here, as a message that says what the user can do,
 * or as an internal error with its stack in the output.
 */
export function registerCommands(table: CommandTable, showError: (error: unknown) => Promise<void>): vscode.Disposable {
  return vscode.Disposable.from(...Object.entries(table).map(([name, run]) => vscode.commands.registerCommand(`heatline.${name}`, async (argument: unknown) => {
    try {
      await run(argument)
    } catch (error) {
      await showError(error)
    }
  })))
}
