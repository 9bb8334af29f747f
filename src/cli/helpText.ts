import type { HelpTopic } from './command.ts'

const overview = `Find the hot lines of a JavaScript or TypeScript function.

Usage
  heatline profile <file>#<function> [options]
  heatline profile <file>:<line> [options]
  heatline profile <test file> [-t <name>]       the lines that its tests spend their time in
  heatline scaling <file>#<function> [options]   how its time grows with the size of its inputs
  heatline run -- <command>                      any command, all its Node processes: heatline run --help

Options
  --call "<expression>"     The call to profile, such as "total(orders, 0.2)". The module's own bindings and
                            Node's modules are in scope. It runs as written. Without it: the function's
                            @profile tag, then the call remembered in .heatline/workloads.json, then a call
                            without arguments, which runs in a sandbox.
  --allow <action>          Let a call in the sandbox do one thing more; give it once for each: read (files outside
                            the workspace), write, process, worker, network, database, signal, native.
  --time-budget <duration>  How long to measure in all, such as 500ms or 2s (the default; 6s for scaling).
  --json                    One JSON document on standard output instead of text.
  --cpuprofile <file>       Also write calls of the function in the order of time, for VS Code, Chrome DevTools
                            and speedscope. They are recorded after the rest, within another time budget.
  --node <path>             The Node.js to run the code with: 22.13 or later. Without it: the one on the PATH.
  -h, --help                Show this.
  -v, --version             Show the version.`

const details = `

Examples
  heatline profile src/cart.ts#Cart.total --call "new Cart(items).total(0.2)"
  heatline profile src/parse.js:42 --json > profile.json
  heatline profile src/parse.js#parse --cpuprofile parse.cpuprofile
  heatline scaling src/sort.ts#sorted --call "sorted([3, 1, 2])"
  heatline profile src/users.ts#migrate --allow write

Exit codes
  0  done
  1  a check failed
  2  wrong usage or set-up
  3  the profiled code failed, timed out, or was denied something
  70  internal error
  130 cancelled`

const run = `Usage
  heatline run [--thread <n>] [--json <file>] -- <command> [arguments]

Runs any command, such as npm test, and shows the hot lines of every Node process and worker that it starts,
in your own sources. The command keeps the terminal: its input, output and exit code are its own. Heatline's report
comes when the command has ended, on standard error. Ctrl-C and other signals reach the command; what it leaves
running is ended.

Options
  --thread <n>   Show the lines of one thread, by its number in the report; without it, of all together.
  --json <file>  Also write the whole run, all threads apart and together, as a JSON document into a file.
  -h, --help     Show this.

Processes are reached through NODE_OPTIONS and recorded while they run: one that is killed keeps its profile up
to the last half second, of long runs the last five. One that is started without NODE_OPTIONS takes no part.

Examples
  heatline run -- node server.js
  heatline run --json run.json -- npx vitest run

Exit codes
  the command's own, 128 and the signal's number where a signal ended it (130 for Ctrl-C)
  2    wrong usage or set-up
  126  the command cannot be executed
  127  there is no such command
  70   internal error`

/** What `--help` prints, without a line break at its end. */
export function helpText(topic: HelpTopic): string {
  if (topic === 'run') return run
  return topic !== 'heatline' ? overview.slice(overview.indexOf('Usage')) + details : overview + details
}
