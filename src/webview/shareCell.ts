import { css, html } from 'lit'
import type { TemplateResult } from 'lit'
import type { ShareCell } from '../core/presentation/panelModel.ts'
import { formatShare, formatShareInterval } from '../core/presentation/formatShare.ts'

/** How a share with its bar looks. */
export const shareStyles = css`
  .share {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    width: 100%;
  }
  .track {
    flex: 1;
    height: 8px;
    min-width: 0;
  }
  .bar {
    background: var(--vscode-heatline-warmRuler, var(--vscode-charts-orange));
    box-sizing: border-box;
    height: 100%;
    min-width: 1px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .hot {
    background: var(--vscode-heatline-hotRuler, var(--vscode-charts-red));
  }
  .unsure {
    background: none;
    border: 1px solid var(--vscode-descriptionForeground);
  }
  .percent {
    min-width: 3.2em;
    text-align: right;
  }
`

/** A share as a bar and a figure; its interval and samples are in the title. */
export function shareWithBar(cell: ShareCell): TemplateResult {
  const look = cell.level === 0 ? 'bar unsure' : cell.level >= 3 ? 'bar hot' : 'bar'
  // As a property: the page's policy refuses style attributes, and Lit's styleMap begins with one.
  return html`<span class="share" title=${detailOf(cell)}
    ><span class="track" aria-hidden="true"><div class=${look} .style=${`width: ${(cell.share * 100).toFixed(2)}%`}></div></span
    ><span class="percent">${shareText(cell)}</span></span
  >`
}

/** A share as a figure; quiet where too few samples tell it well. */
export function shareText(cell: ShareCell): TemplateResult {
  return html`<span class=${cell.level === 0 ? 'quiet' : ''} title=${detailOf(cell)}>${formatShare(cell.share)}</span>`
}

function detailOf(cell: ShareCell): string {
  const samples = Math.round(cell.samples).toLocaleString('en-US')
  return `${formatShareInterval(cell)} of the run, from ${samples} stack sample${samples === '1' ? '' : 's'}${cell.level === 0 ? ': too few to be sure' : ''}`
}
