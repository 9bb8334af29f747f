import { HeatlineError } from '../heatlineError.ts'
import { parseCallExpression } from './callExpression.ts'
import type { CallExpression } from './callExpression.ts'
import { discoverFunctions } from './discoverFunctions.ts'
import type { DiscoveredFunctions } from './discoverFunctions.ts'
import { nameAliases } from './functionAccess.ts'
import { LineIndex } from './lineIndex.ts'
import { nameDefaultExport } from './moduleRewrites.ts'
import { nodeModuleNames } from './nodeModuleNames.ts'
import { rewriteText } from './rewriteText.ts'
import type { Rewrite } from './rewriteText.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { targetCall } from './targetCall.ts'
import { appendedNamePrefix, workloadHookName } from './workloadHookName.ts'

/** The user's module with its workload. Concatenated, the two texts are the module to bundle. */
export interface WorkloadCode {
  /** The user's text, every line where it was; changed only where the workload could not reach its target otherwise. */
  readonly entryText: string
  /** Begins with a line break: all of it stands beyond the user's last line. */
  readonly appendedCode: string
  /** Lines of the user's text: a 0-based line from here on is the harness's. */
  readonly userLines: number
  /** Whether the expression looks as if the target's call were its outermost; the code looks again when it runs. */
  readonly targetIsOutermost: boolean
}

/**
 * The code that hands a function's workload to the runner. It becomes part of the user's module, in whichever format,
 * and so sees all that the module binds. Receiver and arguments are evaluated once, by `prepare`; `call` makes the
 * target's call and nothing else, with its arguments in fixed positions.
 * @throws HeatlineError when the expression is not one that can be run
 */
export function workloadCode(
  text: string,
  fileName: string,
  fn: SourceFunction,
  expression: string,
  discovered: DiscoveredFunctions = discoverFunctions(text, fileName),
): WorkloadCode {
  const call = parseCallExpression(expression, fileName)
  if ('problem' in call) throw new HeatlineError(call.problem)

  const prefix = freePrefix(`${text}\n${expression}`)
  const aliases = new Map(nameAliases([fn, ...discovered.functions], discovered.topLevelBindings))
  const namedDefault = nameDefaultExport(text, discovered, `${prefix}default`)
  if (namedDefault !== null) aliases.set('default', `${prefix}default`)
  if (!aliases.has('default') && call.names.free.some(({ name }) => name === 'default')) {
    throw new HeatlineError('The call names `default`, but the file has no default export without a name of its own.')
  }

  const target = targetCall({ fn, call, prefix, aliases, aliasRewrites: aliasRewrites(call, aliases), modules: moduleConstants(call, discovered) })
  const register = `globalThis[globalThis.Symbol.for(${JSON.stringify(workloadHookName)})]?.(${prefix}prepare);\n`
  const usesDefault = namedDefault !== null && `${target.code}${target.rewrites.map((rewrite) => rewrite.text).join('')}`.includes(`${prefix}default`)
  const rewrites: Rewrite[] = [...target.rewrites]
  if (usesDefault) rewrites.push(namedDefault)
  // What may return before its end registers at its beginning: the function below is hoisted.
  const early = discovered.startBeforeReturn
  if (early !== null) rewrites.push({ start: early, end: early, text: register.trimEnd() })
  return {
    entryText: rewriteText(text, { start: 0, end: text.length }, rewrites),
    appendedCode: `\n;${target.code}${early === null ? register : ''}`,
    userLines: new LineIndex(text).lineCount,
    targetIsOutermost: target.isOutermost,
  }
}

/** A beginning for the names of the appended code that no name in the module or the expression has. */
function freePrefix(texts: string): string {
  let prefix: string = appendedNamePrefix
  while (texts.includes(prefix)) prefix += '$'
  return prefix
}

function aliasRewrites(call: CallExpression, aliases: ReadonlyMap<string, string>): readonly Rewrite[] {
  return call.names.free.flatMap((use) => {
    const access = aliases.get(use.name)
    return access === undefined ? [] : [{ start: use.start, end: use.end, text: use.isShorthand ? `${use.name}: ${access}` : access }]
  })
}

/** Node's modules that the expression names and nothing else binds. */
function moduleConstants(call: CallExpression, discovered: DiscoveredFunctions): string {
  const names = new Set(call.names.free.map(({ name }) => name))
  return [...names]
    .filter((name) => nodeModuleNames.has(name) && !discovered.topLevelBindings.has(name))
    .map((name) => `const ${name} = globalThis.process.getBuiltinModule('node:${name}');`)
    .join(' ')
}
