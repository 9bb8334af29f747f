import type * as vscode from 'vscode'
import { comparisonTitle } from '../core/presentation/comparisonTitle.ts'
import type { SessionComparison } from './comparisons.ts'
import type { FunctionReference } from './functionReference.ts'
import { afterIcon } from './lensIcon.ts'

/** What a function's lens knows of its comparisons. */
export interface LensComparison {
  readonly session: SessionComparison | null
  /** One nobody asked for goes on, or waits. */
  readonly isComparing: boolean
  /** Why there was none after the last run. */
  readonly skippedReason: string | null
}

/** `▲ 18% [15, 21] vs main`, which opens the Regressions view; where there is none, or of older code, a click compares. */
export function comparisonLens({ session, isComparing, skippedReason }: LensComparison, hash: string | null, reference: FunctionReference): vscode.Command {
  if (isComparing) return { title: afterIcon('sync~spin', 'Comparing…'), command: 'heatline.cancel', arguments: [reference], tooltip: 'Measured side by side with its baseline. Click to cancel.' }
  const compare = { command: 'heatline.compare', arguments: [reference] }
  if (session === null) return { ...compare, title: 'Compare', tooltip: [skippedReason, 'Click to compare it with its baseline.'].filter((line) => line !== null).join('\n') }
  const { comparison, dismissal } = session
  const title = comparisonTitle(comparison)
  if (hash !== comparison.function.bodyHash) return { ...compare, title: `${title} · stale`, tooltip: [skippedReason ?? 'The code changed since.', 'Click to compare again.'].join('\n') }
  return {
    command: 'heatline.showComparison',
    arguments: [reference],
    title: dismissal === null ? title : `${title} · dismissed`,
    tooltip: [...(dismissal === null ? [] : [`Dismissed: ${dismissal}`]), ...(comparison.message === null ? [] : [comparison.message]), ...comparison.warnings, 'Click for the interval, the causes and the trend.'].join('\n'),
  }
}
