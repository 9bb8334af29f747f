import * as vscode from 'vscode'
import { figureKind } from '../core/presentation/figures/figureKinds.ts'
import { describeHeatMode } from '../core/presentation/heatMode.ts'
import type { HeatMode } from '../core/presentation/heatMode.ts'
import { timingTitle } from '../core/presentation/timingTitle.ts'
import type { HotLines } from './hotLines.ts'

/** Says in the status bar whose heat is shown and how; a click offers the switches. Also keeps `heatline.hasHeat` for key bindings. */
export class HeatStatus implements vscode.Disposable {
  readonly #hotLines: HotLines
  readonly #item = vscode.window.createStatusBarItem('heatline.heat', vscode.StatusBarAlignment.Right, 50)
  readonly #subscription: vscode.Disposable
  #hasHeat = false

  constructor(hotLines: HotLines) {
    this.#hotLines = hotLines
    this.#item.name = 'Heatline'
    this.#item.command = 'heatline.showMenu'
    this.#subscription = hotLines.onDidChange(() => this.#update())
    this.#update()
  }

  dispose(): void {
    this.#subscription.dispose()
    this.#item.dispose()
  }

  #update(): void {
    const { run, mode, isVisible } = this.#hotLines
    const hasHeat = run !== null && run.run.attribution !== null
    if (hasHeat !== this.#hasHeat) {
      this.#hasHeat = hasHeat
      void vscode.commands.executeCommand('setContext', 'heatline.hasHeat', hasHeat)
    }
    if (run === null || !hasHeat) {
      this.#item.hide()
      return
    }
    const { name } = run.run.function
    const shown = isVisible ? figureOf(mode) : 'hidden'
    this.#item.text = `$(flame) ${name}: ${shown}`
    const time = timingTitle(run.run)
    this.#item.tooltip = [`Heatline: ${isVisible ? 'hot lines' : 'hidden hot lines'} of ${name}`, describeHeatMode(mode), ...(time === null ? [] : [time])].join('\n')
    this.#item.accessibilityInformation = { label: `Heatline, ${name}, ${isVisible ? describeHeatMode(mode) : 'hot lines hidden'}` }
    this.#item.show()
  }
}

function figureOf({ figure, time, shareOf }: HeatMode): string {
  return figure === 'time' ? `${time} time${shareOf === 'function' ? ', % of function' : ''}` : figureKind(figure).title
}
