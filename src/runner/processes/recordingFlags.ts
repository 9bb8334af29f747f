/**
 * V8's flags in a recorded process. Of code that Maglev inlined V8 knows the lines of calls only: see
 * engine/measure/samplingFlags.ts. What TurboFan inlines, Node 22 and 24 book on the caller with the callee's line number,
 * which can be a line of the caller's too: of a program in four small modules 39 points went to wrong files. So only the
 * shortest functions, those of up to 27 bytes of bytecode, are inlined there: wrong by 3 points at most, and a half of the
 * program that is all short calls takes 65% beside a loop, instead of 58% (76% without any inlining).
 */
export function recordingFlags(nodeVersion: string): readonly string[] {
  return Number.parseInt(nodeVersion, 10) >= 26 ? ['--no-maglev-inlining'] : ['--no-maglev-inlining', '--max-inlined-bytecode-size=27']
}
