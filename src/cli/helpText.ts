import type { HelpTopic } from './command.ts'
import { tryHelp } from './tryHelp.ts'

const overview = `Find the hot lines of a JavaScript or TypeScript function.

Usage
  heatline profile <file>#<function> [options]
  heatline profile <file>:<line> [options]
  heatline profile <test file> [-t <name>]       the lines that its tests spend their time in
  heatline scaling <file>#<function> [options]   how its time grows with the size of its inputs
  heatline insights <file>#<function> [options]  what to change: heatline insights --help
  heatline report <file>#<function>... [options] all of it as a page or Markdown: heatline report --help
  heatline tune <file>#<function> [options]      the best value of a constant: heatline tune --help
  heatline try <patch> [<file>#<function>]       what a change would gain: heatline try --help
  heatline compare <file>#<function> [options]   measured side by side with its base: heatline compare --help
  heatline check [paths] [options]               all functions with a baseline or a named call: heatline check --help
  heatline baseline set|list|show|remove         what functions are compared with: heatline baseline --help
  heatline trend <file>#<function>               how its time went from version to version
  heatline run -- <command>                      any command, all its Node processes: heatline run --help

Options
  --call "<expression>"     The call to profile, such as "total(orders, 0.2)". The module's own bindings and
                            Node's modules are in scope. It runs as written. Without it: the function's
                            @profile tag, then the call remembered in .heatline/workloads.json, then a call
                            without arguments, which runs in a sandbox.
  --allow <action>          Let a call in the sandbox do one thing more; give it once for each: read (files outside
                            the workspace), write, process, worker, network, database, signal, native.
  --time-budget <duration>  How long to measure in all, such as 500ms or 2s (the default; 6s for scaling).
  --kind <kind>             What to collect beyond hot lines and times: cpu (nothing, the default), memory, io or full.
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

const exitCodesOfProfiled = `  2  wrong usage or set-up
  3  the code failed, timed out, or was denied something
  70  internal error
  130 cancelled`

const insights = `Usage
  heatline insights <file>#<function> [options]
  heatline insights <file>:<line> [options]

Profiles the function and says what to change in it and in what it calls: only where the code takes a twentieth of the time or more, the
weightiest first, with the effect that is to be expected.

Options
  --try                     Make each change on a copy, never in your files, and compare it with the code as it is: the same answers on
                            the same inputs, and the effect with its 95% interval.
  --dismiss <rule>[:<line>] Keep a recommendation out of the way, here and in the editor, until the code that it is about changes: the one of
                            that rule (lookup-in-loop), by its line where there are more. .heatline/dismissed.json holds it, and can be committed.
  --reason "<text>"         Why it is all right as it is; --dismiss needs one.
  --bring-back <rule>[:<line>]
                            Take a dismissal back.
  --dismissed               List dismissed recommendations too, with the reasons.
  --call "<expression>"     The call to profile, as for heatline profile.
  --allow <action>          What a call in the sandbox may do, as for heatline profile.
  --time-budget <duration>  How long to profile, as for heatline profile.
  --kind <kind>             What to collect beyond hot lines and times, as for heatline profile.
  --json                    One JSON document on standard output instead of text.
  --node <path>             The Node.js to run the code with.
  -h, --help                Show this.

Exit codes
  0  done
${exitCodesOfProfiled}`

const report = `Usage
  heatline report <file>#<function>... [options]

Profiles functions, one after the other, and writes what was found: times with their intervals, hot lines with their source, what to change, and how it
was measured. An HTML file is one page that loads nothing and runs nothing, fit to be sent or kept; Markdown is fit for a pull request.

Options
  --out <file>              Where to write: .html or .md. Give it twice for both. Without it: heatline-report.html.
  --compare                 Compare each function with its baseline too, as heatline compare does.
  --base <reference>        What to compare with instead: a branch, tag, commit or baseline.
  --try                     Measure each change that is proposed, as heatline insights --try does.
  --call "<expression>"     The call to profile, as for heatline profile; for a report of one function.
  --allow <action>          What a call in the sandbox may do, as for heatline profile.
  --time-budget <duration>  How long to profile each function, as for heatline profile.
  --kind <kind>             What to collect beyond hot lines and times, as for heatline profile.
  --node <path>             The Node.js to run the code with.
  -h, --help                Show this.

Exit codes
  0  done
${exitCodesOfProfiled}`

const tune = `Usage
  heatline tune <file>#<function> [options]
  heatline tune <file>:<line> [options]

Searches for the value of a numeric constant with which the function takes the least time. The constant stands in the function's file,
or in one that it imports, marked with the values that it may take, on its line or above:

  const CHUNK = 16 // @tune 1..64
  const LOAD = 0.75 // @tune 0.1..0.95
  const SIZE = 64 * 1024 // @tune 1024..1_048_576 powers of 2
  const STEP = 8 // @tune 4..64 step 4

Some values across the range are put into a copy of the file, never into the file itself, and measured against the code as it is, then
some around the best of them; the best one is measured again with fresh processes, and told only where these confirm it. A value that
answers otherwise, throws or hangs is left out, and said.

Options
  --constant <name>         The constant, where more than one is marked, or none.
  --range <range>           The values that it may take, as after @tune.
  --time-budget <duration>  How long to search in all, 90s without it: some fifteen values of usual calls. Long calls get fewer values.
  --call "<expression>"     The call to measure, as for heatline profile.
  --allow <action>          What a call in the sandbox may do, as for heatline profile.
  --json                    One JSON document on standard output instead of text.
  --node <path>             The Node.js to run the code with.
  -h, --help                Show this.

Exit codes
  0  done, whether or not a value is better
${exitCodesOfProfiled}`

const compare = `Usage
  heatline compare <file>#<function> [options]
  heatline compare <file>:<line> [options]

Runs the function as it is now and as it is in the base, in turn, in pairs of fresh processes, and tells how they differ: the difference
with its 95% interval, whether that is a regression, and which lines made it. Answers on the same inputs are compared first.
Times that were measured on another day are never used: the base is run again.

Options
  --base <base>             A git branch, tag or commit, or a baseline's name. Without it: the function's own baseline, then where
                            the branch left the default one, then an earlier run.
  --threshold <share>       From which difference of time on it is a regression, such as 15% (the default) or 0.15. Throughput follows
                            it; memory keeps its own, 20%. .heatline/baselines.json can hold other ones, per function too.
  --call "<expression>"     The call to compare, as for heatline profile.
  --allow <action>          What a call in the sandbox may do, as for heatline profile.
  --json                    One JSON document on standard output instead of text.
  --node <path>             The Node.js to run both with.
  -h, --help                Show this.

Verdicts
  regression, improvement   the difference is sure, and at least the threshold
  slower, faster            the difference is sure, and less than that
  unchanged                 it is surely within 3%
  inconclusive              it cannot be told; the text says what would settle it

Exit codes
  0  compared, whatever the verdict: heatline check fails on a regression
${exitCodesOfProfiled}`

const check = `Usage
  heatline check [files and folders] [options]

Compares every function that has a baseline, a @profile tag or a remembered call with its base, as heatline compare does. Those that seem
changed are measured again with fresh processes, and only what that confirms is told.

Options
  --base <base>             A git branch, tag or commit, or a baseline's name, for all of them. Without it: each function's own baseline,
                            then where the branch left the default one.
  --changed                 Only functions whose code, or the code that they reach, differs from the base.
  --threshold <share>       As for heatline compare.
  --format <format>         text (the default), markdown for a pull request, or github for annotations of a GitHub workflow.
  --json                    One JSON document on standard output instead of text.
  --node <path>             The Node.js to run the code with.
  -h, --help                Show this.

Exit codes
  0  no regression
  1  a regression
  2  wrong usage or set-up
  3  not one function could be compared
  70  internal error
  130 cancelled`

const baseline = `Usage
  heatline baseline set <file>#<function> [--name <name>] [options]
  heatline baseline list [folder]
  heatline baseline show <file>#<function>
  heatline baseline remove <file>#<function> [--name <name>]

Makes a function as it is now what it is compared with from now on. It is run once, and kept so that it can be run again, in your data
folder; .heatline/baselines.json, which can be committed, holds its name and commit, and neither inputs nor sources. Without a baseline a
function is compared with where the branch left the default one: nothing needs to be set.

Options of set
  --name <name>             What heatline compare --base takes. Without it: the one that the function is compared with by itself.
  --call "<expression>"     The call to keep, as for heatline profile.
  --allow <action>          What a call in the sandbox may do, as for heatline profile.
  --node <path>             The Node.js to run the code with.
  -h, --help                Show this.

Exit codes
  0  done
${exitCodesOfProfiled}`

const trend = `Usage
  heatline trend <file>#<function> [--json]

How the function's time went from version to version: the ratios of its comparisons, chained. From 20 versions on it tells where that
changed. Times that were measured on different days are never compared.

Options
  --json                    One JSON document on standard output instead of text.
  -h, --help                Show this.`

/** What `--help` prints, without a line break at its end. */
export function helpText(topic: HelpTopic): string {
  switch (topic) {
    case 'heatline':
      return overview + details
    case 'profile':
    case 'scaling':
      return overview.slice(overview.indexOf('Usage')) + details
    case 'insights':
      return insights
    case 'report':
      return report
    case 'tune':
      return tune
    case 'try':
      return tryHelp
    case 'compare':
      return compare
    case 'baseline':
      return baseline
    case 'check':
      return check
    case 'trend':
      return trend
    case 'run':
      return run
    default:
      return topic satisfies never
  }
}
