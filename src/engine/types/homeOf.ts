import type { CheckedSymbol, Compiler } from './compiler.ts'
import type { Home } from './typeReader.ts'

/** The module that declares a symbol; null for what the libraries of the language or a package's typings declare. */
export function homeOf(compiler: Compiler, symbol: CheckedSymbol): Home | null {
  const file = compiler.fileOf(symbol)
  if (file === undefined || /\.d\.[cm]?ts$|[\\/]node_modules[\\/]/u.test(file) && file !== compiler.file) return null
  const module = compiler.moduleOf(file)
  const isExported = module !== undefined && compiler.checker.getExportsOfModule(module).some((each) => each.name === symbol.name)
  return { file, exported: isExported ? symbol.name : null }
}

/** The name in the module that declares it: a class that is the default export is called `default` elsewhere. */
export function ownNameOf(compiler: Compiler, symbol: CheckedSymbol): string {
  return symbol.name === 'default' ? compiler.declarationOf(symbol)?.name?.text ?? symbol.name : symbol.name
}
