import type { Class, ClassElement, Expression, MethodDefinition } from 'oxc-parser'
import type { Binding } from './functionBinding.ts'
import { onPrototype } from './functionBinding.ts'
import { requiredParameters } from './functionDraft.ts'
import type { ClassDraft } from './functionDraft.ts'
import type { FunctionKind, Reach } from './sourceFunction.ts'
import { bare, isFunctionLike, joinMember, memberChain, memberText } from './syntaxNode.ts'

/** A method, accessor, constructor or field that has code. */
type BoundElement = Exclude<ClassElement, { type: 'StaticBlock' | 'TSIndexSignature' }> & { readonly value: Expression }

/** Whether a class element binds a value: overloads, abstract members and fields without a value do not. */
export function isBoundElement(element: ClassElement): element is BoundElement {
  if (element.type === 'StaticBlock' || element.type === 'TSIndexSignature' || element.type.startsWith('TSAbstract')) return false
  return element.value !== null
}

/** What a class's member is called and how it is reached. */
export function classMember(node: Class, element: BoundElement, owner: Binding, text: string): Binding {
  const isMethod = element.type === 'MethodDefinition'
  const kind = isMethod ? methodKinds[element.kind] : 'method'
  const key = memberText(element.key, element.computed, text)
  const isPrivate = element.key.type === 'PrivateIdentifier'
  const isHidden = isPrivate || element.accessibility === 'private' || element.accessibility === 'protected'
  const staticAccess = owner.access !== null && element.static ? joinMember(owner.access, key) : null
  return {
    path: joinMember(owner.path, kind === 'constructor' ? '.constructor' : key),
    access: isPrivate ? null : staticAccess,
    exported: owner.exported && !isHidden,
    root: isHidden ? null : owner.root,
    start: Math.min(element.start, element.decorators[0]?.start ?? element.start),
    end: element.end,
    nameOffset: element.key.start,
    kind,
    reach: owner.access === null ? null : memberReach(owner.access, key, kind, staticAccess),
  }

  function memberReach(className: string, member: string, memberKind: FunctionKind, expression: string | null): Reach {
    // The closing brace's offset: only what stands before it can name a private member.
    const insideClass = isPrivate ? { insideClass: node.body.end - 1 } : {}
    if (memberKind === 'constructor') return { kind: 'constructor', className }
    if (expression !== null) return { kind: 'binding', expression, ...insideClass }
    return { ...onPrototype(className, member), ...(isMethod ? {} : { own: true }), ...insideClass }
  }
}

const methodKinds: Readonly<Record<MethodDefinition['kind'], FunctionKind>> = { constructor: 'constructor', method: 'method', get: 'getter', set: 'setter' }

/** What a class says about making instances of it. */
export function draftClass(node: Class, text: string): ClassDraft {
  const constructor = node.body.body.find((element) =>
    element.type === 'MethodDefinition' && element.kind === 'constructor' && isFunctionLike(element.value))
  const base = node.superClass === null ? null : bare(node.superClass)
  return {
    ownRequires: constructor?.type === 'MethodDefinition' ? requiredParameters(constructor.value.params) : null,
    baseName: base === null ? null : memberChain(base, text)?.join(''),
    isAbstract: node.abstract === true,
  }
}
