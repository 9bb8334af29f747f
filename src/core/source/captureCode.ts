import { bodyCounters } from './bodyCounters.ts'
import { captureHookName } from './captureHookName.ts'
import { functionNode } from './functionNode.ts'
import { parseSource } from './parseSource.ts'
import type { Rewrite } from './rewriteText.ts'
import { selfReference } from './selfReference.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { sourceLanguage } from './sourceLanguage.ts'
import { appendedNamePrefix } from './workloadHookName.ts'

/** What makes a module tell of the calls of one of its functions. */
export interface CaptureCode {
  /** Lines stay where they are. */
  readonly rewrites: readonly Rewrite[]
  /** Belongs behind the module's last line. */
  readonly appendedCode: string
  /** How many statements of the function are counted. */
  readonly statements: number
}

/**
 * Has a function tell the runner of its calls while the runner asks for it: receiver and arguments, and the function itself, so
 * that nested functions and private members can be called again. At other times it costs the look at one variable at the beginning
 * of the body, mostly 0.1 to 0.6 ns (one function of 4 ns took twice as long on Node 22 and 24), and an arrow function nothing where it is called again: its binding holds a function that tells, the arrow is
 * untouched. A call that is told of is made anew by the runner, meanwhile nothing is told: of recursion the outermost call counts.
 * Generators tell of calls and go on. Null where the text does not parse.
 * @param countsStatements count which statements of the body run: for a trial, never where time is measured
 */
export function captureCode(text: string, fileName: string, fn: SourceFunction, countsStatements: boolean): CaptureCode | null {
  const language = sourceLanguage(fileName)
  const program = language === null ? null : parseSource(text, fileName, language).program
  const found = program === null ? null : functionNode(program, fn)
  if (found === null) return null
  const prefix = freeName(text, `${appendedNamePrefix}capture`)
  const name = (part: string): string => `${prefix}${part}`
  const counters = countsStatements ? bodyCounters(text, fileName, fn, name('Hit')) : null
  const { node } = found
  const own = ownRewrites()
  const count = counters?.count ?? 0
  const hits = counters === null ? 'null' : `(${name('Hit')}.all??=new globalThis.Uint8Array(${count}))`
  const lines = [
    // Functions and variables of the module's top level: calls before it has run to its end find them undefined.
    `var ${name('On')}=0,${name('Hook')}=globalThis[globalThis.Symbol.for(${JSON.stringify(captureHookName)})]?.({set:(on)=>{${name('On')}=on},hits:${hits}});`,
    `function ${name('Enter')}(self){return ${name('Hook')}.enter(self)}`,
    `function ${name('Wrap')}(fn){const told=(...a)=>${name('On')}&&${name('Enter')}(()=>fn)?${name('Hook')}.take(void 0,a):fn(...a);return globalThis.Object.defineProperties(told,{name:{value:fn.name,configurable:true},length:{value:fn.length,configurable:true}})}`,
    `function ${name('Accessor')}(o,k,half){for(;o;o=globalThis.Object.getPrototypeOf(o)){const d=globalThis.Object.getOwnPropertyDescriptor(o,k);if(d)return d[half]}}`,
    ...(counters === null ? [] : [`function ${name('Hit')}(n){${hits}[n]=1;return false}`]),
  ]
  return { rewrites: [...own, ...counters?.rewrites ?? []], appendedCode: `\n;${lines.join('')}\n`, statements: count }

  function ownRewrites(): readonly Rewrite[] {
    if (node.type === 'ArrowFunctionExpression') {
      return [{ start: node.start, end: node.start, text: `${name('Wrap')}(` }, { start: node.end, end: node.end, text: ')' }]
    }
    if (found === null || !('body' in node.body) || !Array.isArray(node.body.body)) return []
    const self = selfReference(found, text, freeName(text, 'captured$'), name('Accessor'))
    const first = node.body.body.find((statement) => !('directive' in statement && typeof statement.directive === 'string'))
    const at = first?.start ?? node.body.end - 1
    const enter = `${name('On')}&&${name('Enter')}(()=>${self.expression ?? 'null'})`
    // A derived class's constructor may not look at `this` yet.
    const receiver = fn.kind === 'constructor' ? 'void 0' : 'this'
    // A generator's body runs when it is asked for its first value: made anew, it would tell of itself again.
    const told = node.generator ? `if(${enter})${name('Hook')}.note(this,arguments);` : `if(${enter})return ${name('Hook')}.take(${receiver},arguments);`
    return [...self.rewrites, { start: at, end: at, text: told }]
  }
}

function freeName(text: string, start: string): string {
  let name = start
  while (text.includes(name)) name += '$'
  return name
}
