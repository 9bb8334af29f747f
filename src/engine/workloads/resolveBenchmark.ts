import { findInPlace } from './findInPlace.ts'
import type { Rung } from './rung.ts'

/** A benchmark of the user's that reaches the function, run in place: of vitest's `bench`, or a program that uses tinybench. */
export const resolveBenchmark: Rung = async (request, tools, signal) => await findInPlace('benchmarks', request, tools, signal)
