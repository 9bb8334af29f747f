import type { ImportedName } from '../workloads/generatedInputs.ts'
import { bodyCounters } from './bodyCounters.ts'
import { discoverFunctions } from './discoverFunctions.ts'
import type { DiscoveredFunctions } from './discoverFunctions.ts'
import { LineIndex } from './lineIndex.ts'
import { insideClass, nameDefaultExport } from './moduleRewrites.ts'
import { rewriteText } from './rewriteText.ts'
import type { Rewrite } from './rewriteText.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { memberKey } from './targetCallText.ts'
import { appendedNamePrefix, workloadHookName } from './workloadHookName.ts'
import type { WorkloadCode } from './workloadCode.ts'

/** What the code beside the target's call hands over. */
export interface TargetOptions {
  /** Names of the module that rows of inputs may use. */
  readonly names: readonly string[]
  /** Names that other modules export. */
  readonly imports: readonly ImportedName[]
  /** The target is a React component, which a call renders with `react-dom/server`. */
  readonly renders: boolean
  /** Rows begin with what the target, no method of a class, is called on. */
  readonly takesThis?: boolean
  /** What is called once, with nothing, before the target is handed over. */
  readonly setups?: readonly ImportedName[]
  /** Count which statements of the target's body run: for a trial, never where time is measured. */
  readonly countsStatements: boolean
}

/** The module with what hands its target over. */
export interface TargetCode extends WorkloadCode {
  /** How many statements are counted. */
  readonly statements: number
}

/**
 * The code that hands a function over to be called with rows of inputs, in the module's own scope. Null where no call from
 * outside reaches the function.
 * @param others further changes of the text, that leave lines where they are
 */
export function targetCode(
  text: string,
  fileName: string,
  fn: SourceFunction,
  options: TargetOptions,
  discovered: DiscoveredFunctions = discoverFunctions(text, fileName),
  others: readonly Rewrite[] = [],
): TargetCode | null {
  let prefix: string = appendedNamePrefix
  while (text.includes(prefix)) prefix += '$'
  const namedDefault = nameDefaultExport(text, discovered, `${prefix}default`)
  const write = options.renders ? renderedTarget : options.takesThis === true ? boundTarget : writeTarget
  const target = write(fn, prefix, namedDefault === null ? null : `${prefix}default`)
  if (target === null) return null

  const counters = options.countsStatements ? bodyCounters(text, fileName, fn, `${prefix}hit`) : null
  const usesDefault = namedDefault !== null && (target.usesDefault || options.names.includes('default'))
  const rewrites: Rewrite[] = [...target.rewrites, ...(usesDefault ? [namedDefault] : []), ...counters?.rewrites ?? [], ...others]
  const register = `globalThis[globalThis.Symbol.for(${JSON.stringify(workloadHookName)})]?.(${prefix}prepare);\n`
  const early = discovered.startBeforeReturn
  if (early !== null) rewrites.push({ start: early, end: early, text: register.trimEnd() })

  const setups = (options.setups ?? []).map((each, index) => setupCode(each, fileName, `${prefix}setup${index}`, discovered.format))
  const imports = [...(options.renders ? renderImports(prefix, discovered.format) : []), ...options.imports.map((each, index) => importText(each, `${prefix}import${index}`, discovered.format)), ...setups.map(({ declaration }) => declaration)]
  const scope = [
    ...options.names.map((name) => `${JSON.stringify(name)}: () => ${name === 'default' ? `${prefix}default` : name}`),
    ...options.imports.map(({ name, exported }, index) => `${JSON.stringify(name)}: () => ${importedValue(`${prefix}import${index}`, exported, discovered.format)}`),
  ]
  const count = counters?.count ?? 0
  const hit = counters === null ? '' : `function ${prefix}hit(n) { (${prefix}hit.all ??= new globalThis.Uint8Array(${count}))[n] = 1; return false }\n`
  const hits = counters === null ? 'null' : `(${prefix}hit.all ??= new globalThis.Uint8Array(${count}))`
  return {
    entryText: rewriteText(text, { start: 0, end: text.length }, rewrites),
    appendedCode: `\n;${imports.join('')}${target.declarations}${hit}async function ${prefix}prepare() {${setups.map(({ call }) => `\n  ${call};`).join('')}
  const ${prefix}call = (${prefix}i) => { ${target.call} };
  const ${prefix}replay = (${prefix}i) => { ${byCount(`${prefix}i`, 2, (args) => `${prefix}i[0].call(${[`${prefix}i[1]`, ...(args === '' ? [] : [args])].join(', ')})`)} };
  return { call: ${prefix}call, replay: ${prefix}replay, hits: ${hits}, scope: { ${scope.join(', ')} } };
}
${early === null ? register : ''}`,
    userLines: new LineIndex(text).lineCount,
    targetIsOutermost: true,
    statements: count,
  }
}

/** In ES modules a declaration, for `require` would make the whole module a function; in CommonJS the other way around. */
function importText({ from, exported }: ImportedName, local: string, format: DiscoveredFunctions['format']): string {
  if (format === 'commonjs') return `const ${local} = require(${JSON.stringify(from)});\n`
  return exported === 'default' ? `import ${local} from ${JSON.stringify(from)};\n` : `import { ${exported} as ${local} } from ${JSON.stringify(from)};\n`
}

function importedValue(local: string, exported: string, format: DiscoveredFunctions['format']): string {
  return format === 'commonjs' ? `${local}[${JSON.stringify(exported)}]` : local
}

function setupCode(setup: ImportedName, fileName: string, local: string, format: DiscoveredFunctions['format']): { readonly declaration: string; readonly call: string } {
  if (setup.from === fileName) return { declaration: '', call: `await ${setup.name}()` }
  return { declaration: importText(setup, local, format), call: `await ${importedValue(local, setup.exported, format)}()` }
}

/** Calls with other numbers of arguments are spread, which costs more. */
const mostWritten = 5

interface Target {
  /** Statements of a function of the row `i`. */
  readonly call: string
  readonly declarations: string
  readonly rewrites: readonly Rewrite[]
  readonly usesDefault: boolean
}

/** Writes the call by how many arguments a row holds: functions look at `arguments.length`. */
function writeTarget(fn: SourceFunction, prefix: string, defaultName: string | null): Target | null {
  const { reach, kind } = fn
  const i = `${prefix}i`
  const none = { declarations: '', rewrites: [], usesDefault: false }
  switch (reach.kind) {
    case 'nested':
      return null
    case 'default':
      return { ...none, call: byCount(i, 0, (args) => `${defaultName ?? 'undefined'}(${args})`), usesDefault: true }
    case 'constructor':
      return { ...none, call: byCount(i, 0, (args) => `new ${reach.className}(${args})`) }
    case 'binding': {
      if (reach.insideClass !== undefined) return null
      const access = withDefault(reach.expression, defaultName)
      const usesDefault = access !== reach.expression
      if (kind === 'getter') return { ...none, call: `return ${access}`, usesDefault }
      if (kind === 'setter') return { ...none, call: `return ${access} = ${i}[0]`, usesDefault }
      if (reach.wrapper === undefined) return { ...none, call: byCount(i, 0, (args) => `${access}(${args})`), usesDefault }
      // React's memo and forwardRef return objects that hold the function; any other wrapper is a function itself.
      const held = `${prefix}held`
      const unwrap = `function ${held}(value) { while (typeof value === 'object' && value !== null && '$$typeof' in value) value = value.type ?? value.render; return value }\n`
      return { ...none, declarations: unwrap, call: byCount(i, 0, (args) => `${held}(${access})(${args})`), usesDefault }
    }
    case 'instance': {
      const key = memberKey(reach.member)
      const call = kind === 'getter' ? `return ${i}[0]${key}` : kind === 'setter' ? `return ${i}[0]${key} = ${i}[1]` : byCount(i, 1, (args) => `${i}[0]${key}(${args})`)
      if (reach.insideClass === undefined) return { ...none, call }
      // Only code of the class can name the member.
      const whole = `${prefix}private`
      return { ...none, declarations: `var ${whole};\n`, rewrites: [insideClass(reach.insideClass, `${whole}=(${i})=>{${call}}`)], call: `return ${whole}(${i})` }
    }
    default:
      return reach satisfies never
  }
}

/** A function that is called on what a row begins with. */
function boundTarget(fn: SourceFunction, prefix: string, defaultName: string | null): Target | null {
  const { reach } = fn
  const access = reach.kind === 'default' ? defaultName : reach.kind === 'binding' && reach.insideClass === undefined ? withDefault(reach.expression, defaultName) : null
  return access === null ? null : { declarations: '', rewrites: [], usesDefault: reach.kind === 'default' || access !== (reach.kind === 'binding' ? reach.expression : ''), call: `return (${access}).call(...${prefix}i);` }
}

/** A component is rendered: called as a function it could not use hooks. */
function renderedTarget(fn: SourceFunction, prefix: string, defaultName: string | null): Target | null {
  const { reach } = fn
  const access = reach.kind === 'default' ? defaultName : reach.kind === 'binding' && reach.insideClass === undefined ? withDefault(reach.expression, defaultName) : null
  return access === null ? null : { declarations: '', rewrites: [], usesDefault: access === defaultName, call: `return ${prefix}renderToString(${prefix}createElement(${access}, ${prefix}i[0]));` }
}

/** Their own names, wherever the workspace has them from. */
function renderImports(prefix: string, format: DiscoveredFunctions['format']): readonly string[] {
  return [['createElement', 'react'], ['renderToString', 'react-dom/server']].map(([name = '', from]) => (format === 'commonjs'
    ? `const { ${name}: ${prefix}${name} } = require(${JSON.stringify(from)});\n`
    : `import { ${name} as ${prefix}${name} } from ${JSON.stringify(from)};\n`))
}

/** @param first index of the first argument in the row `i` */
function byCount(i: string, first: number, write: (args: string) => string): string {
  const cases = Array.from({ length: mostWritten + 1 }, (_, count) => `case ${first + count}: return ${write(Array.from({ length: count }, (_each, index) => `${i}[${first + index}]`).join(', '))};`)
  return `switch (${i}.length) { ${cases.join(' ')} default: return ${write(`...${first === 0 ? i : `${i}.slice(${first})`}`)} }`
}

function withDefault(expression: string, defaultName: string | null): string {
  return defaultName === null ? expression : expression.replace(/^default(?=[.[]|$)/u, defaultName)
}
