import type { ImportedName } from '../../core/workloads/generatedInputs.ts'
import type { Home } from './typeReader.ts'
import { valueNames } from './valueNames.ts'

/** How a function's module can name what values are made with, and which names were asked for. */
export interface ModuleNames {
  /** The expression itself where its first name can be used; null where nothing exports it. */
  nameFor(expression: string, home: Home | null): string | null
  /** Names of the module. */
  readonly used: ReadonlySet<string>
  /** Names of other modules, by name. */
  readonly imports: ReadonlyMap<string, ImportedName>
}

/** @param canImport names that only other modules have may be used: they are imported beside the module's own */
export function moduleNames(file: string, text: string, canImport: boolean): ModuleNames {
  const own = valueNames(text)
  const used = new Set<string>()
  const imports = new Map<string, ImportedName>()
  return {
    used,
    imports,
    nameFor(expression, home) {
      const [name = ''] = expression.split('.')
      if (own.has(name)) {
        used.add(name)
        return expression
      }
      if (!canImport || home === null || home.exported === null || home.file === file) return null
      const known = imports.get(name)
      if (known !== undefined && known.from !== home.file) return null
      imports.set(name, { name, from: home.file, exported: home.exported })
      return expression
    },
  }
}
