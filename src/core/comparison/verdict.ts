/**
 * What a comparison says, the first that matches:
 * `regression`: the interval's lower bound is above 0 and the estimate at least the threshold; `improvement`: its mirror image;
 * `slower`: the lower bound above 0, the estimate between floor and threshold; `faster`: its mirror image;
 * `unchanged`: the 90% interval lies within 3%; `inconclusive`: all else.
 * Only `improvement` and `faster` may claim a gain; only `regression` fails a check.
 */
export type Verdict = 'regression' | 'improvement' | 'slower' | 'faster' | 'unchanged' | 'inconclusive'
