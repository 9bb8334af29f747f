/** What `heatline try --help` prints. */
export const tryHelp = `Usage
  heatline try <patch> [<file>#<function>] [options]
  git diff | heatline try -

Tries a change on a copy, never in your files. The patch, a unified diff as git diff writes it, is applied to the files as they are now, in
memory; where they have it in them already, as after an edit, it is taken back for the comparison. Each function whose body it changes, or
in a file where it changes none each that runs what it changes at the top level, is run without it and with it: the same answers on the same
inputs, the effect in pairs of fresh processes with its 95% interval, and the tests that reach the function, on a copy of the workspace. Tests
count where V8 saw them call what the patch changes; those that fail without it too are not held against it.

Options
  --call "<expression>"     The call to run, as for heatline profile; with a function.
  --allow <action>          What a call in the sandbox may do, as for heatline profile.
  --json                    One JSON document on standard output instead of text.
  --node <path>             The Node.js to run both with.
  -h, --help                Show this.

Exit codes
  0  tried: nowhere surely slower, no other answers, no test that fails with it alone
  1  slower, other answers, tests that fail with it alone, or code that hangs or does not run with it
  2  wrong usage or set-up, or a patch that does not apply
  3  not one function could be tried
  70  internal error
  130 cancelled`
