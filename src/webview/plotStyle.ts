import type uPlot from 'uplot'

// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- uPlot's types name it, but leave no value at run time.
export const logarithmic = 3 as uPlot.Scale.Distr.Logarithmic

/** What charts are drawn in: the theme's colours, and the element's font. */
export interface PlotStyle {
  /** The theme's colour of a name, or another where it has none. */
  readonly colour: (name: string, otherwise: string) => string
  readonly text: string
  readonly quiet: string
  /** Of what is hot. */
  readonly hot: string
  readonly font: string
  readonly axis: uPlot.Axis
}

export function plotStyle(style: CSSStyleDeclaration): PlotStyle {
  const colour = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise
  const text = colour('--vscode-foreground', style.color)
  const quiet = colour('--vscode-descriptionForeground', text)
  const font = `12px ${style.fontFamily}`
  return {
    colour, text, quiet, font,
    hot: colour('--vscode-heatline-heatBorder', colour('--vscode-charts-orange', text)),
    axis: { stroke: quiet, font, grid: { stroke: colour('--vscode-panel-border', quiet), width: 1 }, ticks: { stroke: quiet, width: 1, size: 4 } },
  }
}
