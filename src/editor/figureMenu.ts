import * as vscode from 'vscode'
import { countOf, isRunOnce } from '../core/presentation/describeRun.ts'
import { figureKinds } from '../core/presentation/figures/figureKinds.ts'
import type { HeatMode } from '../core/presentation/heatMode.ts'
import { fileUri } from './fileUri.ts'
import type { FunctionReference } from './functionReference.ts'
import type { HotLines } from './hotLines.ts'
import type { SessionRun } from './sessionRun.ts'

interface FigureItem extends vscode.QuickPickItem {
  readonly figure: HeatMode['figure']
  readonly isCollected: boolean
}

const shown = 'shown now'

/** Asks what lines are to show at their ends. Where the shown run has not collected it, its function is profiled once more, with everything. */
export async function showFigureMenu(hotLines: HotLines): Promise<void> {
  const { mode, figures, run } = hotLines
  const items: FigureItem[] = [
    { label: '$(flame) Time', description: mode.figure === 'time' ? shown : 'share and time per call', figure: 'time', isCollected: true },
    ...figureKinds.map(({ name, title, icon }) => {
      const lines = figures.get(name)
      const isCollected = lines !== undefined
      return { label: `$(${icon}) ${title[0]?.toUpperCase() ?? ''}${title.slice(1)}`, description: name === mode.figure ? shown : isCollected ? countOf(lines, 'line') : 'not collected yet: profiles everything', figure: name, isCollected }
    }),
  ]
  const picked = await vscode.window.showQuickPick(items, { title: 'Figures of Lines', placeHolder: 'What lines show at their ends' })
  if (picked === undefined) return
  hotLines.setFigure(picked.figure)
  hotLines.setVisible(true)
  if (!picked.isCollected) await vscode.commands.executeCommand('heatline.profileEverything', run === null ? undefined : functionOf(run))
}

/** What a run measured again and again; nothing where it ran once: the function at the cursor is meant. */
function functionOf({ run }: SessionRun): FunctionReference | undefined {
  return isRunOnce(run.workload) ? undefined : { uri: fileUri(run, run.function.file).toString(), functionName: run.function.name }
}
