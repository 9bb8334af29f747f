import { dirname, relative, sep } from 'node:path'
import type { ProfiledFunction, Run } from '../core/comparison/run.ts'
import { formatDuration } from '../core/presentation/formatDuration.ts'
import type { Installation } from './installation.ts'
import { environmentOf } from './measure/environmentOf.ts'
import type { NodeExecutable } from './node/nodeExecutable.ts'
import { scriptCommand } from './processes/scriptCommand.ts'
import type { ProfileEvents } from './profileFunction.ts'
import { profileProgram } from './profileProgram.ts'

/** A script of a package to profile. Paths are absolute. */
export interface ScriptRequest {
  readonly root: string
  /** The package.json. */
  readonly file: string
  readonly script: string
  /** 0-based, where it stands in the file. */
  readonly line: number
  readonly node: NodeExecutable
  readonly installation: Installation
}

/**
 * Runs a package's script as its user would, until it ends or is stopped: a server is, and what it did until then is the
 * result.
 * @throws HeatlineError when the package manager cannot be started
 */
export async function profileScript({ root, file, script, line, node, installation }: ScriptRequest, events: ProfileEvents, signal: AbortSignal): Promise<Run> {
  const folder = dirname(file)
  const command = scriptCommand(folder, root, script)
  const shown = relative(root, file).split(sep).join('/')
  const profiled: ProfiledFunction = { id: `${shown}#${script}`, file: shown, name: script, startLine: line, endLine: line, bodyHash: '' }
  events.onStage('runningProgram', command.join(' '))
  events.onLog(`${command.join(' ')} (in ${folder})`)
  const program = await profileProgram({ command, cwd: folder, root, streams: 'captured', target: null, within: 'all', env: {}, limitMs: null, node, installation }, {
    onOutput: (text) => events.onOutput(text),
    onStarted: () => {},
    onEnded: () => {},
  }, signal)
  const { exit, durationMs, threads, attribution, warnings } = program
  const hasFailed = !signal.aborted && exit.code !== 0
  return {
    id: program.id,
    startedAt: program.startedAt,
    root,
    outcome: hasFailed ? 'failed' : 'completed',
    message: hasFailed ? `\`${command.join(' ')}\` ended with ${exit.signal ?? `exit code ${exit.code ?? 'unknown'}`}. What it did is shown; what it printed is in the output.` : null,
    function: profiled,
    workload: { kind: 'program', expression: command.join(' ') },
    timing: null,
    attribution: attribution.stackSamples === 0 ? null : attribution,
    allocatedBytesPerCall: null,
    thrownShare: 0,
    loadingMs: 0,
    measuringMs: durationMs,
    environment: environmentOf({ ...node, version: threads[0]?.nodeVersion ?? node.version }, threads[0]?.v8Version ?? '', []),
    warnings: [...(signal.aborted ? [`It was stopped after ${formatDuration(durationMs)}.`] : []), ...warnings],
  }
}
