import { runMarkerVariable } from './runMarker.ts'

/** Variables that belong to the process Heatline itself runs in and that would change what the child is. */
const dropped = [
  'ELECTRON_RUN_AS_NODE', 'ELECTRON_NO_ASAR', 'ELECTRON_NO_ATTACH_CONSOLE', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE',
  'NODE_UNIQUE_ID', 'NODE_V8_COVERAGE', 'VSCODE_ESM_ENTRYPOINT', 'VSCODE_HANDLES_UNCAUGHT_ERRORS', 'VSCODE_INSPECTOR_OPTIONS',
  'VSCODE_NLS_CONFIG',
]

/** Options that attach a debugger or a second profiler; each would be measured along. */
const droppedOption = /^--(?:inspect|debug|cpu-prof|heap-prof|prof$|experimental-test-coverage)/

/**
 * The environment of the profiled code: the user's own, without the debugger that VS Code attaches to whatever a
 * terminal starts, and with the run's marker.
 * @param own what the chosen Node needs (`ELECTRON_RUN_AS_NODE`)
 */
export function makeChildEnvironment(user: NodeJS.ProcessEnv, own: Readonly<Record<string, string>>, marker: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...user }
  for (const name of dropped) delete environment[name]
  const nodeOptions = cleanNodeOptions(user.NODE_OPTIONS ?? '')
  if (nodeOptions === '') delete environment.NODE_OPTIONS
  else environment.NODE_OPTIONS = nodeOptions
  // Heatline may be what is profiled: then the outer run must find the inner one's processes too.
  const outer = user[runMarkerVariable]
  environment[runMarkerVariable] = outer === undefined || outer === '' ? marker : `${outer} ${marker}`
  return { ...environment, ...own }
}

/** NODE_OPTIONS without debuggers and profilers; VS Code's auto attach is a `--require` of js-debug's bootloader. */
function cleanNodeOptions(options: string): string {
  const words = options.match(/(?:[^\s"]|"(?:\\.|[^"\\])*")+/g) ?? []
  const kept: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const next = words[index + 1] ?? ''
    if (/^(?:--require|-r|--import)$/.test(word)) {
      if (!isDebuggerBootloader(next)) kept.push(word, next)
      index += 1
    } else if (droppedOption.test(word)) {
      // `--cpu-prof-dir x` takes its value as a word of its own.
      if (!word.includes('=') && next !== '' && !next.startsWith('-')) index += 1
    } else if (!isDebuggerBootloader(word)) {
      kept.push(word)
    }
  }
  return kept.join(' ')
}

function isDebuggerBootloader(word: string): boolean {
  return /js-debug.*bootloader/i.test(word)
}
