const declaration = /^(?:export\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:class\s+|function\b\s*\*?\s*)([A-Za-z_$][\w$]*)/gm
const binding = /^(?:export\s+)?(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::[^=\n]+)?=\s*(?:async\b\s*)?(?:function\b|class\b|\(|[A-Za-z_$][\w$]*\s*=>)/gm

/** What a text may have where a name would stand. */
const reserved = new Set(['extends', 'of', 'in', 'is', 'if', 'for', 'new', 'this', 'super', 'return', 'function', 'class', 'const', 'let', 'var', 'default', 'export', 'import', 'with', 'while', 'do', 'try', 'case', 'switch', 'throw', 'typeof', 'void', 'delete', 'null', 'true', 'false', 'enum', 'await', 'yield', 'static', 'interface', 'implements', 'package', 'private', 'protected', 'public', 'debugger', 'else', 'finally', 'catch', 'break', 'continue', 'instanceof', 'arguments', 'eval'])

/**
 * Names that a module seems to bind to classes and functions, by the beginnings of its lines: it is asked of every module that tests
 * load, and a parser would take longer than they do. A name too many does no harm where it is only tried.
 */
export function registeredNames(text: string): readonly string[] {
  const names = new Set<string>()
  for (const pattern of [declaration, binding]) for (const [, name = ''] of text.matchAll(pattern)) if (!reserved.has(name)) names.add(name)
  return [...names]
}

/**
 * What is put behind a module's text so that it tells its classes and functions, each read when it is asked for; empty where there are none.
 * @param file the module as records name it
 * @param recorder an expression for what has a function `register`
 */
export function registration(text: string, file: string, recorder: string): string {
  const names = registeredNames(text)
  return names.length === 0 ? '' : `\n;${recorder}.register(${JSON.stringify(file)}, {${names.map((name) => `${JSON.stringify(name)}: () => ${name}`).join(', ')}});\n`
}
