import type { Class, Node } from 'oxc-parser'
import type { Rewrite } from './rewriteText.ts'
import { isClass, memberText } from './syntaxNode.ts'
import type { FoundFunctionNode } from './functionNode.ts'

/** How code in a function's body gets hold of the function itself. */
export interface SelfReference {
  /** An expression; null where there is none. */
  readonly expression: string | null
  readonly rewrites: readonly Rewrite[]
}

const none: SelfReference = { expression: null, rewrites: [] }

/**
 * Writes it for everything but an arrow function, which has no `arguments` either. A method is looked up where its class keeps
 * it, as what it is called on may have another of that name.
 * @param name a name that the text does not have, for functions without one
 * @param accessorOf a function `(object, key, half)` that finds an accessor on an object or its prototypes
 */
export function selfReference({ node, around }: FoundFunctionNode, text: string, name: string, accessorOf: string): SelfReference {
  const [parent, , holder] = around
  if (parent?.type === 'MethodDefinition') {
    const own = holder !== undefined && isClass(holder) ? holder : null
    if (parent.kind === 'constructor') return { expression: `((t)=>(...a)=>Reflect.construct(${own?.id?.name ?? 't'},a,t))(new.target)`, rewrites: [] }
    return { expression: memberReference(parent.kind, memberText(parent.key, parent.computed, text), ownerOf(own, parent.static), accessorOf), rewrites: [] }
  }
  if (parent?.type === 'Property' && (parent.method || parent.kind !== 'init')) {
    return { expression: memberReference(parent.kind === 'init' ? 'method' : parent.kind, memberText(parent.key, parent.computed, text), 'this', accessorOf), rewrites: [] }
  }
  if (node.id !== null) return isHidden(node, node.id.name, text) ? none : { expression: node.id.name, rewrites: [] }
  const head = /^(?:async\b(?:\s|\/\*[^]*?\*\/)*)?function(?:(?:\s|\/\*[^]*?\*\/)*\*)?/u.exec(text.slice(node.start))
  if (head === null || node.type !== 'FunctionExpression') return none
  const end = node.start + head[0].length
  return { expression: name, rewrites: [{ start: end, end, text: ` ${name} ` }] }
}

function ownerOf(node: Class | null, isStatic: boolean): string {
  const name = node?.id?.name
  return name === undefined ? 'this' : isStatic ? name : `${name}.prototype`
}

function memberReference(kind: 'method' | 'get' | 'set', member: string, owner: string, accessorOf: string): string {
  const isPrivate = member.startsWith('.#')
  if (kind === 'method') return isPrivate ? `this${member}` : `${owner}${member}`
  if (isPrivate) return kind === 'get' ? `function(){return this${member}}` : `function(v){this${member}=v}`
  const key = member.startsWith('.') ? JSON.stringify(member.slice(1)) : member.slice(1, -1)
  return `${accessorOf}(${owner},${key},'${kind}')`
}

/** Whether a parameter or variable of the function has its name. */
function isHidden(node: FoundFunctionNode['node'], name: string, text: string): boolean {
  const escaped = name.replaceAll('$', String.raw`\$`)
  const params = node.params.map((param: Node) => text.slice(param.start, param.end)).join(',')
  if (new RegExp(String.raw`(?<![\w$.])${escaped}(?![\w$])`, 'u').test(params)) return true
  const body = text.slice(node.body.start, node.body.end)
  return new RegExp(String.raw`\b(?:var|let|const|function|class)\s+${escaped}(?![\w$])`, 'u').test(body)
}
