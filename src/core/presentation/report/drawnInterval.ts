import type { IntervalBar } from '../intervalBar.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'

const width = 1000

/** An interval with its estimate against zero (solid) and both thresholds (dashed); better is to the left, worse to the right. */
export function drawnInterval(bar: IntervalBar, text: string): Markup {
  const x = (share: number): number => Math.round(share * width)
  const vertical = (share: number, look: string): Markup => html`<line class="${look}" x1="${x(share)}" x2="${x(share)}" y1="2" y2="22" />`
  const look = bar.low > bar.zero ? 'worse' : bar.high < bar.zero ? 'better' : ''
  // A very narrow interval is still seen.
  const wide = Math.max(8, x(bar.high) - x(bar.low))
  const left = Math.min(width - wide, (x(bar.low) + x(bar.high) - wide) / 2)
  return html`<svg class="interval" viewBox="0 0 ${width} 24" preserveAspectRatio="none" role="img" aria-label="${text}"><line class="axis" x1="0" x2="${width}" y1="12" y2="12" />${vertical(bar.gain, 'limit')}${vertical(bar.threshold, 'limit')}<rect class="${look}" x="${left}" y="7" width="${wide}" height="10" />${vertical(bar.zero, 'zero')}${vertical(bar.estimate, 'estimate')}</svg>`
}
