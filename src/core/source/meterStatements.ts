import type { Node } from 'oxc-parser'
import { heapMeterName } from './heapMeterName.ts'
import { parseSource } from './parseSource.ts'
import { rewriteText } from './rewriteText.ts'
import type { Rewrite } from './rewriteText.ts'
import { arrowBodyExtent } from './arrowBodyExtent.ts'
import { forEachChild, isFunctionLike } from './syntaxNode.ts'

/** A program whose functions tell which of their statements runs. */
export interface MeteredProgram {
  readonly text: string
  /** By number of a statement, the offset at which it stands in the text that was given. */
  readonly places: readonly number[]
}

const loops: ReadonlySet<string> = new Set<Loop['type']>(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'])

const meter = 'heatline$meter'
const frame = 'heatline$frame'
const caller = 'heatline$caller'

/**
 * Writes into each function of a JavaScript program that it tells when it begins and ends, and before each statement which it is. Lines
 * stay where they are. V8's own sampling of allocations knows functions and not lines, and those that it inlined not even that.
 * Null where the text does not parse.
 * @param text no code but a directive stands on its first line
 * @param isMetered whether the code at an offset is to tell of itself
 */
export function meterStatements(text: string, isModule: boolean, isMetered: (offset: number) => boolean): MeteredProgram | null {
  const { program, problems } = parseSource(text, isModule ? 'bundle.mjs' : 'bundle.cjs', { lang: 'jsx', sourceType: isModule ? 'module' : 'commonjs' })
  if (program === null || problems.length > 0) return null
  const places: number[] = []
  let functions = 0
  // At one offset what opens outside opens first, and closes last.
  const opening: Rewrite[] = []
  const closing: Rewrite[] = []
  const open = (at: number, added: string): void => { opening.push({ start: at, end: at, text: added }) }
  const close = (at: number, added: string): void => { closing.unshift({ start: at, end: at, text: added }) }
  const tell = (node: Node): string => `${meter}.at(${frame},${places.push(node.start) - 1});`
  const enter = (): string => `const ${caller}=${meter}.now(),${frame}=${meter}.enter(${functions++});try{`
  const leave = `}finally{${meter}.leave(${caller})}`
  const list = (statements: readonly Node[], loop: Node | null): void => {
    for (const each of statements) if (!isDirective(each) && each.type !== 'FunctionDeclaration' && isMetered(each.start)) open(each.start, tell(whatRuns(each, loop)))
  }
  const single = (node: Node | null, loop: Node | null, isBody = false): void => {
    if (node === null || node.type === 'BlockStatement' || node.type === 'EmptyStatement' || !isMetered(node.start)) return
    open(node.start, `{${tell(whatRuns(node, loop))}`)
    close(node.end, isBody && loop !== null ? `;${tell(loop)}}` : '}')
  }

  const waiting: { readonly node: Node; readonly inFunction: boolean; readonly loop: Node | null }[] = [{ node: program, inFunction: false, loop: null }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node } = next
    let { inFunction, loop } = next
    if (isFunctionLike(node) || node.type === 'StaticBlock') loop = null
    else if (isLoop(node)) loop = node
    if (isFunctionLike(node) && isMetered(node.start)) {
      inFunction = true
      const { body } = node
      if (body.type === 'BlockStatement') {
        const first = body.body.find((each) => !isDirective(each))
        if (first !== undefined) {
          open(first.start, enter())
          close(body.end - 1, leave)
        } else inFunction = false
      } else {
        const [start, end] = arrowBodyExtent(text, body.start, body.end)
        open(start, `{${enter()}${tell(body)}return(`)
        close(end, `)${leave}}`)
      }
    } else if (isFunctionLike(node) || node.type === 'StaticBlock') inFunction = false
    if (inFunction) {
      if (node.type === 'BlockStatement') list(node.body, loop)
      else if (node.type === 'SwitchCase') list(node.consequent, loop)
      else if (node.type === 'IfStatement') {
        single(node.consequent, loop)
        // `else if` tells in the inner statement's own parts.
        single(node.alternate?.type === 'IfStatement' ? null : node.alternate, loop)
      } else if (isLoop(node)) {
        single(node.body, node, true)
        // From here to the next round it is the head that runs.
        if (node.body.type === 'BlockStatement' && isMetered(node.start)) close(node.body.end - 1, tell(node))
      }
    }
    forEachChild(node, (child) => waiting.push({ node: child, inFunction, loop }))
  }
  // Behind the first line, which may hold a directive.
  const start = Math.max(text.indexOf('\n'), 0)
  open(start, `;const ${meter}=globalThis[Symbol.for(${JSON.stringify(heapMeterName)})];`)
  return { text: rewriteText(text, { start: 0, end: text.length }, [...closing, ...opening]), places }
}

/** What follows a `continue` is the loop's head. */
function whatRuns(node: Node, loop: Node | null): Node {
  return node.type === 'ContinueStatement' ? loop ?? node : node
}

type Loop = Extract<Node, { readonly type: 'ForStatement' | 'ForInStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement' }>

function isLoop(node: Node): node is Loop {
  return loops.has(node.type)
}

function isDirective(node: Node): boolean {
  return node.type === 'ExpressionStatement' && 'directive' in node && node.directive !== null && node.directive !== undefined
}

