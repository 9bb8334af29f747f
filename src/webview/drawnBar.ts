import { css, html, nothing, svg } from 'lit'
import type { TemplateResult } from 'lit'
import type { IntervalBar } from '../core/presentation/intervalBar.ts'

const width = 1000

/** How an interval's bar looks. Signal does not rest on colour: worse is to the right of zero, better to the left. */
export const barStyles = css`
  .interval {
    display: block;
    width: 100%;
    height: 16px;
    overflow: visible;
  }
  .interval line {
    vector-effect: non-scaling-stroke;
    stroke: var(--vscode-descriptionForeground);
    stroke-width: 1px;
  }
  .interval .axis {
    stroke: var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }
  .interval .limit {
    stroke-dasharray: 3 2;
  }
  .interval .span {
    fill: var(--vscode-descriptionForeground);
    opacity: 0.55;
  }
  .interval .worse.span {
    fill: var(--vscode-heatline-worse, var(--vscode-charts-red));
  }
  .interval .better.span {
    fill: var(--vscode-heatline-better, var(--vscode-charts-green));
  }
  .interval .cut {
    fill: var(--vscode-foreground);
  }
  .interval .estimate {
    stroke: var(--vscode-foreground);
    stroke-width: 2px;
  }
`

/** An interval with its estimate, with a tip where it goes on beyond the end, against zero (solid) and both thresholds (dashed). */
export function drawnBar(bar: IntervalBar, text: string): TemplateResult {
  const x = (share: number): number => Math.round(share * width)
  const vertical = (share: number, look: string, top = 1, bottom = 15) => svg`<line class=${look} x1=${x(share)} x2=${x(share)} y1=${top} y2=${bottom} />`
  const look = bar.low > bar.zero ? 'worse span' : bar.high < bar.zero ? 'better span' : 'span'
  // A very narrow interval is still seen.
  const wide = Math.max(8, x(bar.high) - x(bar.low))
  const left = Math.min(width - wide, (x(bar.low) + x(bar.high) - wide) / 2)
  return html`<svg class="interval" viewBox=${`0 0 ${width} 16`} preserveAspectRatio="none" role="img" aria-label=${text}>
    <title>${text}</title>
    ${svg`<line class="axis" x1="0" x2=${width} y1="8" y2="8" />`}
    ${vertical(bar.gain, 'limit')} ${vertical(bar.threshold, 'limit')}
    ${svg`<rect class=${look} x=${left} width=${wide} y="4" height="8" />`}
    ${bar.isCut ? svg`<path class="cut" d=${bar.estimate > bar.zero ? `M${width - 14} 0 L${width} 8 L${width - 14} 16 Z` : 'M14 0 L0 8 L14 16 Z'} />` : nothing}
    ${vertical(bar.zero, 'zero')} ${vertical(bar.estimate, 'estimate', 2, 14)}
  </svg>`
}
