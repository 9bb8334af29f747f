import { css, html, svg } from 'lit'
import type { TemplateResult } from 'lit'

const width = 64
const height = 14

/** How a row's trend looks. */
export const trendStyles = css`
  .trend {
    flex: none;
    width: ${width}px;
    height: ${height}px;
    align-self: center;
    overflow: visible;
  }
  .trend polyline {
    fill: none;
    stroke: var(--vscode-foreground);
    stroke-width: 1.2px;
  }
  .trend circle {
    fill: var(--vscode-foreground);
  }
`

/** Less than that from lowest to highest is drawn flat: a line must not make a mountain of 1%. */
const leastRange = 0.1

/** A function's last indices as a small line, the newest marked. */
export function drawnTrend(indices: readonly number[], text: string): TemplateResult {
  const lowest = Math.min(...indices)
  const range = Math.max(leastRange, Math.max(...indices) - lowest)
  const points = indices.map((index, at) => ({ x: (at / Math.max(1, indices.length - 1)) * width, y: height - ((index - lowest) / range) * height }))
  const last = points.at(-1)
  return html`<svg class="trend" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${text}>
    <title>${text}</title>
    ${svg`<polyline points=${points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />`}
    ${last === undefined ? '' : svg`<circle cx=${last.x} cy=${last.y.toFixed(1)} r="1.8" />`}
  </svg>`
}
