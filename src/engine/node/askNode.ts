import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'

/** What an executable says about itself. */
export type NodeAnswer =
  | {
    readonly kind: 'answered'
    /** Which program poses as Node. */
    readonly runtime: 'node' | 'Bun'
    /** Without the `v`. */
    readonly version: string
    readonly abi: string
    /** Absolute path of the executable itself, behind links and shims. */
    readonly execPath: string
    readonly isElectron: boolean
  }
  /** It did not start, or said something else. `reason` is for people. */
  | { readonly kind: 'silent'; readonly reason: string }

/** A cold start from a slow disk, on a loaded machine. */
const patienceMs = 20_000

/** Old syntax: the answer of an old Node is wanted too. */
const question = 'JSON.stringify({ heatline: 1, versions: process.versions, execPath: process.execPath })'

const answers = new Map<string, Promise<NodeAnswer>>()

/**
 * Asks an executable which Node it is, once per file, change of the file and folder (a version manager's shim answers for
 * the folder it is asked in).
 */
export async function askNode(path: string, env: NodeJS.ProcessEnv, cwd: string): Promise<NodeAnswer> {
  let changed: number
  try {
    changed = (await stat(path)).mtimeMs
  } catch (error) {
    return { kind: 'silent', reason: error instanceof Error ? error.message : String(error) }
  }
  const key = [path, changed, cwd].join('\0')
  const known = answers.get(key)
  if (known !== undefined) return await known
  const asked = ask(path, env, cwd)
  answers.set(key, asked)
  const answer = await asked
  // A shim may be set up, or a full disk emptied, without a change of the file.
  if (answer.kind === 'silent') answers.delete(key)
  return answer
}

function ask(path: string, env: NodeJS.ProcessEnv, cwd: string): Promise<NodeAnswer> {
  // Without the user's preloads, which may print; VS Code's executable opens a window unless it is told to be Node.
  const environment = { ...env, NODE_OPTIONS: '', ELECTRON_RUN_AS_NODE: '1' }
  return new Promise((resolve) => {
    execFile(path, ['-p', question], { env: environment, cwd, timeout: patienceMs, windowsHide: true, encoding: 'utf8' }, (error, stdout, stderr) => {
      const answer = parseAnswer(stdout)
      if (answer !== null) return resolve(answer)
      const lastWords = stderr.trim().split('\n').find((line) => line.trim() !== '')
      if (error?.killed) return resolve({ kind: 'silent', reason: `it gave no answer for ${patienceMs / 1000} s` })
      resolve({ kind: 'silent', reason: lastWords ?? error?.message ?? 'its answer was none of Node\'s' })
    })
  })
}

function parseAnswer(stdout: string): NodeAnswer | null {
  let value: unknown
  try {
    value = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  } catch {
    return null
  }
  if (!isRecord(value) || !isRecord(value.versions) || typeof value.execPath !== 'string') return null
  const { node, modules, electron, bun } = value.versions
  if (typeof node !== 'string' || typeof modules !== 'string') return null
  return {
    kind: 'answered',
    runtime: bun === undefined ? 'node' : 'Bun',
    version: node,
    abi: modules,
    execPath: value.execPath,
    isElectron: electron !== undefined,
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
