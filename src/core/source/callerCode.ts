import type { ImportedName } from '../workloads/generatedInputs.ts'
import { captureCode } from './captureCode.ts'
import { discoverFunctions } from './discoverFunctions.ts'
import { rewriteText } from './rewriteText.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { targetCode } from './targetCode.ts'
import type { TargetCode } from './targetCode.ts'

/** A function in its module. */
export interface FunctionInModule {
  /** Absolute. */
  readonly file: string
  readonly text: string
  readonly fn: SourceFunction
}

/** What is done about the profiled function. */
export interface CallerOptions {
  /** Names of the caller's module, and of others, that its rows use. */
  readonly names: readonly string[]
  readonly imports: readonly ImportedName[]
  /** The caller is a React component. */
  readonly renders: boolean
  /** What is called once, with nothing, before the caller is. */
  readonly setups?: readonly ImportedName[]
  /** The profiled function tells of its calls. */
  readonly captures: boolean
  /** Its statements are counted, not the caller's. */
  readonly countsStatements: boolean
}

/** The caller's module with what hands the caller over, and the profiled function's module where that is another one. */
export interface CallerCode extends TargetCode {
  /** Texts that stand in the place of others, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>
}

/**
 * The code that hands a function over to be run for the sake of one that it calls, which may tell of its calls. Null where no
 * call from outside reaches the caller, or a text is not the one that was read.
 */
export function callerCode(target: FunctionInModule, caller: FunctionInModule, options: CallerOptions): CallerCode | null {
  const { captures, countsStatements, names, imports, renders, setups } = options
  const own = { names, imports, renders, countsStatements: false, ...(setups !== undefined && { setups }) }
  const code = targetCode(caller.text, caller.file, caller.fn, own)
  if (code === null) return null
  if (!captures) return { ...code, overlays: new Map() }
  // What may return before its end does not come to the code behind it.
  if (discoverFunctions(target.text, target.file).startBeforeReturn !== null) return null
  const captured = captureCode(target.text, target.file, target.fn, countsStatements)
  if (captured === null) return null
  const { statements } = captured
  if (target.file !== caller.file) {
    const text = rewriteText(target.text, { start: 0, end: target.text.length }, captured.rewrites)
    return { ...code, statements, overlays: new Map([[target.file, `${text}${captured.appendedCode}`]]) }
  }
  const both = targetCode(caller.text, caller.file, caller.fn, own, undefined, captured.rewrites)
  return both === null ? null : { ...both, appendedCode: `${captured.appendedCode}${both.appendedCode}`, statements, overlays: new Map() }
}
