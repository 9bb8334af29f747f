const overview = `Find the hot lines of a JavaScript or TypeScript function.

Usage
  heatline profile <file>#<function> [options]
  heatline profile <file>:<line> [options]
  heatline scaling <file>#<function> [options]   how its time grows with the size of its inputs

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

/** What `--help` prints, without a line break at its end. */
export function helpText(topic: 'heatline' | 'profile' | 'scaling'): string {
  return topic !== 'heatline' ? overview.slice(overview.indexOf('Usage')) + details : overview + details
}
