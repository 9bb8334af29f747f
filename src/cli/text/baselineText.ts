import { describeEnvironment } from '../../core/presentation/describeRun.ts'
import { timingTitle } from '../../core/presentation/timingTitle.ts'
import type { KnownBaseline } from '../../engine/baselines/knownBaselines.ts'
import { displayWidth, printable } from './displayWidth.ts'
import type { RunTextOptions } from './runTextOptions.ts'

/** Baselines for people, a row each, ending with a line break. */
export function baselineTable(baselines: readonly KnownBaseline[], { style, nameOf }: Pick<RunTextOptions, 'style' | 'nameOf'>): string {
  const rows = baselines.map((each) => [printable(`${nameOf(each.file)}#${each.functionName}`), printable(each.name), each.commit?.slice(0, 8) ?? 'not committed', dateOf(each.setAt), whereOf(each)])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))))
  const lines = rows.map((row) => row.map((cell, column) => {
    const padded = cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell)))
    return column === 0 ? padded : style('dim', padded)
  }).join('  ').trimEnd())
  return `${lines.join('\n')}\n`
}

/** A baseline with all that is known of it, ending with a line break. */
export function baselineDetail({ name, commit, setAt, run, isShared, file, functionName }: KnownBaseline, { style }: Pick<RunTextOptions, 'style'>): string {
  const facts: (readonly [string, string])[] = [['set', dateOf(setAt)], ['commit', commit ?? 'not committed']]
  if (run === null) facts.push(['run', `on the machine that set it; ${commit === null ? 'to compare here, set it again' : 'here it is built from the commit'}`])
  else {
    if (run.file !== file || run.functionName !== functionName) facts.push(['then', `${run.file}#${run.functionName}`])
    facts.push(['call', run.workload.expression.replaceAll(/\s*\n\s*/g, ' ')])
    const time = timeOf(run.timing)
    if (time !== null) facts.push(['time', time])
    facts.push(['on', describeEnvironment(run.environment)])
    if (run.snapshotId === null) facts.push(['note', 'it cannot be run again: set it once more'])
  }
  if (!isShared) facts.push(['note', 'known on this machine alone: it is not in .heatline/baselines.json'])
  return `${style('bold', printable(name))}\n${facts.map(([label, text]) => `  ${style('dim', label.padEnd(6))}  ${printable(text)}`).join('\n')}\n`
}

function timeOf(timing: NonNullable<KnownBaseline['run']>['timing']): string | null {
  return timing === null ? null : timingTitle({ timing: { ...timing, processMediansMs: [] }, workload: { kind: 'none', expression: '' } })
}

/** In the local time of who reads it, without seconds: `2026-11-25 19:40`. */
function dateOf(ms: number): string {
  return new Date(ms).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}

function whereOf({ run, isShared }: KnownBaseline): string {
  if (run === null) return 'set on another machine'
  return isShared ? '' : 'on this machine alone'
}
