import type { InputShape } from './inputShape.ts'

const request: InputShape = { kind: 'builtIn', name: 'IncomingMessage', arguments: [] }
const response: InputShape = { kind: 'builtIn', name: 'ServerResponse', arguments: [] }

/** What parameters are by names that together say what they are, those of a server's handler; null for each of which they say nothing. */
export function messagesNamed(names: readonly string[]): readonly (InputShape | null)[] {
  const named = names.map((name) => (/^req(?:uest)?$/iu.test(name) ? request : /^res(?:ponse)?$/iu.test(name) ? response : null))
  return named.includes(request) && named.includes(response) ? named : names.map(() => null)
}
