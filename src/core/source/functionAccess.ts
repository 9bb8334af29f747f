import { withoutDot } from './functionBinding.ts'
import type { SourceFunction } from './sourceFunction.ts'
import { isIdentifier } from './syntaxNode.ts'

/**
 * What names in a call expression stand for that the module does not bind: the name under which a function is shown need
 * not be one that code can use. In `exports.parse = function () {}`, `parse` stands for `exports.parse`.
 */
export function nameAliases(functions: readonly SourceFunction[], bindings: ReadonlySet<string>): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>()
  for (const fn of functions) {
    const access = accessOf(fn)
    if (access === null) continue
    const names = members(ownName(fn))
    const owners = members(access)
    while (names.length > 1 && owners.length > 1 && withoutDot(names.at(-1) ?? '') === withoutDot(owners.at(-1) ?? '')) {
      names.pop()
      owners.pop()
    }
    const [name = ''] = names
    const expression = owners.join('')
    if (names.length === 1 && isIdentifier(name) && name !== expression && !bindings.has(name) && !aliases.has(name)) aliases.set(name, expression)
  }
  return aliases
}

/** The expression that the function's name in ids corresponds to, an instance's member behind its class. */
function accessOf({ reach }: SourceFunction): string | null {
  switch (reach.kind) {
    case 'binding':
      return reach.expression
    case 'instance':
      return `${reach.className}${reach.member.startsWith('[') ? '' : '.'}${reach.member}`
    case 'constructor':
      return reach.className
    default:
      return null
  }
}

/** The name without `get`, `set`, `.constructor` and the number of a second one. */
function ownName({ name, kind }: SourceFunction): string {
  const plain = name.replace(/^[gs]et /, '').replace(/~\d+$/, '')
  return kind === 'constructor' ? plain.replace(/\.constructor$/, '') : plain
}

function members(access: string): string[] {
  return access.match(/^[^.[]+|\.[^.[]+|\[[^\]]*\]/g) ?? [access]
}
