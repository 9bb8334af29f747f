import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What one call of git gave. */
export type GitAnswer =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: Buffer; /** For people, as git says it. */ readonly stderr: string }
  /** It did not run, or not to its end; the reason is a sentence for people. */
  | { readonly kind: 'failed'; readonly reason: string }

/** How long a question may take: the largest repositories answer in seconds. */
const patienceMs = 30_000

/** More than the names and sources of the largest repositories. */
const mostBytes = 1 << 29

/** Variables that point git at another repository or index than the one it is asked about; a hook's process has them. */
const elsewhere = [
  'GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_NAMESPACE', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_SHALLOW_FILE', 'GIT_GRAFT_FILE', 'GIT_IMPLICIT_WORK_TREE', 'GIT_EXTERNAL_DIFF', 'GIT_DIFF_OPTS', 'GIT_LITERAL_PATHSPECS', 'GIT_GLOB_PATHSPECS', 'GIT_ICASE_PATHSPECS', 'GIT_NOGLOB_PATHSPECS',
]

/**
 * Asks git, which neither writes anything nor goes to the network: no lock is taken to refresh the index, nothing that a partial clone left
 * out is fetched, and no file watcher of git's is started.
 * @param cwd absolute
 * @param input what git reads from its standard input
 */
export async function runGit(cwd: string, parameters: readonly string[], input: string | null = null, timeoutMs = patienceMs): Promise<GitAnswer> {
  // Without it the error would be that git is not found.
  if (!existsSync(cwd)) return { kind: 'failed', reason: `The folder ${cwd} is not there.` }
  return await new Promise((resolve) => {
    const child = spawn('git', ['-c', 'core.fsmonitor=false', ...parameters], { cwd, env: gitEnvironment(process.env), stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true })
    const chunks: Buffer[] = []
    let size = 0
    let complaint = ''
    let stopped: string | null = null
    const stop = (reason: string): void => {
      stopped ??= reason
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => stop(`\`git ${parameters[0] ?? ''}\` did not end within ${timeoutMs / 1_000} s in ${cwd}.`), timeoutMs)
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > mostBytes) stop(`\`git ${parameters[0] ?? ''}\` said more than Heatline reads (${mostBytes / (1 << 20)} MB) in ${cwd}.`)
      else chunks.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 10_000) complaint += chunk.toString('utf8')
    })
    child.on('error', (error) => {
      clearTimeout(timer)
      const isMissing = 'code' in error && error.code === 'ENOENT'
      resolve({ kind: 'failed', reason: isMissing ? 'There is no `git` on the PATH. Install git (https://git-scm.com), or set a baseline by hand.' : `git could not be started: ${error.message}.` })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (stopped !== null) resolve({ kind: 'failed', reason: stopped })
      else if (code === null) resolve({ kind: 'failed', reason: `\`git ${parameters[0] ?? ''}\` was ended from outside in ${cwd}.` })
      else resolve({ kind: 'ended', code, stdout: Buffer.concat(chunks), stderr: complaint.trim() })
    })
    // It may end before it has read everything; its exit code tells.
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? '')
  })
}

/** What git says went wrong, in one line for people. */
export function gitComplaint(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => !line.startsWith('warning:') && line.trim() !== '')
  const said = lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines[0] ?? ''
  return said.replace(/^(?:fatal|error):\s*/, '')
}

function gitEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !elsewhere.includes(name)))
  return {
    ...kept,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // Before git 2.44 only the second keeps a partial clone from fetching.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_LFS_SKIP_SMUDGE: '1',
  }
}
