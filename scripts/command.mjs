// Running other programs from a script: inherits or captures output, and fails with what was run.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] `quiet` shows the output only when the program fails.
 * @returns {Promise<string>} what it wrote to stdout, when `quiet`
 * @throws {Error} when it ends with another code than 0
 */
export function run(program, args, options = {}) {
  const quiet = options.quiet ?? false
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    })
    let stdout = ''
    let all = ''
    child.stdout?.on('data', (chunk) => { stdout += chunk; all += chunk })
    child.stderr?.on('data', (chunk) => { all += chunk })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout)
      else reject(new Error(`${program} ${args.join(' ')} ended with ${signal ?? `code ${code}`}${all === '' ? '' : `:\n${all.slice(-4000)}`}`))
    })
  })
}

/**
 * Runs npm with this very Node: the `npm` that started us when there is one, else the one on the PATH.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {Promise<string>}
 */
export function npm(args, options = {}) {
  const cli = process.env['npm_execpath']
  if (cli !== undefined && cli.endsWith('.js')) return run(process.execPath, [cli, ...args], options)
  // On Windows npm is a batch file, which only a shell can start.
  return process.platform === 'win32' ? run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options) : run('npm', args, options)
}

/**
 * Calls `main` when this module is the one that Node was started with; what it throws becomes a message and exit code 1.
 * @param {string} moduleUrl `import.meta.url`
 * @param {() => Promise<void>} main
 */
export async function whenStarted(moduleUrl, main) {
  const program = process.argv[1]
  if (program === undefined || moduleUrl !== pathToFileURL(program).href) return
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
