import { runTrial } from './runTrial.ts'
import type { TrialSetting } from './runTrial.ts'

/** Rows that ways to drive results are compared with, and how many ways there are. */
const drivenRows = 60
const mostDrives = 7

/** What is chosen among. */
export interface DrivenRows {
  readonly rows: readonly string[]
  /** The most thorough first; null is to do nothing. */
  readonly drives: readonly (string | null)[]
}

/** A way to drive results. */
export interface ChosenDrive {
  readonly drive: string | null
  /** Whether anything that is counted ran with it; null where nothing was tried. */
  readonly reaches: boolean | null
}

/**
 * The way to drive results with which most of the body runs, of those that run as much the one with which most calls return.
 * @param statements of the function's body
 * @throws the signal's reason when it is aborted
 */
export async function chooseDrive({ rows, drives }: DrivenRows, statements: number, setting: TrialSetting, signal: AbortSignal): Promise<ChosenDrive> {
  const [only = null] = drives
  if (drives.length <= 1) return { drive: only, reaches: null }
  const step = Math.max(1, Math.floor(rows.length / drivenRows))
  const some = rows.filter((_, index) => index % step === 0)
  // Inputs that do not end with one way must leave time to try them all with another.
  const now = performance.now()
  const choosing: TrialSetting = { ...setting, endsAt: now + (setting.endsAt - now) / 2 }
  let best: { readonly drive: string | null; readonly covered: number; readonly returned: number } | null = null
  for (const drive of [...drives.slice(0, mostDrives - 1), null]) {
    const tried = await runTrial({ kind: 'expressions', rows: some, drive }, choosing, signal)
    const good = tried.filter((each) => each?.end === 'returned')
    const covered = new Set(good.flatMap((each) => each?.statements ?? [])).size
    // With which half fails, or is not reached behind calls that do not end, is as good as none.
    const worth = good.length * 2 < some.length ? covered / 4 : covered
    if (best === null || worth > best.covered || (worth === best.covered && good.length > best.returned)) best = { drive, covered: worth, returned: good.length }
    if (covered >= statements && good.length === some.length) break
  }
  return { drive: best?.drive ?? null, reaches: best !== null && best.covered > 0 }
}
