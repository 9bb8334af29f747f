import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { ProfiledFunction } from '../core/comparison/run.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { bodyHash } from '../core/source/bodyHash.ts'
import { callerCode } from '../core/source/callerCode.ts'
import { discoverFunctions } from '../core/source/discoverFunctions.ts'
import type { DiscoveredFunctions } from '../core/source/discoverFunctions.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import { targetCode } from '../core/source/targetCode.ts'
import { workloadCode } from '../core/source/workloadCode.ts'
import type { WorkloadCode } from '../core/source/workloadCode.ts'
import type { CallerInputs } from '../core/workloads/callerInputs.ts'
import type { ProfileRequest } from './profileFunction.ts'

/** The function that a request names, and its module with the code that calls it. */
export interface Subject {
  readonly target: SourceFunction
  readonly profiled: ProfiledFunction
  readonly code: WorkloadCode
  /** The module that the code belongs to: the function's own, or its caller's. Absolute. */
  readonly entryFile: string
  /** Texts that stand in the place of what is on disk, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>
}

/**
 * Finds what a request is about.
 * @throws HeatlineError when there is no such function, or its call does not parse
 */
export function findSubject(request: ProfileRequest): Subject {
  const discovered = discoverFunctions(request.text, request.file)
  const { target, profiled } = findProfiled(request, discovered)
  return { target, profiled, ...codeFor(request, target, discovered) }
}

/**
 * Finds the function that a request is about, whatever it is run with.
 * @throws HeatlineError when there is no such function
 */
export function findProfiled(request: Pick<ProfileRequest, 'root' | 'file' | 'text' | 'functionName'>, discovered = discoverFunctions(request.text, request.file)): Pick<Subject, 'target' | 'profiled'> {
  const target = discovered.functions.find(({ name }) => name === request.functionName)
  if (target === undefined) throw new HeatlineError(`There is no function \`${request.functionName}\` in ${request.file}.`)
  const file = relative(request.root, request.file).split(sep).join('/')
  return {
    target,
    profiled: {
      id: `${file}#${target.name}`,
      file,
      name: target.name,
      startLine: target.range.startLine,
      endLine: target.range.endLine,
      bodyHash: bodyHash(request.text, target),
    },
  }
}

function codeFor({ text, file, workload, overlays }: ProfileRequest, target: SourceFunction, discovered: DiscoveredFunctions): Pick<Subject, 'code' | 'entryFile' | 'overlays'> {
  const own = { entryFile: file, overlays }
  switch (workload.kind) {
    case 'none':
    case 'call': return { ...own, code: workloadCode(text, file, target, workload.expression, discovered) }
    case 'generated':
    case 'recorded': {
      const code = targetCode(text, file, target, { renders: false, ...workload.inputs, countsStatements: false }, discovered)
      if (code === null) throw new HeatlineError(`No call from outside reaches \`${target.name}\`.`)
      return { ...own, code }
    }
    case 'captured': return codeThrough(workload.captured, true)
    case 'within': return codeThrough(workload.caller, false)
    case 'test':
    case 'program': throw new Error(`Internal error: a ${workload.kind} is run as it is, and calls no function by itself`)
    default: return workload satisfies never
  }

  function codeThrough({ file: callerFile, name, inputs }: CallerInputs, captures: boolean): Pick<Subject, 'code' | 'entryFile' | 'overlays'> {
    const callerText = callerFile === file ? text : overlays.get(callerFile) ?? readFileSync(callerFile, 'utf8')
    const caller = discoverFunctions(callerText, callerFile).functions.find((each) => each.name === name)
    const code = caller === undefined ? null : callerCode({ file, text, fn: target }, { file: callerFile, text: callerText, fn: caller }, { ...inputs, captures, countsStatements: false })
    if (code === null) throw new HeatlineError(`\`${name}\`, through which \`${target.name}\` was run, is no longer there. Profile again.`)
    return { entryFile: callerFile, code, overlays: new Map([...overlays, [file, text], ...code.overlays]) }
  }
}
