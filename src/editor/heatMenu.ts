import * as vscode from 'vscode'
import { toOneBased } from '../core/position.ts'
import { figureKind } from '../core/presentation/figures/figureKinds.ts'
import { formatShare } from '../core/presentation/formatShare.ts'
import { fileUri } from './fileUri.ts'
import type { HotLines } from './hotLines.ts'
import type { RunPlace } from './sourceLinks.ts'
import { shownPath } from './workspaceFolder.ts'

interface MenuItem extends vscode.QuickPickItem {
  readonly command: string
  readonly argument?: unknown
}

/** Offers what can be done with the hot lines that are shown. */
export async function showHeatMenu(hotLines: HotLines): Promise<void> {
  const { mode, isVisible, run } = hotLines
  const hottest = run?.run.attribution?.lines[0]
  const items: MenuItem[] = [
    { label: '$(list-selection) Show figures of lines…', description: mode.figure === 'time' ? 'how often they run, and more' : figureKind(mode.figure).title, command: 'heatline.showFigures' },
    { label: `$(arrow-swap) Show ${mode.time === 'self' ? 'total' : 'self'} time`, description: mode.time === 'self' ? 'a line and what it calls' : 'a line alone', command: 'heatline.toggleSelfTotal' },
    { label: `$(arrow-swap) Show shares of the ${mode.shareOf === 'run' ? 'function' : 'run'}`, description: mode.shareOf === 'run' ? 'that the line stands in' : 'of all its samples', command: 'heatline.toggleShareOf' },
    { label: isVisible ? '$(eye-closed) Hide hot lines' : '$(eye) Show hot lines', command: 'heatline.toggleHeat' },
    ...(run === null || hottest === undefined ? [] : [{
      label: '$(flame) Go to the hottest line',
      description: `${shownPath(fileUri(run.run, hottest.file))}:${toOneBased(hottest.line)}, ${formatShare(hottest.self.share)}`,
      command: 'heatline.openPlace',
      argument: { runId: run.run.id, file: hottest.file, line: hottest.line } satisfies RunPlace,
    }]),
    { label: '$(arrow-down) Next hot line', command: 'heatline.nextHotLine' },
    { label: '$(arrow-up) Previous hot line', command: 'heatline.previousHotLine' },
    { label: '$(clear-all) Clear hot lines', command: 'heatline.clearHeat' },
    { label: '$(graph) Open panel', command: 'heatline.openPanel' },
    { label: '$(output) Show output', command: 'heatline.showOutput' },
  ]
  const picked = await vscode.window.showQuickPick(items, { title: 'Heatline', placeHolder: 'Hot lines' })
  if (picked !== undefined) await vscode.commands.executeCommand(picked.command, picked.argument)
}
