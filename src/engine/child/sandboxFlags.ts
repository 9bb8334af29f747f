import type { SandboxAction } from '../../core/sandboxAction.ts'

/** The file through which the runner asks Linux for exact timers; the only one that the sandbox may write. */
const timerSlack = '/proc/self/timerslack_ns'

/**
 * Node's flags for code with inputs that Heatline made up: it may read files, and beside that only what the user allowed. The stable spelling
 * `--permission` is there from 22.13 on. What Node's permission model leaves open, and differs by version (sockets
 * before 25, signals, `node:sqlite`), `installSandbox` in the runner closes.
 * @param allowed what the user allowed; what has no flag of Node's is `installSandbox`'s alone
 * @param version the child's Node, without the `v`
 * @param platform where it runs
 */
export function sandboxFlags(allowed: readonly SandboxAction[], version: string, platform: NodeJS.Platform = process.platform): readonly string[] {
  const flags = [
    '--permission',
    // Which files may be read is for the runner to say: see `guardReads`.
    '--allow-fs-read=*',
    // The recorder is an addon; the runner shuts this door behind it. Node warns of that flag, in the user's output.
    '--allow-addons',
    '--disable-warning=SecurityWarning',
  ]
  if (allowed.includes('write')) flags.push('--allow-fs-write=*')
  else if (platform === 'linux') flags.push(`--allow-fs-write=${timerSlack}`)
  if (allowed.includes('process')) flags.push('--allow-child-process')
  if (allowed.includes('worker')) flags.push('--allow-worker')
  if (allowed.includes('native')) flags.push('--allow-wasi')
  // Older versions do not guard the network, and do not know the flag; those that do warn of it, in the user's output.
  if (allowed.includes('network') && Number.parseInt(version, 10) >= 25) flags.push('--allow-net', '--disable-warning=ExperimentalWarning')
  // Where the addon does not load the inspector records. Older versions end with "bad option".
  if (knowsAllowInspector(version)) flags.push('--allow-inspector')
  return flags
}

/** From 24.12 and 25.0 on: seen, 24.11.1 refuses it. */
function knowsAllowInspector(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 12)
}
