import type { InputShape } from '../../core/workloads/inputShape.ts'

/**
 * What a component that is not mounted asks for a new state: does at once what React does, without rendering. React's own says that
 * nothing is mounted, and does nothing.
 */
const updater = `{ updater: { enqueueSetState(c, s, d) { c.state = { ...c.state, ...(typeof s === 'function' ? s(c.state, c.props) : s) }; d?.call(c) }, enqueueForceUpdate(c, d) { d?.call(c) } } }`

/** A class component as it is made, and one that takes a new state: what it does then is most of what many methods do. */
export function componentShape(shape: InputShape): InputShape {
  if (shape.kind === 'union') return { ...shape, members: shape.members.map(componentShape) }
  if (shape.kind !== 'made' || !shape.isNew) return shape
  return {
    kind: 'union',
    members: [shape, {
      kind: 'made', callee: 'Object.assign', isNew: false,
      arguments: [{ name: 'component', shape, isOptional: false }, { name: 'updater', shape: { kind: 'expression', text: updater }, isOptional: false }],
    }],
  }
}
