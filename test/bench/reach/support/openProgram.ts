import { existsSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript-classic'

/** A package's sources in the classic compiler. */
export interface SourceProgram {
  readonly program: ts.Program
  readonly checker: ts.TypeChecker
  /** A file of the program by its absolute name. */
  readonly fileOf: (file: string) => ts.SourceFile | undefined
}

const fallback: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, jsx: ts.JsxEmit.ReactJSX, lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'] }

/**
 * The options of a package's own `tsconfig.json`, strict whatever it says.
 * @param root absolute
 */
export function packageOptions(root: string): ts.CompilerOptions {
  const config = path.join(root, 'tsconfig.json')
  const own = existsSync(config) ? ts.parseJsonConfigFileContent(ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config ?? {}, ts.sys, root).options : fallback
  return {
    ...own, strict: true, noEmit: true, allowJs: true, checkJs: true, skipLibCheck: true, noUnusedLocals: false, noUnusedParameters: false, composite: false,
    incremental: false, declaration: false, isolatedDeclarations: false, tsBuildInfoFile: undefined, typeRoots: undefined, maxNodeModuleJsDepth: 0,
    // Options that newer compilers refuse say nothing about arguments.
    ignoreDeprecations: '6.0', erasableSyntaxOnly: false, plugins: undefined, ...(own.types === undefined ? { types: ['*'] } : {}),
  }
}

/** Opens sources in the compiler. @param texts what stands in the place of a file, by its absolute name */
export function openProgram(root: string, files: readonly string[], options: ts.CompilerOptions, texts: ReadonlyMap<string, string>, old?: ts.Program): SourceProgram {
  const host = ts.createCompilerHost(options, true)
  const readFile = host.readFile.bind(host)
  const getSourceFile = host.getSourceFile.bind(host)
  host.getCurrentDirectory = () => root
  host.readFile = (file) => texts.get(file) ?? readFile(file)
  host.getSourceFile = (file, languageVersion, ...rest) => {
    const text = texts.get(file)
    if (text !== undefined) return ts.createSourceFile(file, text, languageVersion, true)
    return old?.getSourceFile(file) ?? getSourceFile(file, languageVersion, ...rest)
  }
  const program = ts.createProgram({ rootNames: files, options, host })
  return { program, checker: program.getTypeChecker(), fileOf: (file) => program.getSourceFile(file) }
}
