import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { HeatlineError } from '../../core/heatlineError.ts'
import { askNode } from './askNode.ts'
import type { NodeAnswer } from './askNode.ts'
import { isSupportedNode, oldestSupportedNode } from './supportedNode.ts'
import type { NodeExecutable } from './nodeExecutable.ts'

/** Where to look for a Node. */
export interface NodeSearch {
  /** What the user chose: an executable, its folder, an installation's folder, with `~`, or a name on the PATH. Null or empty: nothing. */
  readonly configuredPath: string | null
  /** Where they chose it, for messages. */
  readonly configuredIn: 'the setting heatline.nodePath' | '--node'
  /** Whose PATH is searched. */
  readonly env: NodeJS.ProcessEnv
  /** VS Code's own executable, the last resort; null outside VS Code. */
  readonly editorExecPath: string | null
  /** The package's folder: version managers choose by it. */
  readonly cwd: string
}

/**
 * Finds the Node that runs the user's code: the configured one, else `node` on the PATH, else VS Code's own. What the user
 * named or would run is never passed over in silence: when it is too old or does not start, that is an error.
 * @throws HeatlineError that says which was found where, and what is needed
 */
export async function findNode(search: NodeSearch): Promise<NodeExecutable> {
  const configured = search.configuredPath?.trim() ?? ''
  if (configured !== '') {
    const found = await findConfigured(configured, search)
    if (found === null) throw new HeatlineError(`There is no Node at ${configured} (${search.configuredIn}). Give the path of a Node ${oldestSupportedNode} or later${search.configuredIn === '--node' ? '' : ': an absolute one, or with ~'}.`)
    return await tryCandidate(found, search.configuredIn, search)
  }
  const onPath = await findOnPath(executableName('node'), search.env)
  if (onPath !== null) return await tryCandidate(onPath, 'the PATH', search)
  if (search.editorExecPath !== null) return await tryCandidate(search.editorExecPath, 'VS Code itself', search)
  throw new HeatlineError(`No Node was found: there is no \`node\` on the PATH. Install Node ${oldestSupportedNode} or later, or ${adviceFor('the PATH', search.configuredIn)}.`)
}

async function tryCandidate(path: string, foundIn: string, search: NodeSearch): Promise<NodeExecutable> {
  const answer = await askNode(path, search.env, search.cwd)
  const advice = adviceFor(foundIn, search.configuredIn)
  if (answer.kind === 'silent') {
    throw new HeatlineError(`The Node at ${path} (from ${foundIn}) does not start: ${answer.reason}. Heatline needs Node ${oldestSupportedNode} or later: ${advice}.`)
  }
  if (answer.runtime !== 'node') {
    throw new HeatlineError(`${path} (from ${foundIn}) is ${answer.runtime}, not Node. Heatline needs Node ${oldestSupportedNode} or later: ${advice}.`)
  }
  if (!isSupportedNode(answer.version)) {
    throw new HeatlineError(`The Node at ${path} (from ${foundIn}) is ${answer.version}. Heatline needs ${oldestSupportedNode} or later: ${advice}.`)
  }
  return toExecutable(answer, foundIn)
}

function toExecutable(answer: Extract<NodeAnswer, { kind: 'answered' }>, foundIn: string): NodeExecutable {
  return {
    // The executable itself: a version manager's shim would be one more process in every pass.
    path: answer.execPath,
    version: answer.version,
    abi: answer.abi,
    foundIn,
    env: answer.isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {},
  }
}

function adviceFor(foundIn: string, configuredIn: NodeSearch['configuredIn']): string {
  if (foundIn === '--node') return 'name another with --node'
  if (foundIn.includes('heatline.nodePath')) return 'change that setting'
  return configuredIn === '--node' ? 'name one with --node' : 'name one in the setting heatline.nodePath'
}

/** A relative path is the terminal's, from where it stands; in a setting it could be made to mean a file of the workspace. */
async function findConfigured(configured: string, { env, configuredIn }: NodeSearch): Promise<string | null> {
  const path = configured.replace(/^~(?=$|[/\\])/, env.HOME ?? homedir())
  if (isAbsolute(path)) return await findAt(path)
  const onPath = /[/\\]/.test(path) ? null : await findOnPath(executableName(path), env)
  return onPath ?? (configuredIn === '--node' ? await findAt(resolve(path)) : null)
}

/** A file as it is; in a folder the executable as Node's archives and version managers place it. */
async function findAt(path: string): Promise<string | null> {
  if (await isFile(path)) return path
  for (const inside of [join(path, 'bin', executableName('node')), join(path, executableName('node'))]) {
    if (await isFile(inside)) return inside
  }
  return null
}

async function findOnPath(name: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  // Windows spells it `Path`, and a copy of its environment no longer ignores case.
  const path = Object.entries(env).find(([key]) => (process.platform === 'win32' ? key.toUpperCase() : key) === 'PATH')?.[1] ?? ''
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue
    const candidate = join(folder, name)
    if (await isFile(candidate)) return resolve(candidate)
  }
  return null
}

function executableName(name: string): string {
  return process.platform === 'win32' && !/\.\w+$/.test(name) ? `${name}.exe` : name
}

/** A file that may be executed, as a shell looks for one. */
async function isFile(path: string): Promise<boolean> {
  try {
    const found = await stat(path)
    return found.isFile() && (process.platform === 'win32' || (found.mode & 0o111) !== 0)
  } catch {
    return false
  }
}
