import * as vscode from 'vscode'
import type { HeatLevel } from '../core/presentation/lineHeat.ts'

/** Levels that have a band, weakest first. */
const bandLevels = [1, 2, 3, 4, 5] as const satisfies readonly HeatLevel[]

/** How wide the bar at a band's left edge is, in pixels: strength that does not need colour. */
const barWidths = { 1: 1, 2: 1, 3: 2, 4: 3, 5: 4 } as const

/** The decoration types of hot lines; all colours are the theme's. */
export class HeatColours implements vscode.Disposable {
  readonly bands: readonly { readonly level: HeatLevel; readonly type: vscode.TextEditorDecorationType }[]
  /** Carries the text at the line's end, which differs from line to line. */
  readonly text = vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen })

  constructor() {
    this.bands = bandLevels.map((level) => ({ level, type: bandType(level) }))
  }

  dispose(): void {
    for (const { type } of this.bands) type.dispose()
    this.text.dispose()
  }
}

function bandType(level: 1 | 2 | 3 | 4 | 5): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(`heatline.heat${level}Background`),
    borderColor: new vscode.ThemeColor('heatline.heatBorder'),
    borderStyle: 'solid',
    borderWidth: `0 0 0 ${barWidths[level]}px`,
    overviewRulerColor: new vscode.ThemeColor(level <= 2 ? 'heatline.warmRuler' : 'heatline.hotRuler'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  })
}

/** The text at a line's end; `after` takes no room in the line, so that code does not move. */
export function lineEndText(text: string, isStale: boolean): vscode.ThemableDecorationAttachmentRenderOptions {
  return {
    contentText: text,
    margin: '0 0 0 3em',
    color: new vscode.ThemeColor(isStale ? 'heatline.staleForeground' : 'heatline.heatForeground'),
    fontStyle: isStale ? 'italic' : 'normal',
  }
}
