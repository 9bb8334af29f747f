import { relative, sep } from 'node:path'
import type { ProfiledFunction } from '../core/comparison/run.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import { bodyHash } from '../core/source/bodyHash.ts'
import { discoverFunctions } from '../core/source/discoverFunctions.ts'
import type { DiscoveredFunctions } from '../core/source/discoverFunctions.ts'
import type { SourceFunction } from '../core/source/sourceFunction.ts'
import { targetCode } from '../core/source/targetCode.ts'
import { workloadCode } from '../core/source/workloadCode.ts'
import type { WorkloadCode } from '../core/source/workloadCode.ts'
import type { ProfileRequest } from './profileFunction.ts'

/** The function that a request names, and its module with the code that calls it. */
export interface Subject {
  readonly target: SourceFunction
  readonly profiled: ProfiledFunction
  readonly code: WorkloadCode
}

/**
 * Finds what a request is about.
 * @throws HeatlineError when there is no such function, or its call does not parse
 */
export function findSubject(request: ProfileRequest): Subject {
  const discovered = discoverFunctions(request.text, request.file)
  const { target, profiled } = findProfiled(request, discovered)
  return { target, profiled, code: codeFor(request, target, discovered) }
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

function codeFor({ text, file, workload }: ProfileRequest, target: SourceFunction, discovered: DiscoveredFunctions): WorkloadCode {
  if (workload.kind !== 'generated') return workloadCode(text, file, target, workload.expression, discovered)
  const code = targetCode(text, file, target, { ...workload.inputs, countsStatements: false }, discovered)
  if (code === null) throw new HeatlineError(`No call from outside reaches \`${target.name}\`.`)
  return code
}
